"""Answers to questions of fact, and to any question whose answer is a sentence: the best sentences, or the nearest ones."""

from collections.abc import Collection, Sequence

import numpy as np

from retrieval.answering.factoid.claimed import bears_out, claimed
from retrieval.answering.factoid.confidence import least_probability, probability
from retrieval.answering.factoid.emphasis import emphases
from retrieval.answering.factoid.read_features import Reading
from retrieval.answering.factoid.scoring import Scored, Scorer, attributed_quotations, favoured, score_sentences
from retrieval.answering.factoid.selection import select
from retrieval.answering.factoid.steps import score_in_steps
from retrieval.answering.factoid.weights import Weights
from retrieval.answering.search import SAME_STORY, Retrieved
from retrieval.archive.interface import Articles
from retrieval.domain import Answer, AnswerKind, Evidence, Hit, Place, Quotation, QuotationKind, Span
from retrieval.questions import Analysis, AnswerType
from retrieval.reading.reader import Reader
from retrieval.stages import stage
from retrieval.text.sentences import unresolved

#: sentences of an answer; a reply shows fewer
SENTENCES = 5
#: nearest headlines, and nearest sentences, of an answer that abstains
NEAREST = 3
#: the least probability of an answer in one speaker's words: somebody may be quoted in the story, but on something else
OF_SPEAKER = 0.4
#: the topic has to stand in their words or beside them, or be that of the headline; where it does not, they are so sure
SPEAKS, HEADED, UNNAMED_TOPIC = 0.15, 0.8, 0.2
#: how sure it is that somebody said what no word of theirs is like
UNTOLD = 0.2
#: in whose words an answer is, is said only with this probability: where speech is not asked for, and where a person is
NAMING, NAMING_WHO = 0.4, 0.42
#: who is asked for is named only where this share of the choice falls on their words; an encoder's choice is the clearer
SHARE, SHARE_READ = 0.35, 0.45
#: nats by which a sentence of the article that the conversation is chiefly about is likelier than one of the others
CHIEF = 1.0


