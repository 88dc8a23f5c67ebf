"""Each feature that is read off the text, against the plain sentence that says what it is."""

import dataclasses
import itertools

import numpy as np
import pytest

from retrieval.answering.factoid.answer_types import FITS, fitting
from retrieval.answering.factoid.candidates import count_candidates
from retrieval.answering.factoid.extraction import extract_entities
from retrieval.answering.factoid.read_features import READ, Reading
from retrieval.answering.factoid.registry import Registry
from retrieval.domain import BlockKind, Hit, Passage, Quotation, QuotationKind, Speaker
from retrieval.index.interface import CollectionStatistics
from retrieval.questions import analyse
from retrieval.questions.lexicon import lexicon
from retrieval.quotations import find_quotations
from retrieval.text.terms import analyzer


def reading(
    question: str, texts: list[str], articles: list[str] | None = None, base: list[float] | None = None
) -> Reading:
    """Read sentences, each a passage of its own; without `articles` each is an article of its own."""
    analysis = analyse(question)
    terms = [tuple(analyzer("en").terms(text)) for text in texts]
    ids = articles or [f"a{n}" for n in range(len(texts))]
    numbers = {id_: itertools.count() for id_ in ids}
    passages = [
        Passage(id_, next(numbers[id_]), BlockKind.PARAGRAPH, ((0, len(text)),), (found,))
        for id_, text, found in zip(ids, texts, terms, strict=True)
    ]
    frequency = {term: sum(term in found for found in terms) for term in analysis.terms}
    hits = [Hit(passage, 1.0) for passage in passages]
    candidates = count_candidates(analysis, hits, CollectionStatistics(1000, 8.0, frequency))
    at = {(p.article_id, p.number): n for n, p in enumerate(candidates.passages)}
    rows = np.array([at[p.article_id, p.number] for p in passages], dtype=np.intp)
    wanted = FITS.get(analysis.expected.type, 0)
    fits = fitting(analysis, extract_entities(texts, wanted))
    scores = np.array(base if base is not None else [0.0] * len(texts))
    return Reading(analysis, candidates, rows, candidates.places(rows), {}, texts, fits, scores)


def values(name: str, made: Reading) -> list[float]:
    return READ[name](made).tolist()


def test_pairs_count_neighbours_that_are_neighbours_in_the_question_up_to_four() -> None:
    question = "Which ferry left Port Ellary harbour early Monday morning?"
    texts = [
        "The ferry left Port Ellary.",
        "The ferry was in Ellary Port.",
        "ferry left port ellary harbour early monday",
    ]
    assert values("pairs", reading(question, texts)) == [0.75, 0.0, 1.0]


def test_words_of_grammar_do_not_part_a_pair() -> None:
    assert values("pairs", reading("Who built the bridge?", ["She built the bridge."])) == [0.25]


def test_fitness_is_that_of_the_entity_that_fits_best() -> None:
    texts = ["Anna Velde came.", "Velde came.", "they came."]
    assert values("fitness", reading("Who came?", texts)) == [1.0, 0.3, 0.0]
    assert values("fitness", reading("How did they come?", texts)) == [0.0, 0.0, 0.0]


def test_who_did_it_is_not_told_where_nobody_is_named_but_whom_the_question_names() -> None:
    texts = ["Odo Brill was shot in Larrow.", "Anna Velde shot him.", "Then Velde fled."]
    assert values("no_person", reading("Who shot Odo Brill?", texts)) == [1.0, 0.0, 0.0]
    for other in ("Where was Odo Brill shot?", "Who is Odo Brill?", "Which hunter shot Odo Brill?"):
        assert values("no_person", reading(other, texts)) == [0.0, 0.0, 0.0]
    assert values("no_person", reading("Who said that Odo Brill was shot?", texts)) == [0.0, 0.0, 0.0]


def test_whoever_died_may_be_a_man_of_no_name_but_a_name_that_is_asked_for_is_one() -> None:
    texts = ["A man of 45 died in the storm."]
    assert values("no_person", reading("Who died in the storm?", texts)) == [0.0]
    assert values("no_person", reading("What is the name of the man who died in the storm?", texts)) == [1.0]


def test_what_repeats_the_event_and_gives_no_reason_is_restated() -> None:
    texts = [
        "The harbour market was cancelled.",
        "The harbour market was cancelled because of the storm.",
        "He feared for the stalls.",
        "Nobody knows why.",
        "Asked why, she said: “We had no stalls.”",
    ]
    found = values("restated", reading("Why was the harbour market cancelled?", texts))
    assert found == pytest.approx([1.0, 0.0, 0.0, 1.0, 0.0])
    assert values("restated", reading("When was the harbour market cancelled?", texts)) == [0.0] * 5


def test_a_member_of_the_kind_asked_for_is_one_that_the_question_does_not_name() -> None:
    noun = next(
        term for term in sorted(lexicon().members) if lexicon().members[term].single and term in ("countri", "citi")
    )
    one, other = sorted(lexicon().members[noun].single)[:2]
    question = f"Which {'country' if noun == 'countri' else 'city'} beat {one}?"
    assert values("member", reading(question, [f"{other} won", f"{one} lost", "nobody won"])) == [1.0, 0.0, 0.0]
    assert values("member", reading("Who won?", [f"{other} won"])) == [0.0]


