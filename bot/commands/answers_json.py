"""Answers and quotations in the form promised to scripts."""

from typing import Any

from retrieval.domain import Answer, Quotation


def answer_json(answer: Answer, reply: str) -> dict[str, Any]:
    """Return an answer as the JSON object of `onrecord ask`, without its id and time."""
    silent = answer.abstained
    return {
        "kind": answer.kind.value,
        "abstained": silent,
        "reply": reply,
        "sentences": [] if silent else [
            {"text": e.text, "article_id": e.article_id, "start": e.start, "end": e.end, "score": e.score}
            for e in answer.sentences
        ],
        "quotations": [] if silent else [quotation_json(q) for q in answer.quotations],
        "articles": [
            {"id": c.article_id, "headline": c.headline, "outlet": c.outlet, "published": c.published, "url": c.url}
            for c in answer.citations
        ],
        "partial": answer.partial,
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
        },
        "cue": None if cue is None else {"text": cue.text, "start": cue.start, "end": cue.end},
        "confidence": quotation.confidence,
    }  # fmt: skip
    if quotation.article_id is not None:
        found["article_id"] = quotation.article_id
    return found
