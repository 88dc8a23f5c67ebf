"""Answers made of quotations: when they are literal, what was shown before, and what is said where there is none."""

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answering.factoid.weights import Weights
from retrieval.answering.quotes.answer import (
    LITERAL,
    NEAREST,
    _abstained,
    _fresh,
    _is_literal,
    answer_quotations_of,
    answer_speakers_on,
)
from retrieval.answering.quotes.ranking import ScoredQuotation
from retrieval.answering.quotes.search import ON_TOPIC
from retrieval.answering.sources import Sources
from retrieval.domain import (
    Answer,
    AnswerKind,
    Evidence,
    Fact,
    Message,
    Quotation,
    QuotationKind,
    QuotationsOf,
    Said,
    SpeakersOn,
)

from ..memory_archive import MemoryArchive, sources_of
from .test_search import STORIES

SURE, UNSURE = Weights(probability={"bias": 9.0}), Weights(probability={"bias": -9.0})
REEF = {"id": "reef", "headline": "Reef", "text": "The reef and the fog took the ferry of the captain."}


def sources(weights: Weights = SURE, more: Sequence[dict[str, str]] = (), reader: object = None) -> Sources:
    return sources_of(MemoryArchive([*STORIES, *more]), weights, reader)


def words(answer: Answer) -> list[str]:
    return [one.text.strip("“”,. ") for one in answer.quotations]


def scored(start: int, end: int, covered: float = 1.0, article: str = "a") -> ScoredQuotation:
    return ScoredQuotation(
        Quotation(QuotationKind.DIRECT, ((start, start + 2), (end - 2, end)), "x", article_id=article), covered, 1.0
    )


def test_the_best_quotation_is_literal_where_it_has_nearly_all_the_words() -> None:
    assert _is_literal([scored(0, 9, LITERAL), scored(0, 9, 0.0)])
    assert not _is_literal([scored(0, 9, LITERAL - 0.01), scored(0, 9, 1.0)])
    assert not _is_literal([])


def test_what_was_shown_is_what_a_shown_stretch_of_the_same_article_overlaps() -> None:
    one = scored(10, 20)
    shown = [(9, 11), (19, 25), (12, 15), (0, 40)]
    beside = [(0, 10), (20, 30)]
    assert [bool(_fresh([one], frozenset({("a", *span)}))) for span in shown] == [False] * 4
    assert [bool(_fresh([one], frozenset({("a", *span)}))) for span in beside] == [True] * 2
    assert _fresh([one], frozenset({("b", 0, 40)})) == [one]
    assert _fresh([one, scored(50, 60)], frozenset({("a", 0, 40)})) == [scored(50, 60)]


def test_what_somebody_said_on_a_topic_is_quoted_as_sure_as_it_covers_it() -> None:
    answer = answer_quotations_of(QuotationsOf("Odo Kemp", "the wheel"), sources())
    assert (answer.kind, answer.abstained) == (AnswerKind.WHAT_SAID, False)
    assert words(answer)[0] == "The wheel has not turned since spring"
    assert 0 < answer.probability <= 1
    assert answer.sentences


def test_what_was_shown_is_left_out_until_nothing_is_left() -> None:
    found = sources()
    first = answer_quotations_of(QuotationsOf("Odo Kemp"), found)
    shown = tuple((one.article_id, one.start, one.end) for one in first.sentences)
    again = answer_quotations_of(QuotationsOf("Odo Kemp", without=shown[:1]), found)
    assert words(again) == words(first)[1:]
    nothing = answer_quotations_of(QuotationsOf("Odo Kemp", without=shown), found)
    assert nothing.abstained
    assert nothing.message == Said(Message.NO_MORE, speaker="Odo Kemp")