def test_what_kind_it_is_is_told_by_the_word_before_it_and_not_by_a_number_or_a_word_of_the_question() -> None:
    texts = [
        "Electric ferries run there.",
        "The ferries run there.",
        "They run 3 ferries.",
        "Two ferries run.",
        "Lome ferries.",
    ]
    assert values("described", reading("What kind of ferries may run to Lome?", texts)) == [1.0, 0.0, 0.0, 0.0, 0.0]
    assert values("described", reading("Which ferries run to Lome?", texts)) == [0.0] * 5


def test_a_vote_is_the_share_of_what_the_best_entity_gets() -> None:
    made = reading("Who sank the ferry?", ["Anna Velde did.", "It was Anna Velde.", "It was Maria Renn.", "it rained."])
    assert values("vote", made) == pytest.approx([1.0, 1.0, 0.5, 0.0])


def test_an_article_votes_once_for_a_term_by_its_best_sentence() -> None:
    texts = ["Anna Velde did.", "It was Anna Velde.", "It was Maria Renn."]
    made = reading("Who sank the ferry?", texts, ["a", "a", "b"])
    assert values("vote", made) == pytest.approx([1.0, 1.0, 1.0])
    weaker = reading("Who sank the ferry?", texts, ["a", "a", "b"], [0.0, 0.0, -np.log(2)])
    assert values("vote", weaker) == pytest.approx([1.0, 1.0, 0.5])


def test_what_the_question_names_gets_no_vote() -> None:
    made = reading("Who met Anna Velde?", ["Anna Velde met Maria Renn."])
    assert values("vote", made) == pytest.approx([1.0])
    assert values("vote", reading("Who met Anna Velde?", ["Anna Velde came."])) == [0.0]


def test_feedback_is_the_share_of_the_words_that_several_articles_have() -> None:
    made = reading("Who sank it?", ["captain fog reef", "captain fog", "rain"])
    # fog and captain stand in two articles, each believed wholly once beyond the best
    assert values("feedback", made) == pytest.approx([1.0, 1.0, 0.0])
    half = reading("Who sank it?", ["captain fog", "captain rain", "fog"], base=[0.0, 0.0, -np.log(2)])
    assert values("feedback", half) == pytest.approx([1.0, 1 / 1.5, 0.5 / 1.5])


def test_words_of_one_article_alone_and_of_the_question_are_no_feedback() -> None:
    assert values("feedback", reading("Who sank the ferry?", ["fog reef", "fog rain"], ["a", "a"])) == [0.0, 0.0]
    assert values("feedback", reading("Who sank the ferry?", ["ferry", "ferry"])) == [0.0, 0.0]


def test_only_the_five_words_shared_most_are_looked_for() -> None:
    words = "one two three four five six".replace("one", "fog").split()
    made = reading("Who sank it?", [" ".join(words), " ".join(words), "fog"])
    assert max(values("feedback", made)) == pytest.approx(1.0)


def test_a_sentence_with_a_quotation_is_spoken() -> None:
    made = reading("What was said?", ["“Go,” she said.", "It rained."])
    quotation = Quotation(QuotationKind.DIRECT, ((0, 5),), "“Go,”")
    spoken = Reading(**{name: getattr(made, name) for name in made.__dataclass_fields__} | {"spoken": {0: quotation}})
    assert values("spoken", spoken) == [1.0, 0.0]
    assert values("spoken", made) == [0.0, 0.0]


def test_belief_is_one_for_the_best_and_falls_by_nats() -> None:
    made = reading("Who?", ["a b", "c d"], base=[3.0, 2.0])
    assert made.belief.tolist() == pytest.approx([1.0, np.exp(-1)])


def test_a_feature_is_registered_once() -> None:
    registry: Registry[int] = Registry()
    registry.register("one")(lambda given: np.array([float(given)]))
    with pytest.raises(ValueError, match="one"):
        registry.register("one")(lambda given: np.array([0.0]))
    assert list(registry) == ["one"]
    assert registry["one"](3).tolist() == [3.0]


def test_who_speaks_counts_as_if_it_stood_in_the_sentence() -> None:
    texts = ["She said it would flood.", "Otis Brand said it would flood."]
    mayor = Quotation(
        QuotationKind.INDIRECT, ((9, 23),), "it would flood", Speaker("She", 0, 3, "Hedda Lorne", "Mayor")
    )
    given = reading("Which mayor Lorne said it would flood?", texts)
    assert READ["speaker"](given).tolist() == [0, 0]
    spoken = dataclasses.replace(given, spoken={0: mayor})
    weights = dict(zip(given.analysis.terms, given.candidates.weights.tolist(), strict=True))
    expected = weights["mayor"] + weights["lorn"]
    assert READ["speaker"](spoken).tolist() == pytest.approx([expected, 0])


