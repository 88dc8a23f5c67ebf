"""A summary is whole sentences of the text, the ones that carry it, in its order."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.domain import Article, Block, BlockKind
from retrieval.summary import SummaryWeights, candidates, choose, summarise, summarise_article
from retrieval.summary.candidates import quoted_share, starts_with_pronoun

DYKE = (
    "BRUNN (Meridian Wire) -- The dyke at Larch Mill failed on Monday and the river Lind flooded the town of Brunn. "
    "It had rained for a week. "
    '"I saw the water come over the wall and I ran to the church with my two children and the dog," said Dana Orlescu. '
    "Who will pay for the damage? "
    "Forty people were dead by evening, mayor Ada Kolb said. "
    "The church clock, a gift of 1911, stopped at nine. "
    "Soldiers in boats searched the flooded town of Brunn for survivors. "
    "The dyke at Larch Mill was to have been rebuilt in spring."
)


def texts(text: str, **options: object) -> list[str]:
    return [text[a:b] for a, b in summarise(text, **options)]  # type: ignore[arg-type]


def test_a_summary_is_in_the_order_of_the_text_and_of_the_length_asked_for() -> None:
    for count in (1, 2, 3, 5):
        chosen = summarise(DYKE, sentences=count)
        assert len(chosen) == count
        assert chosen == sorted(chosen)


def test_the_dateline_is_no_part_of_the_first_sentence() -> None:
    assert texts(DYKE)[0].startswith("The dyke at Larch Mill failed")


def test_a_summary_leaves_out_questions_and_anecdotes() -> None:
    chosen = " ".join(texts(DYKE))
    assert "Who will pay" not in chosen
    assert "two children" not in chosen


def test_of_two_sentences_alike_the_one_that_stands_alone_is_chosen() -> None:
    text = "It rained. He asked the capital for pumps. Ada Kolb asked the capital for pumps."
    assert texts(text, sentences=1) == ["Ada Kolb asked the capital for pumps."]


@pytest.mark.parametrize(
    "notice",
    [
        "For more on the flood, the river patrol goes from door to door in Brunn.",
        "Follow along for the river Lind and the flooded town of Brunn.",
        "MUST WATCH The river Lind in the flooded town of Brunn.",
        "March 4, 2025, 11:58 p.m. ET",
    ],
)
def test_what_a_page_says_to_its_readers_is_never_chosen(notice: str) -> None:
    text = f"{notice}\n\nThe river Lind flooded Brunn. Soldiers came."
    assert texts(text, sentences=2) == ["The river Lind flooded Brunn.", "Soldiers came."]


def test_captions_headings_and_furniture_are_never_chosen() -> None:
    text = "Boats in Brunn on Monday.\n\nThe river Lind flooded Brunn.\n\nThe flood\n\nMayor Ada Kolb asked for pumps."
    blocks = [
        Block(BlockKind.CAPTION, 0, 25),
        Block(BlockKind.PARAGRAPH, 27, 56),
        Block(BlockKind.HEADING, 58, 67),
        Block(BlockKind.PARAGRAPH, 69, len(text)),
    ]
    assert texts(text, blocks=blocks) == ["The river Lind flooded Brunn.", "Mayor Ada Kolb asked for pumps."]


def test_what_an_editor_says_to_readers_is_never_chosen_while_there_is_news() -> None:
    text = (
        "Editor's note: The river Lind flooded Brunn on Monday. For the latest on the river Lind, see our live updates. "
        "The river Lind fell on Tuesday. Soldiers left Brunn. Ada Kolb thanked them."
    )
    assert texts(text) == ["The river Lind fell on Tuesday.", "Soldiers left Brunn.", "Ada Kolb thanked them."]
    assert texts("Editor's note: The river Lind flooded Brunn. Correction: it did not.", sentences=1)


def test_what_is_said_twice_is_chosen_once() -> None:
    text = (
        "The river Lind flooded the town of Brunn on Monday. The town of Brunn was flooded by the river Lind on Monday. "
        "Soldiers brought boats. The mayor asked the capital for pumps."
    )
    assert sum("flooded" in sentence for sentence in texts(text, sentences=2)) == 1


def test_a_headline_pulls_the_summary_towards_what_it_names() -> None:
    clock = "The church clock, a gift of 1911, stopped at nine."
    assert clock not in texts(DYKE)
    assert clock in texts(DYKE, headline="Church clock of 1911 stopped")


def test_an_archived_article_is_summarised_from_its_paragraphs() -> None:
    text = "Lind floods Brunn\nThe river Lind flooded Brunn. Ada Kolb asked for pumps."
    article = Article("a", text, (Block(BlockKind.HEADING, 0, 17), Block(BlockKind.PARAGRAPH, 18, len(text))))
    assert [text[a:b] for a, b in summarise_article(article, 1)] == ["The river Lind flooded Brunn."]


def test_texts_without_sentences_have_no_summary() -> None:
    assert summarise("") == []
    assert summarise(" \n\n ") == []
    assert summarise(DYKE, sentences=0) == []


def test_fewer_sentences_than_asked_for_are_all_given() -> None:
    assert texts("The river rose. It rained.", sentences=3) == ["The river rose.", "It rained."]


def test_a_text_of_only_quotations_is_summarised_all_the_same() -> None:
    text = '"We lost the mill." "Nobody came for us." "The boats were too late." "Never again."'
    assert len(summarise(text)) == 3


def test_longer_summaries_come_of_a_greater_expected_length() -> None:
    short = summarise(DYKE, sentences=2, weights=SummaryWeights(expected_length=10))
    long = summarise(DYKE, sentences=2, weights=SummaryWeights(expected_length=500, quoted=0))
    assert sum(b - a for a, b in short) < sum(b - a for a, b in long)


def test_of_very_many_sentences_the_best_still_win() -> None:
    text = " ".join(f"Gauge{n} showed{n} metres{n}." for n in range(3_000))
    text = f"The river Lind flooded Brunn. {text} The river Lind left Brunn."
    assert texts(text, sentences=1) == ["The river Lind flooded Brunn."]


def test_the_share_between_marks_is_counted_for_every_kind_of_mark() -> None:
    assert quoted_share("") == 0
    assert quoted_share('He said "no".') == quoted_share("He said “no”.") == 2 / 13
    assert quoted_share("«никогда»") > 0.5


def test_a_pronoun_is_told_at_the_start_only() -> None:
    assert starts_with_pronoun("“They ran,” he said.")
    assert not starts_with_pronoun("Theo ran after it.")


SENTENCE = st.sampled_from([*DYKE.split(". "), "No.", "?", "“Half a quotation", "水位が上がった。", "\n\n", "(CNN)"])


@settings(max_examples=150)
@given(st.lists(SENTENCE, max_size=20), st.integers(0, 6), st.sampled_from(["en", "ru", "ja", "xx"]))
def test_every_sentence_of_a_summary_stands_in_the_text_once(parts: list[str], count: int, language: str) -> None:
    text = ". ".join(parts)
    spans = summarise(text, sentences=count, language=language)
    assert len(spans) <= count
    assert spans == sorted(set(spans))
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start
    for start, end in spans:
        assert text[start:end].strip() == text[start:end] != ""


@given(st.lists(st.text(max_size=30), max_size=12), st.integers(-1, 5))
def test_choosing_never_fails_and_never_repeats(parts: list[str], count: int) -> None:
    text = "\n\n".join(parts)
    spans = [(0, len(text))] * len(parts)
    chosen = choose(candidates(text, spans), count)
    assert chosen == sorted(set(chosen))
    assert len(chosen) <= max(count, 0)


@pytest.mark.parametrize(
    "text", ["a\n" * 1_000_000, "The ferry hit a reef in fog. " * 60_000], ids=["lines", "one line"]
)
def test_a_text_of_two_megabytes_is_summarised_by_its_beginning_in_whole_sentences(text: str) -> None:
    assert {text[start:end] for start, end in summarise(text, sentences=3)} <= {"a", "The ferry hit a reef in fog."}
