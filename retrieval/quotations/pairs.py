"""Whom "the former" and "the latter" stand for: the two who were named together last."""

from retrieval.quotations.bearers import Bearer
from retrieval.quotations.cast import Cast, Named
from retrieval.text.sentences import ends_sentence

#: so far back, in characters, and over so many mentions the two may stand
_REACH, _MENTIONS = 500, 8
_STOPS = ".!?"


def one_of_pair(cast: Cast, at: int, mention: str) -> Bearer | None:
    """Return the one of the two people named together before `at` whom the `mention` there means, None where no such two are.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> text = "The mayor, Ann Smith, met the baker Bo Renn. The latter said"
    >>> one_of_pair(Cast(text, lexicon("en")), text.index("The latter"), "the latter").name.text
    'Bo Renn'
    """
    people: list[Named] = []
    for start, end, bearer in cast.before(at, _MENTIONS):
        if at - start > _REACH:
            break
        if cast.is_person(bearer) or (len(bearer.name.words) > 1 and not bearer.name.organisation):
            people.append(Named(start, end, bearer))
    if len(people) < 2 or people[0].bearer is people[1].bearer or _is_apart(cast.text, people[1], people[0]):
        return None
    if len(people) > 2 and not _is_apart(cast.text, people[2], people[1]):
        return None  # three are named together
    return people[0].bearer if mention.rpartition(" ")[2] in cast.words.latter else people[1].bearer


def _is_apart(text: str, one: Named, other: Named) -> bool:
    """Say whether a sentence ends between two names."""
    return any(text[n] in _STOPS and ends_sentence(text, n) for n in range(one.end, other.start))