class FactoidAnswers:
    """Answers with sentences of the archive; `reader` reads them for their meaning where there is one."""

    def __init__(self, archive: Articles, weights: Weights, reader: Reader | None = None) -> None:
        self._archive, self._reader = archive, reader
        self.weights = weights

    @property
    def has_reader(self) -> bool:
        """Tell whether sentences are read for their meaning, and not for their words alone."""
        return self._reader is not None

    @stage("ranking")
    def score(self, found: Retrieved, speaker: str | None = None) -> Scored | None:
        """Score the sentences of candidate passages; None where there is none, or none in which a `speaker` is quoted."""
        reader = self._reader_of(found)
        if reader is not None and speaker is None:
            return score_in_steps(found, self._archive, self.weights, reader)
        scorer = Scorer(self._archive, self.weights, reader)
        return score_sentences(found.analysis, found.candidates, scorer, self.weights.sentences_read, speaker=speaker)

    def _reader_of(self, found: Retrieved) -> Reader | None:
        """Return the reader where its model knows the language of the nearest article: in others it does harm."""
        if self._reader is None or not self._reader.languages or not found.hits:
            return self._reader
        nearest = found.hits[0].passage.article_id
        article = self._archive.articles([nearest]).get(nearest)  # none where it has been taken away since
        return self._reader if article is None or self._reader.knows(article.language) else None

    def answer(
        self,
        found: Retrieved,
        without: Collection[Place] = (),
        speaker: str | None = None,
        *,
        at_hand: bool = False,
        least: float | None = None,
    ) -> Answer:
        """Return the best sentences of candidate passages but those `without`; the nearest where none is likely right.

        With a `speaker`, only sentences in which this person or body is quoted. The candidates are those of the story
        `at_hand` where the question is known to be about it, those of its chief article first. `least` is the probability
        below which nothing is quoted, where it is not that of the weights.
        """
        analysis = found.analysis
        scored = self.score(found, speaker)
        if scored is None:
            return self.abstained(analysis.kind, found.telling)
        if at_hand:
            scored = favoured(scored, found.hits[0].passage.article_id, CHIEF)
        # of the few words of one speaker, one is always nearest: that tells nothing
        sure = probability(scored, self.weights, at_hand=at_hand and speaker is None)
        chosen = _chosen(scored, without)
        evidence = _evidence(scored, chosen)
        if least is None:
            least = max(least_probability(scored, self.weights), OF_SPEAKER if speaker else 0.0)
        if speaker is not None and not _speaks_of_topic(scored):
            sure = min(sure, UNNAMED_TOPIC)
        told = claimed(analysis) if speaker is None else None
        if told is not None and evidence and not bears_out(told, evidence[0]):
            sure = min(sure, UNTOLD)
        if sure < least or not evidence:
            same = at_hand or _is_same_story(scored)
            return self.abstained(analysis.kind, found.telling, sure, evidence[:NEAREST] if same else ())
        quotations = self._quotations(scored.reading, chosen)
        said_by = quotations[0].speaker.name if quotations and quotations[0].speaker else None
        if speaker is None and not _may_name(scored, quotations, sure):
            quotations = ()
        kind = _kind(analysis, quotations)
        return Answer(
            kind, abstained=False, sentences=evidence, quotations=quotations, probability=sure, speaker=said_by
        )  # fmt: skip

    def abstained(
        self, kind: AnswerKind, hits: Sequence[Hit], sure: float = 0.0, nearest: Sequence[Evidence] = ()
    ) -> Answer:
        """Return the answer that quotes nothing: the nearest sentences, if any, and the headlines of the nearest hits.

        In an archive of no more articles than that they all are near, whatever words a question has.
        """
        ids = dict.fromkeys([*(one.article_id for one in nearest), *(hit.passage.article_id for hit in hits)])
        cited = tuple(self._archive.citations(list(ids)[:NEAREST]).values())
        if not cited and self._archive.count() <= NEAREST:
            cited = tuple(self._archive.newest(NEAREST))
        return Answer(kind, abstained=True, citations=cited, probability=sure, nearest=tuple(nearest))

    def _quotations(self, reading: Reading, chosen: Sequence[int]) -> tuple[Quotation, ...]:
        """Return the quotations in the chosen sentences, in their order; none where the first one holds none."""
        spoken = reading.spoken
        if spoken is None:
            told = attributed_quotations(self._archive.quotations_in([reading.places[n] for n in chosen]))
            spoken = {chosen[n]: quotation for n, quotation in told.items()}
        if chosen[0] not in spoken:
            return ()
        return tuple(dict.fromkeys(spoken[n] for n in chosen if n in spoken))


def _chosen(scored: Scored, without: Collection[Place]) -> list[int]:
    """Return the numbers of the sentences to answer with, best first, none of them `without`."""
    reading = scored.reading
    scores = scored.scores.tolist()
    for n, place in enumerate(reading.places if without else ()):
        if place in without:
            scores[n] = -np.inf
    order = select(scores, reading.terms, reading.analysis.all_terms, SENTENCES)
    asking = scored.values["question"]
    return [n for n in order if scores[n] > -np.inf and (not asking[n] or n == order[0])]


def _evidence(scored: Scored, chosen: Sequence[int]) -> tuple[Evidence, ...]:
    reading, candidates = scored.reading, scored.candidates
    shares = np.exp(scored.scores - scored.scores.max())
    shares /= shares.sum()
    leads, kinds = _leads(reading, chosen), candidates.kinds(reading.rows[list(chosen)])
    sentences = [(reading.fits[n], reading.texts[n], reading.places[n][1]) for n in chosen]
    marked = emphases(sentences, reading.analysis.expected.type, reading.analysis.all_terms)
    return tuple(
        Evidence(*reading.places[n], reading.texts[n], float(shares[n]), kind, places, *leads.get(n, (None, None)))
        for n, kind, places in zip(chosen, kinds, marked, strict=True)
    )


