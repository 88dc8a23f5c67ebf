"""Every door takes what its search begins with, and that cut, doubled and spoilt, without a fault; the long search is `fuzz.py`."""

import random

import pytest

from retrieval.errors import OnrecordError
from tests.fuzz.fuzz import judged
from tests.fuzz.targets import SEEDS, TARGETS


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes with a few of them changed, left out or repeated."""
    for _ in range(chance.randrange(1, 6)):
        at, size = chance.randrange(len(data) + 1), chance.randrange(1, 9)
        other = chance.randbytes(size) if chance.random() < 0.5 else data[at : at + size] * chance.randrange(3)
        data = data[:at] + other + data[at + size * chance.randrange(2) :]
    return data


def is_let_in(name: str, seed: str) -> bool:
    try:
        TARGETS[name](seed.encode())
    except OnrecordError:
        return False
    return True


@pytest.mark.parametrize("name", TARGETS)
def test_a_door_is_open_to_what_it_is_made_for(name: str) -> None:
    """One that is shut to everything would hold against everything."""
    assert any(is_let_in(name, seed) for seed in SEEDS.get(name, SEEDS["flat"]))


@pytest.mark.parametrize("name", TARGETS)
def test_spoilt_input_is_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    for seed in SEEDS.get(name, SEEDS["flat"]):
        for _ in range(15):
            judged(name, spoilt(seed.encode(), chance), timed=False)
