"""Answers and quotations in the form promised to scripts."""

from typing import Any

from retrieval.domain import Answer, Evidence, Quotation


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
            {"id": c.article_id, "headline": c.headline, "outlet": c.outlet, "published": c.published, "url": c.url}
            for c in answer.citations
        ],
        "partial": answer.partial,
    }  # fmt: skip
    if silent:
        found["nearest"] = [_sentence_json(e) for e in answer.nearest]
    return found


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
