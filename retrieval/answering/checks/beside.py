"""A claim beside one sentence of an article: how near it is, and the details that both are on."""

from dataclasses import dataclass, replace

from retrieval.claims.comparing import Pair, Statement, compare, statement
from retrieval.domain import Article, DetailKind, Evidence, Quotation, QuotationKind, Span, overlaps
from retrieval.quotations import answers_to
from retrieval.quotations.people import is_joint
from retrieval.text.passages import article_sentences
from retrieval.text.sentences import starts_unresolved

#: how much a detail to compare brings a sentence nearer
COMPARABLE = 0.2
#: share of a claim that a sentence holds from which reported words are taken for the same
SAME_WORDS = 0.5


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence that is near to a claim, how near, and the details that both are on.

    `strong` says that it is near by its words, and not for a detail alone.
    """

    evidence: Evidence
    value: float
    pairs: tuple[Pair, ...] = ()
    speaker: Quotation | None = None
    strong: bool = True

    @property
    def is_on_detail(self) -> bool:
        """Tell whether it states a figure or a date that the claim states too."""
        return any(pair.kind is not DetailKind.NAME for pair in self.pairs)

    def words(self, pair: Pair) -> str:
        """Return the words of the article on a detail."""
        evidence, (start, end) = self.evidence, pair.stated
        speaker = self.speaker.speaker if self.speaker else None
        if pair.kind is DetailKind.NAME and speaker and speaker.name and (start, end) == (speaker.start, speaker.end):
            return speaker.name
        return evidence.text[start - evidence.start : end - evidence.start]


def beside(claim: Statement, article: Article, span: Span, value: float, quotation: Quotation | None) -> Near:
    """Compare a claim with a sentence of an article."""
    sentence = statement(article.text, span, article.published if claim.days else None, article.language)
    pairs = compare(claim, sentence, article.text)
    if not _may_be_on_the_same(claim, sentence, quotation):
        pairs = [pair for pair in pairs if not pair.differs]
    if (other := _other_speaker(claim, quotation, value)) is not None:
        pairs = [*(pair for pair in pairs if pair.kind is not DetailKind.NAME), other]
    lead = _before(article, span) if starts_unresolved(article.text[span[0] : span[1]]) else None
    emphasis = tuple(sorted({pair.stated for pair in pairs if span[0] <= pair.stated[0] and pair.stated[1] <= span[1]}))
    evidence = Evidence(
        article.id, *span, article.text[span[0] : span[1]], value, emphasis=emphasis, lead=lead,
        lead_text=article.text[lead[0] : lead[1]] if lead else None,
    )  # fmt: skip
    near = Near(evidence, value, tuple(pairs), quotation if quotation and quotation.speaker else None)
    return replace(near, value=value + COMPARABLE) if near.is_on_detail else near


def _may_be_on_the_same(claim: Statement, sentence: Statement, quotation: Quotation | None) -> bool:
    """Tell whether a sentence may be on whom or what the claim is on: it names them, or names nobody but who says it."""
    said_by = quotation.speaker if quotation else None
    claimed = {word for name in claim.names for word in name.words}
    others = [
        name for name in sentence.names
        if not (said_by and overlaps(name.span, (said_by.start, said_by.end)))
        and not name.is_first_word and name.may_be_somebody
    ]  # fmt: skip
    stated = {word for name in sentence.names for word in name.words}
    return not claimed or not others or not claimed.isdisjoint(stated)


def _before(article: Article, span: Span) -> Span | None:

    before = [place for _, place in article_sentences(article) if place[1] <= span[0]]
    return before[-1] if before else None


def _other_speaker(claim: Statement, quotation: Quotation | None, value: float) -> Pair | None:
    """Return a difference of who said it: the claim gives the words to somebody whom the article does not name for them."""
    speaker = quotation.speaker if quotation else None
    if speaker is None or speaker.name is None or is_joint(speaker):
        return None
    for one in claim.said:
        named = one.speaker
        if named is None or named.name is None or (one.kind is QuotationKind.INDIRECT and value < SAME_WORDS):
            continue
        same = answers_to(speaker.name, named.name) or answers_to(named.name, speaker.name)
        known = set(f"{speaker.name} {speaker.role}".casefold().split())
        if not same and known.isdisjoint(named.name.casefold().split()):
            return Pair(DetailKind.NAME, (named.start, named.end), (speaker.start, speaker.end), differs=True)
    return None