def test_somebody_quoted_on_something_else_only_is_said_to_be_so_and_nobody_of_a_name_is_not() -> None:
    topic = "the price of herring, of cod and of all the other fish of the northern sea"
    answer = answer_quotations_of(QuotationsOf("Odo Kemp", topic), sources())
    assert answer.abstained
    assert answer.message == Said(
        Message.NOT_ON_TOPIC, speaker="Odo Kemp", topic="the price of herring, of cod and of all the other fish of…"
    )
    filled_in = answer_quotations_of(QuotationsOf("Odo Kemp", "sold herring. and the cod"), sources())
    assert (filled_in.abstained, filled_in.message) == (True, None)
    when = answer_quotations_of(QuotationsOf("Odo Kemp", "when the herring came back"), sources())
    assert (when.abstained, when.message) == (True, None)
    assert answer_quotations_of(QuotationsOf("Nobody Known", "flour"), sources()).message is None
    assert answer_quotations_of(QuotationsOf("Nobody Known"), sources()).message is None


def test_a_role_that_nobody_quoted_has_is_answered_with_a_sentence() -> None:
    found = sources(more=[REEF])
    answer = answer_quotations_of(QuotationsOf("the captain", "the reef"), found)
    assert [one.article_id for one in answer.sentences][:1] == ["reef"]
    assert answer.kind is AnswerKind.WHAT_SAID
    instead = Fact("What took the ferry of the captain?")
    assert answer_quotations_of(QuotationsOf("the captain", "the reef", instead=instead), found).sentences
    assert answer_quotations_of(QuotationsOf("Captain Known", "the reef"), found).abstained
    assert answer_quotations_of(QuotationsOf("the captain"), found).abstained


def test_a_question_that_leans_on_a_story_is_answered_from_there() -> None:
    twin = {"id": "twin", "text": "“The wheel is painted green,” said Odo Kemp.", "published": "2024-09-01"}
    text = "What did Odo Kemp say about the wheel?"
    for story in ("twin", "mill"):
        asked = QuotationsOf("Odo Kemp", "the wheel", instead=Fact(text, articles=(story,)))
        answer = answer_quotations_of(asked, sources(more=[twin]))
        assert {one.article_id for one in answer.sentences} == {story}
    wordless = QuotationsOf("Odo Kemp", "the wheel", instead=Fact(text, articles=("twin",), own="?!"))
    assert words(answer_quotations_of(wordless, sources(more=[twin])))


class Asked:
    """Facts that remember what they were asked, and give one answer."""

    def __init__(self, answer: Answer, reads: bool) -> None:
        self.given, self.has_reader, self.asked = answer, reads, []

    def answer(self, found, without=(), speaker=None) -> Answer:
        self.asked.append((found.analysis.text, without, speaker))
        return self.given


FIREWORKS = {
    "id": "fireworks", "headline": "Fireworks return to Garsten",
    "text": "The show begins at ten.\n\n“We are glad to bring one of our oldest customs back,” said Mayor Lina Fark.",
}  # fmt: skip


def test_a_headline_alone_makes_somebody_speak_on_its_topic_unless_an_encoder_finds_that_they_do_not() -> None:
    request = QuotationsOf("Lina Fark", "the fireworks")
    unread = sources(more=[FIREWORKS])
    answer = answer_quotations_of(request, unread)
    assert words(answer) == ["We are glad to bring one of our oldest customs back"]
    assert answer.probability == ON_TOPIC
    read = replace(unread, facts=Asked(Answer(AnswerKind.FACT, abstained=True), reads=True))  # type: ignore[arg-type]
    declined = answer_quotations_of(request, read)
    assert declined.abstained
    assert declined.message == Said(Message.NOT_ON_TOPIC, speaker="Lina Fark", topic="the fireworks")


RANKED = Answer(AnswerKind.FACT, abstained=False, probability=0.7)


def with_facts(answer: Answer, *, reads: bool) -> tuple[Sources, Asked]:
    facts = Asked(answer, reads)
    return replace(sources(), facts=facts), facts  # type: ignore[arg-type]


