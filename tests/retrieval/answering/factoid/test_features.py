"""Each feature that is counted, against the plain sentence that says what it is, worked out sentence by sentence."""

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.answering.factoid.candidates import SAME_EVENT, count_candidates
from retrieval.answering.factoid.features import CERTAIN, COUNTED, DECADE, GOOD, MONTH, SHARPNESS, Counts
from retrieval.domain import BlockKind, Hit, Passage
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse

QUESTION = "The storm came. How many ferries left the harbour of Port Ellary?"
DAY = 739_000


@dataclass(frozen=True)
class Story:
    """An article: its headline's terms, its day, and the terms of each sentence of each passage."""

    passages: Sequence[Sequence[str]]
    headline: str = ""
    day: int = DAY


@dataclass
class World:
    """The features of articles for a question, and the sentences they are of, one a row."""

    counts: Counts
    rows: list[tuple[int, int, int]] = field(default_factory=list)

    def value(self, name: str) -> list[float]:
        return COUNTED[name](self.counts).tolist()

    def terms(self, row: int) -> set[str]:
        return set(self.counts.candidates.terms(np.array([row]))[0])

    def weight(self, terms: set[str]) -> float:
        analysis, candidates = self.counts.analysis, self.counts.candidates
        return sum(w for term, w in zip(analysis.terms, candidates.weights.tolist(), strict=True) if term in terms)


def world(stories: Sequence[Story], question: str = QUESTION) -> World:
    """Count the stories; the rows are in the order of the candidates, which is by BM25."""
    hits, place = [], {}
    for n, story in enumerate(stories):
        for number, sentences in enumerate(story.passages):
            terms = tuple(tuple(sentence.split()) for sentence in sentences)
            spans = tuple((k, k + 1) for k in range(len(terms)))
            passage = Passage(
                f"a{n}", number, BlockKind.PARAGRAPH, spans, terms, tuple(story.headline.split()), story.day
            )
            place[id(passage)] = n
            hits.append(Hit(passage, 1.0))
    analysis = analyse(question)
    frequency = {term: sum(term in hit.passage.searched_terms() for hit in hits) for term in analysis.terms}
    candidates = count_candidates(analysis, hits, CollectionStatistics(1000, 9.0, frequency))
    made = World(Counts(analysis, candidates))
    for row in range(len(candidates.found)):
        passage = candidates.passages[candidates.owner[row]]
        made.rows.append((place[id(passage)], passage.number, int(candidates.place[row])))
    return made


WORDS = ["storm", "ferri", "left", "harbour", "port", "ellari", "captain", "rain"]
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
story = st.builds(
    Story,
    passages=st.lists(st.lists(sentence, min_size=1, max_size=3), min_size=1, max_size=3),
    headline=st.lists(st.sampled_from(WORDS), max_size=2).map(" ".join),
    day=st.sampled_from([0, DAY, DAY - 3, DAY - 4, DAY - 5, DAY - 400]),
)
stories = st.lists(story, min_size=1, max_size=4)


def slowly(name: str, made: World, given_stories: Sequence[Story]) -> list[float]:
    """Return a feature as its docstring says it, a sentence at a time."""
    counts, found = made.counts, []
    candidates = counts.candidates
    top = max(candidates.scores.tolist()) or 1.0
    share = {
        (p.article_id, p.number): s / top for p, s in zip(candidates.passages, candidates.scores.tolist(), strict=True)
    }
    best = [max(share[f"a{n}", k] for k in range(len(s.passages))) for n, s in enumerate(given_stories)]
    for article, number, place in made.rows:
        one = given_stories[article]
        sentences = [set(text.split()) for text in one.passages[number]]
        here, head = sentences[place], set(one.headline.split())
        before = sentences[place - 1] if place else set()
        whole = head.union(*(text.split() for part in one.passages for text in part))
        asking = set(counts.analysis.focus)
        event = sum(
            best[n] ** SHARPNESS
            for n, other in enumerate(given_stories)
            if n != article and other.day > 0 and abs(other.day - one.day) <= SAME_EVENT
        )
        found.append(
            {
                "passage": share[f"a{article}", number],
                "coverage": made.weight(here),
                "before": made.weight(before),
                "around": made.weight(here | before | head),
                "focus": made.weight(here & asking) / made.weight(asking),
                "spread": made.weight(whole),
                "opening": float(number == 0 and place < 2),
                "first": 1 / (1 + number),
                "event": min(1.0, event / CERTAIN),
                "old": _age(one.day, share, given_stories),
            }[name]
        )
    return found


def _age(day: int, share: dict[tuple[str, int], float], given_stories: Sequence[Story]) -> float:
    good = [given_stories[int(article[1:])].day for (article, _), value in share.items() if value > GOOD]
    newest = max(good, default=0)
    if not day:
        return 0.5 if newest else 0.0
    return math.log(1 + max(0, newest - day) / MONTH) / math.log(1 + DECADE / MONTH)


SLOWLY = ("passage", "coverage", "before", "around", "focus", "spread", "opening", "first", "event", "old")


@pytest.mark.parametrize("name", SLOWLY)
@settings(max_examples=40)
@given(given_stories=stories)
def test_a_feature_is_what_its_docstring_says(name: str, given_stories: list[Story]) -> None:
    made = world(given_stories)
    assert made.value(name) == pytest.approx(slowly(name, made, given_stories), abs=1e-9)