def _leads(reading: Reading, chosen: Sequence[int]) -> dict[int, tuple[Span, str]]:
    """Return, of chosen sentences that lean on the one before them in their passage, where that stands and its words."""
    later = [n for n in chosen if reading.candidates.place[reading.rows[n]]]
    leaning = [n for n, leans in zip(later, unresolved([reading.texts[n] for n in later]), strict=True) if leans]
    before = reading.candidates.places(reading.rows[leaning] - 1) if leaning else []
    return {
        n: ((start, end), reading.whole[article][start:end])
        for n, (article, start, end) in zip(leaning, before, strict=True)
    }


def _kind(analysis: Analysis, quotations: Sequence[Quotation]) -> AnswerKind:
    """Return the kind of answer: a question after speech that is answered by a quotation is one of who or what was said."""
    if analysis.kind is not AnswerKind.FACT or not quotations or not analysis.asks_for_speech:
        return analysis.kind
    return AnswerKind.WHO_SAID if analysis.expected.type is AnswerType.PERSON else AnswerKind.WHAT_SAID


def _is_unnamed(analysis: Analysis, quotations: Sequence[Quotation]) -> bool:
    """Tell whether a fact stands in what is reported of nobody by name: the sentence itself says all that is known of them."""
    if analysis.kind is not AnswerKind.FACT or not quotations or quotations[0].kind is not QuotationKind.INDIRECT:
        return False
    return quotations[0].speaker is None or quotations[0].speaker.name is None


def _speaks_of_topic(scored: Scored) -> bool:
    """Tell whether words of the topic stand in the first sentence or beside it, or nearly all of them in its headline.

    Of what one speaker says in a story, something is always nearest to a word that stands elsewhere in it.
    """
    best = int(scored.order[0])
    if scored.values["around"][best] >= SPEAKS:
        return True
    candidates = scored.candidates
    headline = candidates.headlines[candidates.owner[scored.reading.rows[best]]]
    return float(headline @ candidates.weights) >= HEADED


def _may_name(scored: Scored, quotations: Sequence[Quotation], sure: float) -> bool:
    """Tell whether the sentences are given with in whose words they are; who asks what somebody said has named them."""
    analysis = scored.reading.analysis
    if _is_unnamed(analysis, quotations):
        return False
    if not analysis.asks_for_speech:
        return sure >= NAMING
    if analysis.expected.type is not AnswerType.PERSON or not quotations:
        return True
    return sure >= NAMING_WHO and _share_of(quotations[0], scored) >= (SHARE_READ if scored.meant else SHARE)


def _share_of(quotation: Quotation, scored: Scored) -> float:
    """Return how much of the choice of the first sentence falls on the words of a quotation's speaker, 0 to 1."""
    spoken = scored.reading.spoken or {}
    theirs = [n for n, one in spoken.items() if _surname(one) == _surname(quotation)]
    shares = np.exp(scored.scores - scored.scores.max())
    return float(shares[theirs].sum() / shares.sum())


def _surname(quotation: Quotation) -> str | None:
    name = quotation.speaker.name if quotation.speaker else None
    return name.split()[-1] if name else None


def _is_same_story(scored: Scored) -> bool:
    """Tell whether the first sentence's article may tell the story: by how much of the question it holds, or all its names."""
    best = int(scored.order[0])
    if float(scored.values["spread"][best]) >= SAME_STORY:
        return True
    analysis, candidates = scored.reading.analysis, scored.candidates
    named = {term for name in analysis.names for term in name}
    seen = candidates.seen(int(candidates.articles[candidates.owner[scored.reading.rows[best]]]))
    return bool(named) and all(seen[n] for n, term in enumerate(analysis.terms) if term in named)
