"""A process killed at any moment loses no confirmed article, tears none, and leaves an index that can be brought in step."""

import sys

import pytest

from tests.crash.archive import run


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, as Linux does it")
def test_nothing_that_was_confirmed_is_lost_or_torn_by_kills_at_random_moments() -> None:
    known, faults = run(rounds=8, seed=20)
    assert not faults
    assert known.changes > 10
