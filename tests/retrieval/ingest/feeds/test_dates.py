"""Dates of feeds in the shapes in which they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.feeds.dates import moment_of


@pytest.mark.parametrize(
    ("stated", "form"),
    [
        ("Sat, Oct 28 2031 08:28:28 PM", "2031-10-28T20:28:28"),
        ("Sun, 15 Dec 2030 03:15 PM", "2030-12-15T15:15"),
        ("Mon, 16 Dec 2030 12:05 AM", "2030-12-16T00:05"),
        ("05 Mar 2030", "2030-03-05"),
        ("Tue, 05 Mar 2030", "2030-03-05"),
        ("2030/11/15", "2030-11-15"),
        ("2030/11/15 10:22:11", "2030-11-15T10:22:11"),
        ("Di, 05 Mär 2030 10:00:00 +0100", "2030-03-05T10:00:00+01:00"),
        ("5. März 2030 10:00", "2030-03-05T10:00"),
        ("mar, 05 mar 2030 10:00:00 +0100", "2030-03-05T10:00:00+01:00"),
        ("5 de marzo de 2030", "2030-03-05"),
        ("Вт, 05 мар 2030 10:00:00 +0300", "2030-03-05T10:00:00+03:00"),
        ("2030年3月5日 10:00", "2030-03-05T10:00"),
        ("Tue, 05 Mar 2030 10:00:00 CET", "2030-03-05T10:00:00+01:00"),
        ("Tue, 05 Mar 2030 10:00:00 MSK", "2030-03-05T10:00:00+03:00"),
        ("Tue, 05 Mar 2030 10:00:00 EST", "2030-03-05T10:00:00-05:00"),
        ("Tue, 05 Mar 2030 10:00:00 Z", "2030-03-05T10:00:00+00:00"),
        ("Tue, 05 Mar 2030 10:00:00 +01:00", "2030-03-05T10:00:00+01:00"),
        ("Thu, 31 Aug 2030 8:00:00 -0400", "2030-08-31T08:00:00-04:00"),
        ("Tuesday, 05-Mar-30 10:00:00 UTC", "2030-03-05T10:00:00+00:00"),
        ("Tue Mar 5 10:00:00 2030", "2030-03-05T10:00:00"),
        ("Tue Mar 05 10:00:00 +0000 2030", "2030-03-05T10:00:00+00:00"),
        ("March 5, 2030, 10:00 am", "2030-03-05T10:00"),
        ("05.03.2030 10:00", "2030-03-05T10:00"),
        ("1898935200", "2030-03-05T10:00:00+00:00"),
        ("1898935200000", "2030-03-05T10:00:00+00:00"),
        ("2030-03-05T10:00:00 +0100", "2030-03-05T10:00:00+01:00"),
        ("2030-03-05 10:00:00 UTC", "2030-03-05T10:00:00+00:00"),
        ("2030-03-05 9:00", "2030-03-05T09:00:00"),
        ("20300305T100000Z", "2030-03-05T10:00:00+00:00"),
        ("05/03/2030 10:00", ""),
        ("2030", ""),
        ("203003", ""),
        ("soon", ""),
    ],
)
def test_a_date_of_any_shape_is_read_as_it_is_stated(stated: str, form: str) -> None:
    assert moment_of(stated)[1] == form


def test_dates_of_numbers_alone_are_read_as_the_feeds_language_writes_them() -> None:
    assert moment_of("05/03/2030 10:00", day_first=True)[1] == "2030-03-05T10:00"
    assert moment_of("05/03/2030 10:00", day_first=False)[1] == "2030-05-03T10:00"


@given(st.text(max_size=64))
def test_whatever_is_stated_a_moment_and_its_form_agree(stated: str) -> None:
    moment, form = moment_of(stated)
    assert (moment is None) == (form == "")
