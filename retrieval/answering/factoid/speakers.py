"""Who may be the one that a question asks for by their words: "who says the bridge will hold", "which mayor thanked Brill"."""

import re

from retrieval.domain import Quotation, Speaker
from retrieval.questions import Analysis, AnswerType
from retrieval.quotations.people import answers_to, is_body

#: somebody else speaks where "who" is not the subject: "who did Brill thank", "which of them has the mayor blamed"
_OBJECT = re.compile(
    r"\b[Ww]hom\b|\b(?:[Ww]ho|(?:[Ww]hich|[Ww]hat)(?:\s+[\w'’-]+){1,4}?)\s+"
    r"(?:(?:did|does|do)(?!\s+not\b|n['’]t)|(?:is|was|has|had|will|would)\s+(?:the|he|she|they|his|her|their|[A-Z][\w'’-]+)\b)",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def asks_for_speaker(analysis: Analysis) -> bool:
    """Tell whether a question asks who spoke, and not of whom or to whom."""
    if analysis.expected.type is not AnswerType.PERSON or not analysis.asks_for_speech:
        return False
    return _OBJECT.search(analysis.text) is None


def may_be_asked_for(quotation: Quotation, analysis: Analysis) -> bool:
    """Tell whether a question that asks who spoke may mean a quotation's speaker: one with a name, which the question
    does not give.

    Whoever it names is somebody whom it tells of; and an answer without a name says nothing to who asks for one. Where
    a person is asked for by a noun ("which mayor"), it is no body.
    """
    speaker = quotation.speaker
    if speaker is None or speaker.name is None:
        return False
    if analysis.expected.noun and is_body(speaker.name):
        return False
    return not is_named(speaker, analysis.text)


def is_named(speaker: Speaker, text: str) -> bool:
    """Tell whether a question names this speaker: by the surname, with a capital unless it is all in small letters.

    >>> is_named(Speaker("Ida Falk", 0, 8, "Ida Falk"), "What did Falk reply?")
    True
    """
    if speaker.name is None:
        return False
    listed = [word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text)]
    named = listed if text == text.lower() else [word for word in listed if word[:1].isupper()]
    surname = speaker.name.split()[-1].lower()
    return any(word.lower() == surname and answers_to(speaker.name, word) for word in named)