def test_sentences_are_read_for_a_speaker_and_topic_unless_the_words_themselves_are_quoted() -> None:
    without = (("mill", 0, 1),)
    found, facts = with_facts(RANKED, reads=True)
    assert answer_quotations_of(QuotationsOf("Odo Kemp", "a leaking house of wood", without=without), found) is RANKED
    assert [one[1:] for one in facts.asked] == [(without, "Odo Kemp")]
    for request in (QuotationsOf("Odo Kemp", "wheel turned since spring"), QuotationsOf("Odo Kemp")):
        found, facts = with_facts(RANKED, reads=True)
        assert words(answer_quotations_of(request, found))
        assert facts.asked == []
    found, facts = with_facts(RANKED, reads=False)
    answer_quotations_of(QuotationsOf("Odo Kemp", "a leaking house of wood"), found)
    assert facts.asked == []


def test_where_reading_finds_nothing_sure_the_quotations_answer_or_its_nearest_are_told() -> None:
    near = Answer(AnswerKind.FACT, abstained=True, nearest=(Evidence("mill", 0, 5, "The m", 1.0),))
    found, _ = with_facts(near, reads=True)
    told = answer_quotations_of(QuotationsOf("Odo Kemp", "herring"), found)
    assert (told.nearest, told.kind, told.abstained) == (near.nearest, AnswerKind.WHAT_SAID, True)
    assert told.message == Said(Message.NOT_ON_TOPIC, speaker="Odo Kemp", topic="herring")


def test_who_said_it_is_quoted_where_the_words_are_there() -> None:
    answer = answer_speakers_on(SpeakersOn("the wheel has not turned since spring"), sources(UNSURE))
    assert (answer.kind, answer.abstained) == (AnswerKind.WHO_SAID, False)
    assert answer.quotations[0].speaker is not None
    assert answer.quotations[0].speaker.name == "Odo Kemp"


def test_who_said_it_in_the_story_at_hand_is_asked_for_before_anybody_elsewhere() -> None:
    twin = {"id": "twin", "text": "“The wheel has not turned since spring,” said Vera Lott.", "published": "2024-09-01"}
    for articles, name in ((("twin",), "Vera Lott"), (("mill",), "Odo Kemp")):
        text = "who said the wheel has not turned since spring"
        asked = SpeakersOn("the wheel has not turned since spring", instead=Fact(text, near=articles))
        first = answer_speakers_on(asked, sources(UNSURE, [twin])).quotations[0].speaker
        assert first is not None
        assert first.name == name
    asked = SpeakersOn("the wheel has not turned since spring", instead=Fact(text, near=("wheel",)))
    for article, stands in (("wheel", True), ("elsewhere", False)):
        ranked = replace(RANKED, sentences=(Evidence(article, 0, 1, "x", 1.0),))
        found, facts = with_facts(ranked, reads=True)
        assert (answer_speakers_on(asked, found) is ranked) == stands
        assert len(facts.asked) > 0


def test_who_said_a_word_or_two_is_no_surer_for_them_than_any_sentence() -> None:
    for topic, stands in (("the roof leaks", True), ("the wheel has not turned since spring", False)):
        found, facts = with_facts(RANKED, reads=True)
        assert (answer_speakers_on(SpeakersOn(topic), found) is RANKED) == stands
        assert bool(facts.asked) == stands


def test_whoever_is_named_in_what_was_said_is_not_the_one_who_said_it() -> None:
    asked = SpeakersOn("the wheel of Kemp has not turned since spring")
    said = answer_speakers_on(asked, sources(UNSURE)).quotations
    assert [one.speaker and one.speaker.name for one in said] == ["Lina Fark"]


def test_words_that_nobody_is_quoted_with_are_answered_with_a_sentence() -> None:
    answer = answer_speakers_on(SpeakersOn("the reef and the fog took the ferry"), sources(more=[REEF]))
    assert (answer.kind, answer.abstained) == (AnswerKind.WHO_SAID, False)
    assert answer.sentences[0].article_id == "reef"
    unsure = answer_speakers_on(SpeakersOn("the reef and the fog took the ferry"), sources(UNSURE, [REEF]))
    assert (unsure.kind, unsure.abstained, unsure.quotations) == (AnswerKind.WHO_SAID, True, ())