def test_whoever_is_quoted_is_the_person_that_is_asked_for() -> None:
    texts = ["“It will flood,” she said.", "Otis Brand said it would flood."]
    words = Quotation(QuotationKind.DIRECT, ((0, 16),), "It will flood", Speaker("she", 17, 20, "Hedda Lorne"))
    given = reading("Who said it would flood?", texts)
    assert READ["fitness"](given)[0] == 0
    assert READ["fitness"](dataclasses.replace(given, spoken={0: words})).tolist()[0] == 1.0
    unnamed = dataclasses.replace(words, speaker=Speaker("she", 17, 20))
    assert READ["fitness"](dataclasses.replace(given, spoken={0: unnamed}))[0] == 0


@pytest.mark.parametrize(
    ("question", "theirs"),
    [
        ("What did Lorne reply to the flood?", [1, 0, 0]),
        ("hedda lorne on the flood", [1, 0, 0]),
        ("What did the mayor reply?", [0, 0, 0]),
        ("Who told Lorne that it would flood?", [0, 0, 0]),
        ("Who did Lorne tell that it would flood?", [1, 0, 0]),
    ],
)
def test_the_words_of_somebody_who_is_named_count_where_words_are_asked_for(question: str, theirs: list[int]) -> None:
    said = ((9, 23),), "it would flood"
    lorne = Quotation(QuotationKind.INDIRECT, *said, Speaker("She", 0, 3, "Hedda Lorne", "Mayor"))
    brand = Quotation(QuotationKind.INDIRECT, *said, Speaker("Brand", 0, 5, "Otis Brand"))
    made = reading(question, ["She said it would flood.", "Brand said it would flood.", "It rained."])
    assert values("asked_of", dataclasses.replace(made, spoken={0: lorne, 1: brand})) == theirs
    assert values("asked_of", made) == [0, 0, 0]


def in_one_passage(question: str, texts: list[str]) -> Reading:
    """Read sentences that follow one another in one passage of one article."""
    analysis = analyse(question)
    whole = " ".join(texts)
    starts = [0, *itertools.accumulate(len(text) + 1 for text in texts[:-1])]
    spans = tuple((start, start + len(text)) for start, text in zip(starts, texts, strict=True))
    terms = tuple(tuple(analyzer("en").terms(text)) for text in texts)
    passage = Passage("a", 0, BlockKind.PARAGRAPH, spans, terms)
    frequency = dict.fromkeys(analysis.terms, 1)
    candidates = count_candidates(analysis, [Hit(passage, 1.0)], CollectionStatistics(1000, 8.0, frequency))
    rows = np.arange(len(texts))
    fits = fitting(analysis, extract_entities(texts, FITS.get(analysis.expected.type, 0)))
    return Reading(analysis, candidates, rows, candidates.places(rows), {"a": whole}, texts, fits, np.zeros(len(texts)))


def test_a_sentence_that_asks_answers_nothing_but_those_behind_it_do_in_part() -> None:
    texts = ["The mould is old.", "How does mould spread?", "By air.", "By water too.", "It was cold."]
    made = in_one_passage("How does mould spread?", texts)
    assert values("question", made) == [0.0, 1.0, 0.0, 0.0, 0.0]
    before, asking, first, second, later = values("after_question", made)
    assert (before, asking, later) == (0.0, 0.0, 0.0)
    assert first == pytest.approx(1.0)
    assert second == pytest.approx(0.5)


def test_what_stands_behind_a_question_on_something_else_gains_nothing() -> None:
    texts = ["Who painted the boat?", "By air.", "Mould spreads."]
    assert values("after_question", in_one_passage("How does mould spread?", texts)) == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "text", ["“How does it spread?”", "Wie breitet es sich aus?", "どう広がるのか？", "(Is it safe?)"]
)
def test_a_question_is_known_by_its_mark(text: str) -> None:
    assert values("question", in_one_passage("How does mould spread?", [text, "Mould spreads by air."]))[0] == 1.0


def test_whoever_asks_for_words_may_be_given_a_question_of_somebody_s_and_none_of_the_text() -> None:
    made = in_one_passage(
        "What did Ida Falk say about mould?", ["“Is it mould?” asked Ida Falk. “Is it?”", "Is it mould?"]
    )
    (quotation,) = find_quotations(made.whole["a"])[:1]
    assert values("question", made) == [1.0, 1.0]
    assert values("question", dataclasses.replace(made, spoken={0: quotation})) == [0.0, 1.0]


def test_a_line_without_a_mark_at_its_end_is_no_sentence_where_the_others_have_one() -> None:
    texts = ["How mould spreads", "Mould spreads by air.", "“It spreads by air.”", "Is it mould?"]
    assert values("unended", in_one_passage("How does mould spread?", texts)) == [1.0, 0.0, 0.0, 0.0]
    bare = ["mould spreads by air", "it is cold", "It rained."]
    assert values("unended", in_one_passage("How does mould spread?", bare)) == [0.0, 0.0, 0.0]
