"""A small newspaper of invented stories, and the answers to what may be asked about them."""

from dataclasses import replace
from typing import Any

from retrieval.domain import (
    Answer,
    AnswerKind,
    Article,
    Block,
    BlockKind,
    Citation,
    Context,
    Evidence,
    Message,
    Quotation,
    QuotationKind,
    Said,
    Speaker,
    Talk,
)

TEXT = (
    "The Lindmar ferry was stopped in March 2021 after its doors failed. "
    "Nobody was hurt. "
    "“We will not sail again until every door has been tested,” Anna Tolvik, the line's director, said. "
    "The council said buses would run instead. "
    "Repairs will cost 4 million crowns."
)


def place(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def evidence(words: str, score: float = 1.0, emphasis: str | None = None, **more: Any) -> Evidence:
    start, end = place(words)
    return Evidence("ferry", start, end, words, score, emphasis=(place(emphasis),) if emphasis else (), **more)


def quotation(words: str, name: str | None, kind: QuotationKind, role: str | None = None) -> Quotation:
    start, end = place(words)
    speaker = Speaker(name, 0, 1, name, role) if name else None
    return Quotation(kind, ((start, end),), words, speaker, article_id="ferry")


FERRY = Article(
    "ferry", TEXT, (Block(BlockKind.PARAGRAPH, 0, len(TEXT)),), headline="Ferry <stopped> after doors fail",
    url="https://courier.example/ferry?a=1&b=2", outlet="Port Ellary Courier", published="2021-03-04T10:57",
)  # fmt: skip
TRAM = Article(
    "tram", "Trams return to Brannock.", (Block(BlockKind.PARAGRAPH, 0, 25),), headline="Trams return",
    outlet="Brannock Herald", published="2021-05-30",
)  # fmt: skip


def citation_of(article: Article, **more: Any) -> Citation:
    return Citation(article.id, article.headline, article.outlet, article.published, article.url, **more)


DIRECT = quotation(
    "We will not sail again until every door has been tested,",
    "Anna Tolvik",
    QuotationKind.DIRECT,
    "the line's director",
)
REPORTED = quotation("buses would run instead", "The council", QuotationKind.INDIRECT)
LATER = quotation("Repairs will cost 4 million crowns.", "Anna Tolvik", QuotationKind.INDIRECT)
STOPPED = evidence(
    "The Lindmar ferry was stopped in March 2021 after its doors failed.", 3.0, emphasis="March 2021"
)  # fmt: skip
CITED = (citation_of(FERRY),)
ABOUT = Context(topic="Ferry <stopped> after doors fail", articles=("ferry",))

ANSWERS = {
    "when": Answer(
        AnswerKind.FACT, abstained=False, probability=0.9, citations=CITED, context=ABOUT,
        sentences=(STOPPED, evidence("Nobody was hurt.", 1.0), evidence("Repairs will cost 4 million crowns.", 0.5)),
    ),
    "who": Answer(
        AnswerKind.WHO_SAID, abstained=False, probability=0.9, citations=CITED, context=ABOUT, quotations=(DIRECT, REPORTED),
        sentences=(
            evidence(
                "“We will not sail again until every door has been tested,” Anna Tolvik, the line's director, said."
            ),
            evidence("The council said buses would run instead."),
        ),
    ),
    "summarize": Answer(
        AnswerKind.SUMMARY, abstained=False, probability=0.9, citations=CITED, context=ABOUT,
        sentences=(STOPPED, evidence("Nobody was hurt.")),
    ),
    "ferry": Answer(
        AnswerKind.STORIES, abstained=False, citations=(citation_of(TRAM), *CITED), context=Context(topic="ferry")
    ),
    "football": Answer(AnswerKind.FACT, abstained=True, citations=(citation_of(TRAM),)),
    "thanks": Answer(AnswerKind.CHAT, abstained=False, message=Said(Message.THANKS), request=Talk(Message.THANKS)),
}  # fmt: skip


ANSWERS["and"] = replace(ANSWERS["when"], follows=True)
