"""What must be found in short texts of each class, by whom, and what must not be: the lines of `data/said.txt`.

Below a text stand "+ words | name | role" for a quotation that holds the words and is by the name (one of several, set apart
by ";"; the mention where there is no name), "- words" and "- words | name" for one that must not be there, or "none".
"""

from collections.abc import Iterator
from pathlib import Path

from retrieval.domain import Quotation, Speaker
from retrieval.quotations import find_quotations

FILE = Path(__file__).parent / "data" / "said.txt"


def cases() -> Iterator[tuple[str, list[str]]]:
    text, wanted = "", []
    for line in [*FILE.read_text("utf-8").splitlines(), "end"]:
        if line.startswith("  "):
            wanted.append(line.strip())
        elif line and not line.startswith("#"):
            if text:
                yield text, wanted
            text, wanted = line.replace("\\n", "\n"), []


CASES = dict(cases())


def holds(found: str | None, words: str) -> bool:
    return words.lower() in " ".join((found or "").split()).lower()


def is_by(speaker: Speaker | None, names: str, role: str) -> bool:
    if speaker is None or (speaker.name or speaker.text) not in [name.strip() for name in names.split(";")]:
        return False
    return not role or holds(speaker.role, role)


def faults(found: tuple[Quotation, ...], wanted: str) -> list[Quotation] | bool:
    """Return what speaks against a line of the file."""
    if wanted == "none":
        return list(found)
    words, name, role = (part.strip() for part in (f"{wanted[2:]} | | ").split("|")[:3])
    holding = [one for one in found if holds(one.text, words)]
    if wanted[0] == "-":
        return [
            one for one in holding if not name or (one.speaker and holds(one.speaker.name or one.speaker.text, name))
        ]
    return not any(not name or is_by(one.speaker, name, role) for one in holding)


def test_who_said_what_in_the_texts_of_each_class() -> None:
    found = {text: find_quotations(text) for text in CASES}
    wrong = [(line, text) for text, wanted in CASES.items() for line in wanted if faults(found[text], line)]
    assert not wrong, "\n".join(f"{line}\n  in: {text}\n  found: {found[text]}" for line, text in wrong)


def test_every_class_has_texts_in_which_somebody_must_be_found() -> None:
    assert len(CASES) > 180
    assert sum(any(line[0] == "+" for line in wanted) for wanted in CASES.values()) > 140
