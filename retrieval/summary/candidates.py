"""The sentences a summary is chosen from, and what can be seen of each on its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.domain import Block, BlockKind, Span
from retrieval.text.datelines import dateline_of
from retrieval.text.furniture import is_furniture
from retrieval.text.languages import DEFAULT
from retrieval.text.sentences import asks, is_ended, split_sentences
from retrieval.text.terms import analyzer

#: English words that mean little without the sentence before: a summary is poorer for starting with one
_LEANS_BACK = re.compile(
    r"[\"“”'‘’(\s]*(?:He|She|It|They|We|You|I|This|That|These|Those|His|Her|Hers|Their|Theirs|Its|Our|My|Such|One|Another|"
    r"Both|Others?|But|And|So|Or|Nor|Yet|Then|There|Here|Also|Too|Still|However|Instead|Meanwhile|Therefore|Thus|Later|"
    r"Afterwards?|Moreover|Furthermore|Nevertheless|Nonetheless|Besides|Otherwise)\b"
)
_PRONOUN = re.compile(r"[\"“”'‘’(\s]*(?:He|She|It|They|This|That|These|Those|His|Her|Hers|Their|Theirs|Its|Such)\b")
_ENDS = re.compile(r"[.!?…。！？۔।][\"”’»'›)\]\s]*$")
#: what an editor says to the reader between the sentences of an article
_NOTE = re.compile(
    r"(?:Editor['’]?s?['’]? [Nn]ote|EDITOR['’]?S['’]? NOTE|Correction|Clarification)\b"
    r"|(?:For|To (?:read|see|follow|get)) (?:the latest|more|updates|live|full)\b.{0,160}"
    r"\b(?:see|visit|follow|click|check out|read|watch|live updates)\b"
    r"|For more (?:on|about|information|details)\b|Follow (?:here|along|us|our|live)\b"
    r"|(?:JUST|MUST) WATCH(?:ED)?\b|NOW PLAYING\b"
    r"|[A-Z][a-z]{2,8}\.? \d{1,2}, \d{4}(?:, \d{1,2}:\d\d (?:[ap]\.?m\.?|[AP]M)(?: [A-Z]{2,4})?)?\W*$"
    r"|Good (?:morning|evening|afternoon)\b.{0,60}$|Here(?:['’]s| is| are)\b.{0,40}\byou need to know\b"
    r"|(?:Read|See|Follow|Watch) (?:our|the|all)\b.{0,80}\bhere\W*$|This (?:live )?blog (?:is|has)\b.{0,60}$"
    r"|(?:That['’]s all|We are closing|We['’]re closing)\b.{0,80}$"
    r"|This (?:page|story|article|post|report) (?:recaps|covers|(?:is|has|was) "
    r"(?:being |been |first |originally )*(?:updated|published))"
)
_STARTS_INSIDE = re.compile(r"[a-z]+ ")
_OPENING, _CLOSING = "“„«「『", "”»」』"
_MARK = re.compile(f'["{_OPENING}]')


#: where so many of the sentences end in a mark, a line without one is a label or a row of a list
MARKED = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence as the summary sees it.

    `terms` are its analysed terms; `position` its number in its own article, from 0; `quoted` the share of its characters
    between quotation marks; `leans` tells a start that needs the sentence before, `asks` a question, `unfinished` a start
    or end in the middle: a small letter, no final mark, a quotation that goes on outside; `notice` words of the
    page to its readers, and lines that are no sentences, which are never chosen while there is anything else.
    """

    terms: tuple[str, ...]
    position: int
    quoted: float = 0.0
    leans: bool = False
    asks: bool = False
    unfinished: bool = False
    notice: bool = False


def candidates(text: str, spans: Sequence[Span], language: str = DEFAULT, first: int = 0) -> list[Candidate]:
    """Return what there is to see of each sentence of one article; `first` is the first one's position in it.

    >>> text = "“We won,” she said."
    >>> [candidate] = candidates(text, [(0, len(text))])
    >>> candidate.terms, candidate.position, candidate.asks
    (('we', 'won', 'she', 'said'), 0, False)
    """
    analyse = analyzer(language).terms
    ended = [is_ended(text[start:end]) for start, end in spans]
    marked = sum(ended) >= MARKED * len(ended)
    made: list[Candidate] = []
    for number, (start, end) in enumerate(spans, first):
        sentence = text[start:end]
        made.append(
            Candidate(
                terms=tuple(analyse(sentence)),
                position=number,
                quoted=quoted_share(sentence),
                leans=_LEANS_BACK.match(sentence) is not None,
                asks=asks(sentence),
                unfinished=_is_unfinished(sentence),
                notice=_is_notice(sentence) or (marked and not ended[number - first]),
            )
        )
    return made


def body_sentences(text: str, blocks: Sequence[Block], language: str = DEFAULT) -> list[Span]:
    """Return the sentences of the paragraphs, without the dateline before the first word.

    >>> text = "OSLO: It rained. It rained again."
    >>> [text[a:b] for a, b in body_sentences(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])]
    ['It rained.', 'It rained again.']
    """
    found: list[Span] = []
    for block in blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        mark = None if found else dateline_of(text[block.start : block.end], language)
        found.extend(split_sentences(text, block.start + (mark.length if mark else 0), block.end, language))
    return found


def starts_with_pronoun(sentence: str) -> bool:
    """Tell whether the sentence opens with an English pronoun that the reader could not resolve without the one before.

    >>> starts_with_pronoun("She left.")
    True
    >>> starts_with_pronoun("Shelves fell.")
    False
    """
    return _PRONOUN.match(sentence) is not None


def _is_unfinished(sentence: str) -> bool:
    if _ENDS.search(sentence) is None or _STARTS_INSIDE.match(sentence):
        return True
    return sentence.count('"') % 2 == 1 or sentence.count("“") != sentence.count("”")


def _is_notice(sentence: str) -> bool:
    return _NOTE.match(sentence) is not None or is_furniture(sentence)


def quoted_share(sentence: str) -> float:
    """Return the share of the sentence's characters that stand between quotation marks, 0 to 1.

    >>> quoted_share('"Yes" no')
    0.375
    """
    if _MARK.search(sentence) is None:
        return 0.0
    inside = False
    count = 0
    for character in sentence:
        if character == '"':
            inside = not inside
        elif character in _OPENING:
            inside = True
        elif character in _CLOSING:
            inside = False
        else:
            count += inside
    return count / len(sentence) if sentence else 0.0
