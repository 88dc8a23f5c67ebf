"""Drafts: quotations as found, before it is known whom their speakers stand for, and what becomes of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from retrieval.domain import Mention, Quotation, QuotationKind, Span, Speaker, joined
from retrieval.quotations import mentions
from retrieval.quotations.reported import Attribution
from retrieval.quotations.resolution import Resolution
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.transcripts import Turn

#: "LOME (Meridian Wire) — " before an article's first words, which nobody said
_DATELINE = re.compile(
    r"[A-Z][A-Z.’' \-]{2,40}(?:, [A-Z][\w. ]{1,25})?(?: ?\([^)\n]{2,30}\))? ?(?:[:—–]|--?) +(?=[\"“‘A-Z])"
)
_EDGE = " \t\r\n\u00a0,;:—–-"
_LETTER = re.compile(r"[a-zA-Z#]")
#: "Larrow: The town …", in a round-up of news
_PLACE = re.compile(r"[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}: (?=[A-Z])")


@dataclass(slots=True)
class Draft:
    """A quotation as found, before it is known whom its speaker stands for."""

    kind: QuotationKind
    fragments: list[Span]
    speaker: Span | None = None
    cue: Span | None = None
    confidence: float = 1.0
    #: what a relative pronoun as speaker stands for
    antecedent: Span | None = None
    #: the turn of a transcript that it is
    turn: Turn | None = None
    #: who passes the words on
    via: Span | None = None
    #: who has the floor where the speaker turns out to be no person
    otherwise: Span | None = None
    #: whether somebody speaks within what somebody else says, who keeps the floor
    within: bool = False
    #: the draft in the paragraph before, where its words go on here
    follows: "Draft | None" = None


@dataclass(slots=True)
class Progress:
    """How far a text has been read, and who has the floor there."""

    drafts: list[Draft] = field(default_factory=list)
    last: Draft | None = None
    carried: bool = False
    #: whether the words in marks of the paragraph before go on in this one
    continued: bool = False
    #: paragraphs since the last quotation in marks
    distance: int = 99
    #: the last sentence of the paragraph before, where it ends in a colon
    intro: Span | None = None
    #: the speaker of the sentence before, in the same paragraph
    speaker: Span | None = None
    #: whether it is a headline whose words all have capitals
    titled: bool = False


def name_those_before(draft: Draft) -> None:
    """Give the speaker of a draft to those that it goes on: “… \n\n “… \n\n “…,” said Smith."""
    one = draft.follows
    while one is not None and one.speaker is None:
        one.speaker, one.antecedent = draft.speaker, draft.antecedent
        one = one.follows


def span(sentence: Sentence, phrase: mentions.Phrase) -> Span:
    """Return where a phrase stands in the text."""
    return sentence.span(*phrase)


def drafted(text: str, sentence: Sentence, one: Attribution, taken: set[int]) -> Draft | None:
    """Return the draft of an attribution, None where nothing is left of its contents; `taken` gets its words in marks."""
    fragments: list[Span] = []
    quoted = [n for a, b in one.contents for n in sentence.quoted if a <= n < b] if sentence.quoted else []
    taken.update(quoted)
    for a, b in one.contents:
        start, end = sentence.span(a, b)
        dateline = (_DATELINE.match(text, start, end) or _PLACE.match(text, start, end)) if a == 0 else None
        start = dateline.end() if dateline else start
        while start < end and text[start] in _EDGE:
            start += 1
        while end > start and text[end - 1] in _EDGE:
            end -= 1
        if start < end:
            fragments.append((start, end))
    if not fragments:
        return None
    kind = _marked_kind(sentence, one, quoted) if quoted else QuotationKind.INDIRECT
    speaker = span(sentence, one.subject) if one.subject else None
    cue = span(sentence, one.cue) if one.cue else None
    antecedent = span(sentence, one.antecedent) if one.antecedent else None
    via = span(sentence, one.via) if one.via else None
    return Draft(kind, fragments, speaker, cue, one.confidence, antecedent, via=via)


def _marked_kind(sentence: Sentence, one: Attribution, quoted: Sequence[int]) -> QuotationKind:
    """Return what kind an attribution with words in marks is: mixed where other words are its contents too."""
    for a, b in one.contents:
        marked = any(a <= token < b for token in quoted)
        own = sentence.tags[a:b].replace("Q", "") if marked else sentence.tags[a:b]
        if _LETTER.search(own):
            return QuotationKind.MIXED
    return QuotationKind.DIRECT


def finished(text: str, drafts: Sequence[Draft], resolution: Resolution) -> Iterator[Quotation]:
    """Return the quotations of drafts in the order of the text, with whom their speakers stand for."""
    for draft in drafts:
        fragments = tuple(draft.fragments)
        cue = Mention(text[draft.cue[0] : draft.cue[1]], *draft.cue) if draft.cue else None
        speaker, sure, lettered = None, 1.0, False
        if draft.speaker:
            a, b = draft.speaker
            if draft.turn is not None:
                turn = draft.turn
                name, role, sure = resolution.of_label(a, b, asking=turn.question, answering=turn.answer)
                lettered = name is None and b - a == 1
            else:
                if draft.otherwise and not resolution.is_person(a, b):
                    a, b = draft.otherwise
                    draft.antecedent = None
                floor = resolution.floor
                name, role, sure = resolution.resolve(*(draft.antecedent or (a, b)), said=fragments)
                resolution.floor = floor if draft.within else resolution.floor
                if cue and not draft.within:
                    resolution.hear(cue)
            via = text[draft.via[0] : draft.via[1]] if draft.via else None
            # "Q" is nobody's name
            speaker = None if lettered else Speaker(text[a:b], a, b, name, role, via)
        yield Quotation(draft.kind, fragments, joined(text, fragments), speaker, cue, draft.confidence * sure)
