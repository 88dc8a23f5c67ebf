"""Answers and quotations in the form promised to scripts."""

import re
from typing import Any

from retrieval.domain import Answer, CheckedClaim, Evidence, Explanation, Quotation, Request, Stated, Tally


def answer_json(answer: Answer, reply: str) -> dict[str, Any]:
    """Return an answer as the JSON object of `onrecord ask`, without its id and time."""
    silent = answer.abstained
    found: dict[str, Any] = {
        "kind": answer.kind.value,
        "abstained": silent,
        "reply": reply,
        "confidence": round(answer.probability, 3),
        "sentences": [] if silent else [_sentence_json(e) for e in answer.sentences],
        "quotations": [] if silent else [quotation_json(q) for q in answer.quotations],
        "articles": [
            {"id": c.article_id, "headline": c.headline, "outlet": c.outlet, "published": c.published, "url": c.url,
             "opinion_by": list(c.opinion_by)}
            for c in answer.citations
        ],
        "partial": answer.partial,
        "request": _named(answer.request),
    }  # fmt: skip
    if answer.timeline is not None:
        moments = answer.timeline.moments
        found["sentences"] = [_sentence_json(one.evidence) for one in moments]
        found["timeline"] = [
            {"when": one.when, "precision": one.precision.value, "words": one.words} for one in moments
        ]
    if answer.tally is not None:
        found["tally"] = _tally_json(answer.tally)
    if answer.claims:
        found["claims"] = [_claim_json(claim) for claim in answer.claims]
    if answer.disagreement:
        found["disagreement"] = [_stated_json(one) for one in answer.disagreement.stated]
    if answer.correction:
        c = answer.correction
        found["correction"] = {
            "article_id": c.article_id, "until": c.until, "before": c.before, "after": c.after, "sentence": c.sentence,
        }  # fmt: skip
    if silent:
        found["nearest"] = [_sentence_json(e) for e in answer.nearest]
    return found


def explanation_json(explanation: Explanation) -> dict[str, Any]:
    """Return why an answer was given as JSON."""
    return {
        "text": explanation.first.text, "wanted": explanation.wanted, "found": explanation.found,
        "inside": list(explanation.inside), "around": list(explanation.around), "nowhere": list(explanation.nowhere),
        "place": explanation.place, "read": explanation.read, "speakers": list(explanation.speakers),
        "others": [_sentence_json(other) for other in explanation.others],
    }  # fmt: skip


def _named(request: Request | None) -> str | None:
    """Return the name of a request's kind: "outlets-on" of OutletsOn."""
    return None if request is None else re.sub(r"(?<=[a-z])(?=[A-Z])", "-", type(request).__name__).lower()


def _tally_json(tally: Tally) -> dict[str, Any]:
    outlets = [
        {
            "outlet": one.outlet,
            "articles": one.articles,
            "quotations": one.quotations,
            "first": one.first,
            "last": one.last,
        }
        for one in tally.outlets
    ]
    return {
        "name": tally.name, "articles": tally.articles, "quotations": tally.quotations, "at_least": tally.more,
        "outlets": outlets,
    }  # fmt: skip


def _claim_json(claim: CheckedClaim) -> dict[str, Any]:
    return {
        "text": claim.text, "start": claim.start, "end": claim.end,
        "sentences": [_sentence_json(sentence) for sentence in claim.sentences],
        "differing": [
            {
                "kind": detail.kind.value, "text": detail.text, "start": detail.start, "end": detail.end,
                "stated": [_stated_json(one) for one in detail.stated],
            }
            for detail in claim.differing
        ],
    }  # fmt: skip


def _stated_json(one: Stated) -> dict[str, Any]:
    return {"text": one.text, "article_id": one.article_id, "start": one.start, "end": one.end, "differs": one.differs}


def _sentence_json(sentence: Evidence) -> dict[str, Any]:
    return {
        "text": sentence.text, "article_id": sentence.article_id, "start": sentence.start, "end": sentence.end,
        "score": sentence.score,
    }  # fmt: skip


def quotation_json(quotation: Quotation) -> dict[str, Any]:
    """Return a quotation as JSON, with the article it stands in where that is known."""
    speaker, cue = quotation.speaker, quotation.cue
    found: dict[str, Any] = {
        "kind": quotation.kind.value,
        "fragments": [[start, end] for start, end in quotation.fragments],
        "text": quotation.text,
        "speaker": None if speaker is None else {
            "text": speaker.text, "start": speaker.start, "end": speaker.end, "name": speaker.name, "role": speaker.role,
            **({"via": speaker.via} if speaker.via else {}),
        },
        "cue": None if cue is None else {"text": cue.text, "start": cue.start, "end": cue.end},
        "confidence": quotation.confidence,
    }  # fmt: skip
    if quotation.article_id is not None:
        found["article_id"] = quotation.article_id
    return found