def test_words_that_are_nearly_quoted_are_answered_by_a_surer_sentence_or_the_quotation() -> None:
    request = SpeakersOn("wheel turn again herring")
    found, facts = with_facts(RANKED, reads=True)
    assert answer_speakers_on(request, found) is RANKED
    assert len(facts.asked) == 1
    found, _ = with_facts(Answer(AnswerKind.FACT, abstained=True), reads=True)
    answer = answer_speakers_on(request, found)
    assert not answer.abstained
    assert words(answer)[0] == "We will turn the wheel again"


def test_an_answer_without_quotations_names_the_nearest_stories_once_each() -> None:
    found = sources(more=[REEF, {"id": "more", "text": "The wheel of the mill."}, {"id": "yet", "text": "A mill."}])
    hits = found.search.retrieve(found.search.analyse("wheel mill reef flour")).hits
    answer = _abstained(AnswerKind.WHAT_SAID, hits, found)
    assert [one.article_id for one in answer.citations] == list(dict.fromkeys(one.passage.article_id for one in hits))[
        :NEAREST
    ]
    assert len(answer.citations) == NEAREST
    bare = Answer(AnswerKind.FACT, abstained=True)
    assert _abstained(AnswerKind.WHAT_SAID, hits, found, None, bare).citations == answer.citations


BAKERS = {
    "id": "bakers",
    "headline": "Bakers of Lund close at noon",
    "text": "The bakers of Lund will close at noon. A baker who had lost her oven, Mia Oll, wept. "
    "“I will bake at my sister's,” Oll, the baker, said.",
}


def test_somebody_described_in_a_clause_is_answered_with_what_the_story_quotes() -> None:
    answer = answer_quotations_of(QuotationsOf("the baker who lost her oven"), sources(more=[BAKERS]))
    assert not answer.abstained
    assert answer.sentences[0].article_id == "bakers"


def test_somebody_of_whom_no_sentence_tells_is_not_answered_with_others() -> None:
    answer = answer_quotations_of(QuotationsOf("the astronomer who lost her oven"), sources(more=[BAKERS]))
    assert answer.abstained


def test_what_a_name_is_quoted_with_is_surer_than_what_a_role_is() -> None:
    by_name = answer_quotations_of(QuotationsOf("Mia Oll"), sources(more=[BAKERS]))
    by_role = answer_quotations_of(QuotationsOf("the baker"), sources(more=[BAKERS]))
    assert by_name.quotations
    assert by_role.quotations
    assert by_role.probability < by_name.probability < 1


def test_who_is_quoted_on_something_else_is_shown_with_the_nearest_of_their_words() -> None:
    answer = answer_quotations_of(QuotationsOf("Odo Kemp", "herring"), sources())
    assert answer.abstained
    assert answer.message == Said(Message.NOT_ON_TOPIC, speaker="Odo Kemp", topic="herring")
    assert answer.nearest
    assert len({one.article_id for one in answer.nearest}) == 1
    assert [one.article_id for one in answer.citations] == [answer.nearest[0].article_id]


def test_a_pronoun_among_their_nearest_words_comes_with_the_sentence_before() -> None:
    told = {
        "id": "leaves",
        "text": "Minister Sten Hove will not stand again. He told the Echo that he wanted to sleep.",
    }
    answer = answer_quotations_of(QuotationsOf("Sten Hove", "herring"), sources(more=[told]))
    assert [one.lead_text for one in answer.nearest] == ["Minister Sten Hove will not stand again."]


def test_what_may_be_no_speech_of_a_pronoun_is_given_only_where_there_is_nothing_else() -> None:
    told = {"id": "sirens", "text": "Egon Stahl, the governor, said the sirens had failed. He announced an inquiry."}
    with_it = answer_quotations_of(QuotationsOf("Egon Stahl"), sources(more=[told]))
    assert [one.is_sure for one in with_it.quotations] == [True]
