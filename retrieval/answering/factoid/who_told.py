"""Who said what was just shown: "who said that?", "says who?" is asked of the last sentence, and of no other."""

import re
from dataclasses import replace

from retrieval.answering.factoid.role_names import as_nearest
from retrieval.answering.sources import Sources
from retrieval.domain import Answer, AnswerKind, Evidence, Fact
from retrieval.questions.patterns import Pattern

_ASKED = Pattern(
    r"^\W*(?:(?:and|but|so|ok|okay)\W+)?(?:who\s+(?:says|said|claims|claimed|told\s+(?:you|them|us)|thinks)\s+(?:so|that|this|it)|"
    r"says\s+who|according\s+to\s+(?:who|whom)|who(?:\s+is|['’]s)\s+saying\s+(?:so|that|this|it))\W*$",
    re.IGNORECASE,
    signs="who",
)
#: how sure it is whose the words are that stand in the sentence
SURE = 0.8


def asks_who_told(request: Fact) -> bool:
    """Tell whether it is asked who said the sentence that was given first.

    >>> asks_who_told(Fact("says who", own="Says who?", answered=("a", 0, 9)))
    True
    >>> asks_who_told(Fact("who said no", own="who said no", answered=("a", 0, 9)))
    False
    """
    return request.answered is not None and _ASKED.match(request.own) is not None


def who_told(request: Fact, sources: Sources) -> Answer | None:
    """Return the sentence that was given first with whose words are in it; as nearest alone where it is nobody's.

    None where it is no more in the archive.
    """
    if request.answered is None:
        return None
    article_id, start, end = request.answered
    article = sources.archive.articles([article_id]).get(article_id)
    if article is None or not 0 <= start < end <= len(article.text):
        return None
    shown = Evidence(article_id, start, end, article.text[start:end], 1.0)
    quotation = sources.archive.quotations_in([request.answered])[0]
    told = Answer(AnswerKind.WHO_SAID, abstained=False, sentences=(shown,), probability=SURE)
    if quotation is None or quotation.speaker is None:
        return replace(as_nearest(told, sources.archive), kind=AnswerKind.WHO_SAID)
    return replace(told, quotations=(quotation,), speaker=quotation.speaker.name or quotation.speaker.text)
