"""Dates as pages state them: nothing is added that is not written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.ingest.readers.dates import stated_time, stated_times, valid_iso


@pytest.mark.parametrize(
    ("line", "iso"),
    [
        ("Updated: 2031-03-04 09:15", "2031-03-04T09:15"),
        ("Updated 1:39 am EST, Wednesday, November 20, 2030", "2030-11-20T01:39-05:00"),
        ("By Ada Lund - 11/18/30 11:04 PM EST", "2030-11-18T23:04-05:00"),
        ("December 11, 2030 / 1:47 PM / 4 years ago", "2030-12-11T13:47"),
        ("Nov. 18, 2030 at 6:02 p.m. ET", "2030-11-18T18:02"),
        ("18 Nov 2030, 18:02 GMT", "2030-11-18T18:02+00:00"),
        ("2030-11-18T18:01:02+01:00", "2030-11-18T18:01:02+01:00"),
        ("Lanx, July 12, 2031", "2031-07-12"),
        ("3. März 2030, 14.05 Uhr", "2030-03-03T14:05"),
        ("Le 3 mars 2030 à 14h05", "2030-03-03T14:05"),
        ("sexta-feira, 22 de outubro de 2030 às 20:13", "2030-10-22T20:13"),
        ("12 марта 2031, 10:15", "2031-03-12T10:15"),
        ("2031年3月5日 10:15", "2031-03-05T10:15"),
        ("14 May 2031, 16:50 GMT+2", "2031-05-14T16:50+02:00"),
        ("14.05.2031, 16:50 Uhr MESZ", "2031-05-14T16:50+02:00"),
        ("3 - March - 2030", "2030-03-03"),
        ("3\u00a0of May,  2030", "2030-05-03"),
        ("1. 1. 1. Mai 2030", "2030-05-01"),
        ("5.3. 09:12•Updated 5.3. 11:40", None),
        ("5.3.31 09:12", "2031-03-05T09:12"),
        ("5. 3. 2031 9:12", "2031-03-05T09:12"),
        ("14.05.2031 16.50 MEST", "2031-05-14T16:50+02:00"),
        ("14 мая 2031, 16:50 МСК", "2031-05-14T16:50+03:00"),
        ("14 May 2031 16:50 (UTC +05:30)", "2031-05-14T16:50+05:30"),
        ("Wed, 14 May 2031 16:50:09 +0200", "2031-05-14T16:50:09+02:00"),
        ("May 14, 2031 12:05 AM", "2031-05-14T00:05"),
        ("May 14, 2031 12:05 p.m. CST", "2031-05-14T12:05-06:00"),
        ("14 de mayo de 2031, 4:50 p. m.", "2031-05-14T16:50"),
        ("2031年5月14日 下午4:50", "2031-05-14T16:50"),
        ("2031年5月14日 16時50分", "2031-05-14T16:50"),
        ("2031년 5월 14일 오후 4:50", "2031-05-14T16:50"),
        ("입력 2031. 5. 14. 16:50", "2031-05-14T16:50"),
        ("٢٠٣١-٠٥-١٤ ١٦:٥٠", "2031-05-14T16:50"),
        ("14. května 2031 16:50", "2031-05-14T16:50"),
        ("Published 14 May 2031. Updated 15 May 2031 10:00", "2031-05-14"),
        ("14 May 2031 16:50 - 15 readers", "2031-05-14T16:50"),
        ("Nov 18, 2031 @17:19 PM", "2031-11-18T17:19"),
        ("05/10/2031", None),
        ("Monday at noon", None),
        ("32 May 2031", None),
        ("Section 12, page 3", None),
    ],
)
def test_a_line_gives_the_time_that_it_states(line: str, iso: str | None) -> None:
    assert stated_time(line) == iso


def test_a_date_of_numbers_alone_is_read_only_when_it_is_known_how() -> None:
    assert stated_time("05/10/2031", day_first=True) == "2031-10-05"
    assert stated_time("05/10/2031", day_first=False) == "2031-05-10"
    assert stated_time("25/10/2031") == "2031-10-25"


def test_every_date_of_a_line_has_its_own_time() -> None:
    line = "First published 14 May 2031 at 9:05 am BST. Last updated 15 May 2031, 16:50 BST"
    assert [found.iso for found in stated_times(line)] == ["2031-05-14T09:05+01:00", "2031-05-15T16:50+01:00"]
    assert [line[found.start : found.end] for found in stated_times(line)] == ["14 May 2031", "15 May 2031"]


@given(st.text(max_size=200))
def test_whatever_is_found_is_a_valid_date(text: str) -> None:
    found = stated_time(text)
    assert found is None or valid_iso(found) == found


@given(st.dates(), st.times())
def test_an_iso_date_and_time_are_found_as_they_are(day: object, time: object) -> None:
    stated = f"Published {day} {str(time)[:5]}"
    expected = f"{day}T{str(time)[:5]}"
    assert stated_time(stated) in (expected, None if str(day)[:2] not in ("19", "20") else expected)
