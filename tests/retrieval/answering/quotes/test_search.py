"""Who said it and what somebody said: which quotations are looked at, which are on the topic, which sentences hold them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.search import (
    CLOSE,
    ON_TOPIC,
    ON_WORDS,
    _by,
    _held_spans,
    _is_told,
    _needed,
    _Sentences,
    _under_any_name,
    evidence_of,
    what_said,
    who_said,
)
from retrieval.archive.archive import Person
from retrieval.domain import Article, Block, BlockKind, Quotation, QuotationKind, Speaker
from retrieval.text.holding import hold_any
from retrieval.text.passages import article_sentences
from retrieval.text.terms import analyzer

from ..memory_archive import MemoryArchive, sources_of

STORIES = [
    {
        "id": "mill", "headline": "Mill for sale", "published": "2024-05-01",
        "text": "The mill at Garsten is for sale.\n\n“The wheel has not turned since spring,” said the miller, Odo Kemp. "
        "He said that the roof leaks.\n\n“We will turn the wheel again,” said Mayor Lina Fark.\n\n"
        "“The price of flour is a scandal,” Odo Kemp and Lina Fark said in a letter.",
    },
    {
        "id": "wheel", "headline": "Wheel turns", "published": "2024-06-01",
        "text": "“It squeaks,” said Odo Kemp.\n\n“Flour is dear,” a spokesman for the Harbour Authority said.\n\n"
        "The Harbour Authority said the pegs had been too short.",
    },
]  # fmt: skip
ARCHIVE = MemoryArchive(STORIES)
SOURCES = sources_of(ARCHIVE)


def told(spoken) -> list[str]:
    return [one.quotation.text.strip("“”,. ") for one in spoken.quotations]


def said(speaker: str, topic: str | None = None, context=()) -> object:
    return what_said(ARCHIVE, SOURCES.search, speaker, topic, context)


def test_what_somebody_says_in_a_story_whose_headline_is_the_topic_is_on_it_where_nothing_else_is() -> None:
    fireworks = {
        "id": "fireworks", "headline": "Fireworks return to Garsten", "published": "2024-07-01",
        "text": "The show begins at ten.\n\n“We are glad to bring one of our oldest customs back,” said Mayor Lina Fark.\n\n"
        "Nobody spoke of the weather.",
    }  # fmt: skip
    archive = MemoryArchive([*STORIES, fireworks])
    spoken = what_said(archive, sources_of(archive).search, "Lina Fark", "the fireworks")
    assert told(spoken) == ["We are glad to bring one of our oldest customs back"]
    assert spoken.quotations[0].covered < ON_TOPIC
    assert told(what_said(archive, sources_of(archive).search, "Lina Fark", "the weather")) == []


def test_without_a_topic_somebody_is_quoted_newest_first_and_what_two_said_is_left_out() -> None:
    spoken = said("Odo Kemp")
    assert told(spoken) == ["It squeaks", "The wheel has not turned since spring", "that the roof leaks"]
    assert [one.score for one in spoken.quotations] == pytest.approx([1.0, 1 / 2, 1 / 3])
    assert {one.covered for one in spoken.quotations} == {1.0}
    assert spoken.speaker == "Odo Kemp"
    assert spoken.hits


def test_on_a_topic_only_what_is_on_it_is_quoted_best_first() -> None:
    spoken = said("Kemp", "the wheel")
    assert told(spoken)[0] == "The wheel has not turned since spring"
    assert all(one.covered >= ON_TOPIC for one in spoken.quotations)
    assert all(one.score >= CLOSE * spoken.quotations[0].score for one in spoken.quotations)
    assert told(said("Kemp", "herring")) == []
    assert said("Kemp", "herring").speaker == "Odo Kemp"


def test_what_two_said_together_is_quoted_where_neither_said_it_alone() -> None:
    assert told(said("Lina Fark", "price of flour")) == ["The price of flour is a scandal"]


def test_nobody_of_a_name_is_nobody() -> None:
    spoken = said("Nobody Known", "the wheel")
    assert (told(spoken), spoken.speaker) == ([], None)


def test_a_role_is_looked_for_in_the_stories_at_hand_first() -> None:
    assert said("the mayor", None, ["mill"]).speaker == "Lina Fark"
    assert said("the miller", "roof", ["wheel"]).speaker == "Odo Kemp"


NAMESAKES = [
    {"id": "bees", "headline": "Bees", "published": "2024-07-01", "text": "“They swarm,” said Tom Garve. “It hums,” said Una Lott."},
    {"id": "dam", "headline": "Dam", "published": "2024-08-01", "text": "“It leaks,” said Rolf Garve.\n\n“It holds,” said Una Lott."},
    {"id": "hive", "headline": "Hive", "published": "2024-09-01", "text": "“Honey is up,” said Tom Garve."},
    {"id": "both", "headline": "Fair", "text": "“We agree,” Tom Garve and Una Lott said."},
]  # fmt: skip


def said_among_namesakes(speaker: str, topic: str | None, *context: str) -> list[str]:
    archive = MemoryArchive(NAMESAKES)
    return told(what_said(archive, sources_of(archive).search, speaker, topic, context))


def test_of_several_who_bear_a_name_the_one_quoted_in_the_story_at_hand_is_meant() -> None:
    assert said_among_namesakes("garve", None)[0] == "Honey is up"
    assert said_among_namesakes("garve", None, "bees") == ["They swarm", "Honey is up"]
    assert said_among_namesakes("garve", None, "dam") == ["It leaks"]
    assert said_among_namesakes("garve", "honey", "dam") == []
    assert said_among_namesakes("garve", "honey", "bees") == ["Honey is up"]
    assert said_among_namesakes("garve", None, "dam", "bees") == ["It leaks", "They swarm", "Honey is up"]


def test_what_two_said_together_in_the_story_at_hand_comes_before_what_one_said_elsewhere() -> None:
    assert said_among_namesakes("lott", None, "both")[0] == "We agree"


def test_a_body_is_quoted_by_who_speaks_for_it_and_by_itself() -> None:
    assert set(told(said("anyone from the Harbour Authority"))) <= {"Flour is dear", "the pegs had been too short"}
    listed = [one for said_ in ARCHIVE.said.values() for one in said_]
    assert [one.text for one in _by(listed, "officials of the Harbour Authority")] == [
        one.text for one in listed if one.speaker and "Authority" in one.speaker.text
    ]
    assert [one.speaker.name for one in _by(listed, "Lina Fark") if one.speaker] == [
        "Lina Fark",
        "Odo Kemp and Lina Fark",
    ]
    assert _by(listed, "anyone else") == []


def test_who_said_it_is_told_by_most_of_the_words() -> None:
    spoken = who_said(ARCHIVE, SOURCES.search, "the wheel has not turned since spring")
    assert spoken.quotations[0].quotation.speaker.name == "Odo Kemp"
    assert all(one.covered >= ON_WORDS for one in spoken.quotations)
    assert all(one.score >= CLOSE * spoken.quotations[0].score for one in spoken.quotations)
    assert spoken.hits
    assert told(who_said(ARCHIVE, SOURCES.search, "herring swam past seven lighthouses")) == []


def test_no_words_are_said_by_nobody() -> None:
    spoken = who_said(ARCHIVE, SOURCES.search, "?!")
    assert (spoken.quotations, spoken.hits) == ([], ())


def test_of_a_directory_only_the_newest_and_of_the_nearest_all_are_looked_through() -> None:
    asked: list[tuple[str, int]] = []

    class Watched:
        def __getattr__(self, name: str):
            return getattr(ARCHIVE, name)

        def people(self, name, limit):
            asked.append(("people", limit))
            return ARCHIVE.people(name, limit)

        def quotations_by(self, ids, limit):
            asked.append(("quotations", limit))
            return ARCHIVE.quotations_by(ids, limit)

    what_said(Watched(), SOURCES.search, "Odo Kemp", None)
    assert asked == [("people", 20), ("quotations", 400)]


def scored(one: Quotation) -> ScoredQuotation:
    return ScoredQuotation(one, 1.0, 0.5)


def quotation(*fragments: tuple[int, int], speaker: Speaker | None = None, article: str | None = "mill") -> Quotation:
    return Quotation(QuotationKind.DIRECT, fragments, "x", speaker, None, 1.0, article)


def test_the_sentences_of_a_quotation_are_those_it_touches_and_the_speakers() -> None:
    article = ARCHIVE.kept["mill"]
    wheel, roof = ARCHIVE.said["mill"][:2]
    first, second = evidence_of([scored(wheel), scored(roof)], {"mill": article})
    assert first.text == "“The wheel has not turned since spring,” said the miller, Odo Kemp."
    assert second.text == "He said that the roof leaks."
    assert (first.kind, first.score, first.article_id) == (BlockKind.PARAGRAPH, 0.5, "mill")
    assert [article.text[one.start : one.end] for one in (first, second)] == [first.text, second.text]
    assert evidence_of([scored(wheel), scored(wheel)], {"mill": article}) == [first]
    assert evidence_of([scored(wheel)], {}) == []
    assert evidence_of([scored(quotation((0, 1), article=None))], {"mill": article}) == []
    start, end = first.start, first.end
    assert [one.start for one in evidence_of([scored(quotation((start - 1, start)))], {"mill": article})] == []
    assert [one.start for one in evidence_of([scored(quotation((end - 1, end)))], {"mill": article})] == [start]


def test_a_sentence_that_leans_on_the_one_before_has_it_as_its_lead_unless_the_speaker_is_known() -> None:
    article = ARCHIVE.kept["mill"]
    wheel, roof = ARCHIVE.said["mill"][:2]
    assert evidence_of([scored(roof)], {"mill": article})[0].lead is None
    unknown = replace(roof, speaker=roof.speaker and replace(roof.speaker, name=None))
    led = evidence_of([scored(unknown)], {"mill": article})[0]
    assert led.lead_text == "“The wheel has not turned since spring,” said the miller, Odo Kemp."
    assert led.lead == (wheel.fragments[0][0], wheel.fragments[0][0] + len(led.lead_text))


WORDS = st.sampled_from(["Fog came. ", "It was Dr. Lund. ", "Ferries? ", "  ", "\n\n", "No. ", "“Go,” he said. "])


@given(
    st.lists(st.tuples(st.sampled_from(BlockKind), st.lists(WORDS, max_size=3).map("".join)), max_size=5),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=3),
)
def test_the_sentences_at_a_place_are_those_of_the_whole_article_with_the_one_before(told, places) -> None:
    text, blocks = "", []
    for kind, words in told:
        blocks.append(Block(kind, len(text), len(text) + len(words)))
        text += words + "\n"
    article = Article("a", text, tuple(blocks))
    spans = [(start, start + length) for start, length in places]
    every = article_sentences(article)
    before = [None, *every]
    assert list(_Sentences(article).touching(spans)) == [
        (kind, span, earlier[1] if earlier and earlier[0] is kind else None)
        for (kind, span), earlier in zip(every, before, strict=False)
        if any(span[0] < end and span[1] > start for start, end in spans)
    ]


@pytest.mark.parametrize(("at", "held"), [(699, True), (700, False), (100, True)])
def test_a_speaker_named_far_from_the_words_is_in_no_sentence_of_theirs(at: int, held: bool) -> None:
    one = quotation((100, 150), (160, 170), speaker=Speaker("Kemp", at, at + 4, "Odo Kemp"))
    assert _held_spans(one) == [(100, 150), (160, 170), *([(at, at + 4)] if held else [])]
    assert _held_spans(quotation((100, 150))) == [(100, 150)]


@pytest.mark.parametrize("mention", ["It’s", "it", "He"])
def test_a_pronoun_that_stands_for_nobody_is_not_who_said_it(mention: str) -> None:
    (one,) = who_said(ARCHIVE, SOURCES.search, "It squeaks").quotations
    nobody = replace(one.quotation, speaker=Speaker(mention, 0, len(mention)))
    somebody = replace(one.quotation, speaker=Speaker("a spokesman", 0, 11))

    class Told(MemoryArchive):
        def quotations(self, article_ids):
            return {"wheel": [self.told]}

    archive = Told(STORIES)
    archive.told = nobody
    assert not who_said(archive, SOURCES.search, "It squeaks").quotations
    archive.told = somebody
    assert who_said(archive, SOURCES.search, "It squeaks").quotations


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("he", None, False),
        ("It’s", None, False),
        ("he", "Ida Falk", True),
        ("Q", "Q", False),
        ("Al", "Al", True),
        ("the crew", None, True),
    ],
)
def test_who_speaks_is_told_by_a_name_or_by_more_than_a_pronoun_or_a_letter(
    text: str, name: str | None, told: bool
) -> None:
    assert _is_told(Speaker(text, 0, len(text), name)) is told


def test_words_that_weigh_too_little_need_not_be_looked_for() -> None:
    topic = SOURCES.search.analyse("the wheel has not turned since spring")
    found = SOURCES.search.retrieve(topic)
    candidates = found.candidates
    looked_for = set(_needed(candidates))
    light = [weight for term, weight in zip(topic.terms, candidates.weights, strict=True) if term not in looked_for]
    assert 0 < sum(light) < ON_WORDS
    assert looked_for < set(candidates.columns)
    covering = 0
    for text in [one.text for said_ in ARCHIVE.said.values() for one in said_]:
        held = {candidates.columns[term] for term in analyzer("en").terms(text) if term in candidates.columns}
        if sum(candidates.weights[column] for column in held) >= ON_WORDS:
            covering += 1
            assert hold_any([text], looked_for) == [True]
    assert covering


def test_who_once_spoke_together_with_another_is_not_known_by_the_other_s_name() -> None:
    def said_by(name: str) -> Quotation:
        return Quotation(QuotationKind.DIRECT, ((0, 4),), "“No”", Speaker(name, 5, 9, name), article_id="a")

    people = [Person(1, "Odo Kemp", ("Odo Kemp and Ida Kemp", "O. Kemp"), (), 2)]
    listed = [said_by("Odo Kemp"), said_by("Ida Kemp")]
    assert [q.speaker.name for q in _under_any_name(listed, people, "Ida Kemp") if q.speaker] == ["Ida Kemp"]
    assert [q.speaker.name for q in _under_any_name(listed, people, "Odo Kemp") if q.speaker] == ["Odo Kemp"]
