"""Checking a claim: its sentences beside the nearest ones of the archive, and the details in which they differ.

Nothing is judged true or false: the reader is shown who says what.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from retrieval import quotations
from retrieval.answering.checks.beside import Near
from retrieval.answering.checks.search import Nearest
from retrieval.answering.sources import Sources
from retrieval.claims.comparing import Statement, statement
from retrieval.domain import (
    Answer,
    AnswerKind,
    CheckedClaim,
    CheckOf,
    Detail,
    DetailKind,
    Message,
    Quotation,
    Said,
    Span,
    Stated,
    overlaps,
)
from retrieval.quotations.people import is_joint
from retrieval.text.detection import detect_among
from retrieval.text.languages import DEFAULT
from retrieval.text.languages import language as language_of
from retrieval.text.languages.calendar import alternatives
from retrieval.text.sentences import split_sentences

#: characters of a message that are read, its sentences that are looked at, and those that are checked
READ, LOOKED_AT, CHECKED = 6_000, 12, 3
#: sentences shown of one claim, and of each of several
OF_ONE, OF_SEVERAL = 3, 2
#: nearest headlines where nothing is near enough
NEAREST = 3
_NOISE = re.compile(r"https?://\S+|(?<!\w)[@#]\w+")


def answer_check(request: CheckOf, sources: Sources) -> Answer:
    """Set a claim beside the nearest sentences of the archive."""
    text = request.text[:READ]
    language = detect_among(text, (DEFAULT, *sources.search.languages()))
    claims = list(_claims(text, request.day, language))
    if not claims:
        return Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.NO_WORDS))
    found = Nearest(sources)
    most = OF_ONE if len(claims) == 1 else OF_SEVERAL
    checked = [found.near(claim, most) for claim in claims]
    near = [one for nearest in checked for one in nearest]
    parts = tuple(_checked(claim, nearest) for claim, nearest in zip(claims, checked, strict=True))
    if not near:
        cited = sources.archive.citations(found.ids[:NEAREST])
        return Answer(AnswerKind.CHECK, abstained=True, citations=tuple(cited.values()), claims=parts)
    ids = dict.fromkeys(one.evidence.article_id for one in near)
    return Answer(
        AnswerKind.CHECK, abstained=False, claims=parts, probability=min(1.0, near[0].value),
        sentences=tuple(dict.fromkeys(one.evidence for one in near)),
        quotations=tuple(dict.fromkeys(one.speaker for one in near if one.speaker)),
        citations=tuple(sources.archive.citations(ids).values()),
    )  # fmt: skip


def _claims(text: str, day: str | None, language: str) -> Iterator[Statement]:
    """Yield the sentences that say most that can be compared, in their order; all of them where there are few."""
    quiet = _NOISE.sub(lambda match: " " * len(match.group()), text)
    quiet = _label(language).sub(lambda match: " " * len(match.group()), quiet)
    spans = [
        span
        for line in re.finditer(r"[^\n]+", quiet)
        for span in split_sentences(quiet, *line.span(), language=language)
        if len(re.findall(r"\w+", quiet[span[0] : span[1]])) > 1 or language in {"ja", "ko", "zh"}
    ]
    said = [
        one for one in quotations.find_quotations(quiet, None, language) if one.speaker and not is_joint(one.speaker)
    ]
    read = [
        replace(statement(quiet, span, day, language, claimed=True), said=tuple(_said_in(said, span)))
        for span in spans[:LOOKED_AT]
    ]
    telling = sorted(range(len(read)), key=lambda n: (-min(read[n].details, 2), n))[:CHECKED]
    yield from (read[n] for n in sorted(telling))


@cache
def _label(code: str) -> re.Pattern[str]:
    """Return what finds a label before a sentence: "BREAKING:", "Update –"."""
    return re.compile(
        rf"^\W{{0,20}}(?:{alternatives(language_of(code).words('datelines', 'labels'))})\s{{0,12}}[:–—-]\s", re.I | re.M
    )


def _said_in(said: Sequence[Quotation], span: Span) -> Iterator[Quotation]:
    """Yield what is said in a sentence by somebody whom it names itself."""
    for one in said:
        inside = overlaps(span, *one.fragments)
        if inside and one.speaker and one.speaker.name and span[0] <= one.speaker.start < span[1]:
            yield one


def _checked(claim: Statement, near: Sequence[Near]) -> CheckedClaim:
    """Return the claim with the details in which at least one sentence differs from it."""
    stated: dict[tuple[DetailKind, Span], list[Stated]] = {}
    for one in near:
        for pair in one.pairs:
            words = one.words(pair)
            place = one.evidence.article_id, *pair.stated
            stated.setdefault((pair.kind, pair.claimed), []).append(Stated(*place, words, pair.differs))
    differing = tuple(
        Detail(kind, claim.text[span[0] : span[1]], *span, tuple(listed))
        for (kind, span), listed in sorted(stated.items(), key=lambda item: item[0][1])
        if any(one.differs for one in listed)
    )
    start, end = claim.span
    return CheckedClaim(claim.text[start:end], start, end, tuple(one.evidence for one in near), differing)
