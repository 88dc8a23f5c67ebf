"""Whatever is archived, every sentence shown of a story stands, word for word, where it says it stands."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import Article, Evidence
from retrieval.stories import Stories
from retrieval.text.cleaning import blocks_of, strip_controls

from .conftest import CHESS, FLOOD, FLOOD_AGAIN, Newsroom

#: sentences of every kind that make trouble: half quotations, pronouns, dates, captions, other scripts, no end
SENTENCES = st.sampled_from(
    [
        *FLOOD.split(". "), *FLOOD_AGAIN.split(". "), *CHESS.split(". "),
        "“We have no pumps,” said mayor Ada Kolb.", '"We have no boats," she said. "None."', "“Half a quotation.",
        "It was on Saturday, in August 2008.", "She left on 3 May 2009.", "31 February 2009 was cold.", "They were 42 dead.",
        "12 people died, 13 were hurt, on Monday.", "BRUNN (Meridian Wire) -- The river rose.", "Photo: Ada Kolb [Meridian]",
        "Read more: The river rose", "Плотина прорвана в субботу.", "堤防が決壊した。", "Who pays?", "?", "A",
        "\u202eevil\u202c", "(CNN)", "12", "“”", "e\u0301tat", "👍", "a b\u00a0c.",
    ]
)  # fmt: skip
TEXTS = st.lists(SENTENCES, max_size=10).flatmap(
    lambda parts: st.sampled_from([" ", "\n", "\n\n", ". "]).map(lambda glue: strip_controls(glue.join(parts)))
)
ARTICLES = st.lists(
    st.builds(
        lambda text, published, outlet, headline, language: (text, published, outlet, headline, language),
        TEXTS,
        st.sampled_from(["2025-03-03", "2025-03-04T10:00:00Z", "2025-03-05", None, "0001-01-01", "9999-12-31"]),
        st.sampled_from(["Coast Daily", "The Ledger", None]),
        st.sampled_from(["Lind floods Brunn", "Sol is champion", None, ""]),
        st.sampled_from(["en", "en", "en", "ru", "ja"]),
    ),
    max_size=6,
)


@pytest.mark.slow
@settings(max_examples=60)
@given(given_articles=ARTICLES, sentences=st.integers(1, 6))
def test_every_sentence_shown_stands_in_an_archived_article(
    newsroom: Newsroom, given_articles: list[tuple[str, str | None, str | None, str | None, str]], sentences: int
) -> None:
    newsroom.archive.delete([f"a{n}" for n in range(6)])
    newsroom.add(
        *(
            Article(
                f"a{n}", text, blocks_of(text, headline), headline, None, outlet, published=published, language=language
            )
            for n, (text, published, outlet, headline, language) in enumerate(given_articles)
        )
    )
    stories = Stories(newsroom.archive, newsroom.pipeline.index)
    for story in stories.newest(50):
        answer = stories.summary(story.id, sentences)
        assert len(answer.sentences) <= sentences
        assert {e.article_id for e in answer.sentences} == {c.article_id for c in answer.citations} or answer.abstained
        check(newsroom, answer.sentences)
        check(newsroom, (moment.evidence for moment in stories.timeline(story.id).moments))
        comparison = stories.side_by_side(story.id)
        check(newsroom, (side.evidence for group in comparison.shared for side in group))
        check(newsroom, (side.evidence for side in comparison.alone))
        check(newsroom, (side.evidence for difference in comparison.differing for side in difference.sides))


def check(newsroom: Newsroom, shown: Iterable[Evidence]) -> None:
    for evidence in shown:
        text = newsroom.archive.articles([evidence.article_id])[evidence.article_id].text
        assert text[evidence.start : evidence.end] == evidence.text != ""
        if evidence.lead:
            assert text[evidence.lead[0] : evidence.lead[1]] == evidence.lead_text
            assert evidence.lead[1] <= evidence.start
        for start, end in evidence.emphasis:
            assert evidence.start <= start < end <= evidence.end