@given(stories)
def test_features_are_shares(given_stories: list[Story]) -> None:
    made = world(given_stories)
    for name in COUNTED:
        values = np.array(made.value(name))
        assert values.shape == (len(made.rows),), name
        assert values.min() >= 0, name
        assert values.max() <= (1.0 + 1e-9 if name != "telling" else 9.0), name


@given(stories, st.data())
def test_one_more_word_of_the_question_never_lowers_what_a_sentence_covers(
    given_stories: list[Story], data: st.DataObject
) -> None:
    made = world(given_stories)
    row = data.draw(st.integers(0, len(made.rows) - 1))
    article, number, place = made.rows[row]
    changed = [
        Story([[f"{text} port" if (n, k, i) == (article, number, place) else text for i, text in enumerate(part)]
               for k, part in enumerate(one.passages)], one.headline, one.day)
        for n, one in enumerate(given_stories)
    ]  # fmt: skip
    more = world(changed)
    # the statistics stay those of the stories as they were, so that only the word differs
    frequencies = (made.counts.candidates.weights == more.counts.candidates.weights).all()
    again = more.rows.index((article, number, place))
    if frequencies:
        for name in ("coverage", "around", "focus", "spread"):
            assert more.value(name)[again] >= made.value(name)[row] - 1e-9, name


def test_news_is_old_only_where_the_question_asks_for_news() -> None:
    given_stories = [Story([["ferri harbour"]]), Story([["ferri harbour"]], day=DAY - 400)]
    asked = world(given_stories, "Which ferries left the harbour recently?")
    assert asked.value("old_for_news") == asked.value("old")
    assert max(asked.value("old")) > 0.3
    assert world(given_stories).value("old_for_news") == [0.0, 0.0]


def test_what_was_published_on_the_days_that_are_named_is_nearest_to_them() -> None:
    day = dt.date(2022, 7, 20).toordinal()
    given_stories = [Story([["ferri harbour"]], day=day + away) for away in (0, 15, -60, -10_000)]
    asked = world(given_stories, "Which ferries left the harbour in July 2022?").value("away")
    assert asked[0] == asked[1] == 0.0
    assert asked[1] < asked[2] < asked[3] <= 1.0
    assert asked[3] > 0.99
    in_year = world(given_stories, "Which ferries left the harbour in 2022?").value("away")
    assert in_year[:3] == [0.0, 0.0, 0.0]
    assert world(given_stories).value("away") == [0.0, 0.0, 0.0, 0.0]


def test_times_long_before_the_archive_and_articles_without_dates_tell_nothing_of_how_near_they_are() -> None:
    asked = "Which ferries left the harbour in 1911?"
    later = [Story([["ferri harbour"]], day=DAY), Story([["ferri harbour"]], day=DAY - 30)]
    assert max(world(later, asked).value("away")) < 0.01
    assert world([Story([["ferri harbour"]], day=0)], asked).value("away") == [0.0]
    between = [Story([["ferri harbour"]], day=day) for day in (dt.date(1911, 5, 1).toordinal(), 0, DAY)]
    nearest, undated, furthest = world(between, asked).value("away")
    assert nearest < undated < furthest


def test_ten_years_behind_is_one_and_a_month_is_less_than_half() -> None:
    made = world(
        [
            Story([["ferri harbour"]]),
            Story([["ferri harbour"]], day=DAY - 3650),
            Story([["ferri harbour"]], day=DAY - 30),
        ]
    )
    ages = dict(zip((article for article, _, _ in made.rows), made.value("old"), strict=True))
    assert ages[0] == 0.0
    assert ages[1] == pytest.approx(1.0)
    assert ages[2] == pytest.approx(math.log(2) / math.log(1 + 3650 / 30))


def test_words_that_name_the_story_tell_no_sentence_of_it() -> None:
    part = ["ferri left", "ferri harbour", "ferri rain", "ferri captain"]
    made = world([Story([part])])
    telling = made.value("telling")
    shares = made.value("telling_share")
    assert telling[1] > telling[2]  # "harbour" stands once, "ferri" in all
    assert telling[2] == telling[3] < 0.1
    assert shares.index(max(shares)) == telling.index(max(telling))


def test_rarity_within_an_article_is_the_inverse_sentence_frequency() -> None:
    made = world([Story([["ferri harbour", "ferri", "rain"]])])
    candidates = made.counts.candidates
    weight = dict(zip(made.counts.analysis.terms, candidates.weights.tolist(), strict=True))
    ferri = max(0.0, math.log((3 + 1) / (2 + 0.5)) / math.log(12)) * weight["ferri"]
    harbour = math.log((3 + 1) / (1 + 0.5)) / math.log(12) * weight["harbour"]
    assert made.value("telling") == pytest.approx([ferri + harbour, ferri, 0.0])
    assert made.value("telling_share") == pytest.approx(
        [(ferri + harbour) / max(ferri + harbour, 0.05), ferri / max(ferri + harbour, 0.05), 0.0]
    )


def test_the_figures_are_those_that_were_chosen() -> None:
    assert (GOOD, MONTH, DECADE, SHARPNESS, CERTAIN, SAME_EVENT) == (0.5, 30, 3650, 6, 2, 4)
