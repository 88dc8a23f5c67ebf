"""A question that is asked anew of somebody else, "and Falk?": answered with what the story at hand tells of them."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.sources import Sources
from retrieval.domain import Answer, Evidence, Fact
from retrieval.questions.words import STOP_TERMS, WEAK_TERMS
from retrieval.text.languages import DEFAULT
from retrieval.text.terms import analyzer


def telling_of(answer: Answer, request: Fact, sources: Sources) -> Answer:
    """Return the answer, if its first sentence tells of whom the question is asked anew; else one that does.

    Those of its other sentences that do come first; then what the story at hand tells of them at all. An answer stays as it
    is where they are not named in that story: they may be called otherwise, or be of another.
    """
    terms = frozenset(analyzer(DEFAULT).terms(request.about or "")) - STOP_TERMS - WEAK_TERMS
    if not terms or (answer.sentences and _tells(answer.sentences[0], terms)):
        return answer
    telling = [one for one in answer.sentences if _tells(one, terms)]
    return _led_by(answer, telling) if telling else _from_story(request, terms, sources) or answer


def _from_story(request: Fact, terms: frozenset[str], sources: Sources) -> Answer | None:
    at_hand = request.articles or request.near
    if not at_hand:
        return None
    analysis = sources.search.analyse(request.about or "", request.asked)
    told = sources.facts.answer(sources.search.retrieve_from(analysis, at_hand), at_hand=True, least=0.0)
    telling = [one for one in told.sentences if _tells(one, terms)]
    return _led_by(told, telling) if telling else None


def _led_by(answer: Answer, telling: Sequence[Evidence]) -> Answer:
    """Return an answer of these sentences alone; in whose words it is, is told where they hold the same quotation first."""
    spoken = answer.quotations if telling[0] == answer.sentences[0] else ()
    return replace(answer, sentences=tuple(telling), quotations=spoken, speaker=answer.speaker if spoken else None)


def _tells(sentence: Evidence, terms: frozenset[str]) -> bool:
    return terms <= frozenset(analyzer(DEFAULT).terms(f"{sentence.lead_text or ''} {sentence.text}"))
