"""How well quotations and their speakers are found in other languages than the default; the floors only rise."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from retrieval.domain import Quotation
from retrieval.quotations import find_quotations

#: the harmonic mean of precision and recall of quotations with the right speaker
FLOORS = dict.fromkeys(("de", "es", "fr", "it", "pt", "ru"), 0.95)


@dataclass(frozen=True)
class Said:
    speaker: str
    words: str

    def is_in(self, quotation: Quotation) -> bool:
        return self.words in quotation.text

    def is_by(self, quotation: Quotation) -> bool:
        return quotation.speaker is not None and self.speaker in (quotation.speaker.text, quotation.speaker.name or "")

    def is_near(self, quotation: Quotation) -> bool:
        """The mention may take in a role or an apposition."""
        return quotation.speaker is not None and self.speaker in quotation.speaker.text


def sentences(language: str) -> list[tuple[str, list[Said]]]:
    """Return the sentences of a language with what is said in each."""
    file = Path(__file__).parent / "data" / f"quotations.{language}.txt"
    found: list[tuple[str, list[Said]]] = []
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("> "):
            found[-1][1].append(Said(*line[2:].split(" | ")))
        elif line and not line.startswith("#"):
            found.append((line, []))
    return found


def score(language: str, missed: list[str] | None = None) -> float:
    """Return F1 of the quotations with their speakers over all sentences of a language."""
    right = wanted = given = 0
    for text, listed in sentences(language):
        found: Sequence[Quotation] = find_quotations(text, language=language)
        hits = sum(any(one.is_in(q) and (one.is_by(q) or one.is_near(q)) for q in found) for one in listed)
        right, wanted, given = right + hits, wanted + len(listed), given + len(found)
        if missed is not None and (hits < len(listed) or len(found) > len(listed)):
            shown = [
                (q.text, q.speaker.text if q.speaker else None, q.speaker.name if q.speaker else None) for q in found
            ]
            missed.append(f"{text}\n    {shown}")
    return 2 * right / (wanted + given)


@pytest.mark.parametrize("language", FLOORS)
def test_quotations_are_found_with_their_speakers(language: str) -> None:
    missed: list[str] = []
    assert score(language, missed) >= FLOORS[language], "\n".join(missed)


@pytest.mark.parametrize("language", FLOORS)
def test_the_sentences_are_enough_to_tell(language: str) -> None:
    listed = sentences(language)
    assert len(listed) >= 40
    assert sum(bool(said) for _, said in listed) >= 30
