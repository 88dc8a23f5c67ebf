"""Who killed somebody is told only where a story has a word of killing: whoever else it names beside them did not."""

import re
from functools import cache

from retrieval.answering.factoid.harm import harms
from retrieval.answering.factoid.role_names import as_nearest
from retrieval.archive.interface import Articles
from retrieval.domain import Answer
from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

_ASKED = Pattern(
    r"^\W*(?:(?:and|so|but)\s+)?(?:who\s+(?:was\s+|were\s+|is\s+|are\s+)?(?:killed|injured|wounded|hurt|dead|died)\b|how\s+many\b|"
    r"(?:was|were|is|are|did|has|have|had)\b)",
    re.IGNORECASE,
    signs="who how was were is are did ha have had",
)
#: what befalls people alone; a game may be missed, and a missile fired
_KINDS = frozenset(("killed", "injured"))


def unless_no_such_harm(answer: Answer, asked: str, archive: Articles) -> Answer:
    """Return the answer; what is nearest, where people's harm is asked for and its story tells neither of it nor of escape."""
    if answer.abstained or not answer.sentences or not _ASKED.match(asked):
        return answer
    kinds = harms(asked) & _KINDS
    if not kinds or any(kinds & harms(one.text) for one in answer.sentences):
        return answer
    found = answer.sentences[0].article_id
    article = archive.articles([found]).get(found)
    if article is None or _tells(f"{article.headline or ''}. {article.text}", kinds):
        return answer
    return as_nearest(answer, archive)


def _tells(text: str, kinds: frozenset[str]) -> bool:
    return bool(kinds & harms(text)) or any(term.startswith(_other_words()) for term in analyzer(DEFAULT).terms(text))


@cache
def _other_words() -> tuple[str, ...]:
    """Return how words begin that tell of harm or escape without naming its kind: "shot", "unhurt"."""
    return language(DEFAULT).words("answers.harm", "told")
