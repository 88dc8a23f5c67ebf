"""What every engine promises, whichever it is."""

import pytest

from retrieval.ranking import K1, B, inverse_document_frequency


def ids(hits):
    return [hit.passage.article_id for hit in hits]


def test_an_empty_index_finds_nothing_and_counts_nothing(index):
    assert index.position == 0
    assert index.candidates(["harbour"]) == []
    statistics = index.statistics(["harbour"])
    assert (statistics.passages, statistics.average_length, statistics.document_frequency) == (0, 0.0, {"harbour": 0})


def test_a_passage_comes_back_as_it_was_added(index, passage):
    one = passage("a", "ferri dock harbour", "noon", headline="storm near", day=738000, number=3)
    index.update([], [one, passage("b", "unrel")], 1)
    (hit,) = index.candidates(["harbour"])
    assert hit.passage == one
    assert one == hit.passage
    assert hash(hit.passage) == hash(one)
    assert hit.passage.searched_terms() == one.searched_terms()
    assert hit.passage.span == one.span
    assert (hit.passage.terms, hit.passage.sentences, hit.passage.headline) == (one.terms, one.sentences, one.headline)


def test_headline_terms_find_a_passage(index, passage):
    index.update([], [passage("a", "ferri", headline="storm"), passage("b", "calm")], 1)
    assert ids(index.candidates(["storm"])) == ["a"]


def test_any_shared_term_makes_a_candidate_and_rare_terms_weigh_more(index, passage):
    index.update([], [passage(f"c{n}", "port calm") for n in range(9)] + [passage("rare", "port storm")], 1)
    found = index.candidates(["port", "storm"])
    assert len(found) == 10
    assert found[0].passage.article_id == "rare"
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert all(hit.score > 0 for hit in found)


def test_a_term_in_two_of_two_passages_still_finds_both(index, passage):
    index.update([], [passage("a", "port"), passage("b", "port")], 1)
    assert sorted(ids(index.candidates(["port"]))) == ["a", "b"]


def test_repeated_terms_count_once(index, passage):
    index.update([], [passage("a", "port calm"), passage("b", "storm")], 1)
    assert index.candidates(["port", "port"])[0].score == pytest.approx(index.candidates(["port"])[0].score)


def test_the_limit_holds(index, passage):
    index.update([], [passage(f"a{n}", "port") for n in range(20)], 1)
    assert len(index.candidates(["port"], 7)) == 7
    assert index.candidates(["port"], 0) == []


@pytest.mark.parametrize(
    "term",
    ['"', "a AND b", "NEAR(", "*", "title:x", "-", "(", "", "\x00", "\x00state", "ø", "北京", "x" * 70_000, "\ud800"],
)
def test_odd_terms_are_only_words(index, passage, term):
    index.update([], [passage("a", "port calm")], 1)
    assert index.candidates([term]) == []
    assert ids(index.candidates([term, "port"])) == ["a"]
    assert index.statistics([term]).document_frequency[term] == 0


@pytest.mark.parametrize("term", ["u.s", "3000", "rock'n'rol", "+", "c++", "北京", "AND", "title:x"])
def test_terms_with_punctuation_find_what_holds_them(index, passage, term):
    index.update([], [passage("a", f"port {term}"), passage("b", "calm")], 1)
    assert ids(index.candidates([term])) == ["a"]
    assert index.statistics([term]).document_frequency == {term: 1}


def test_statistics_count_every_passage_and_its_headline(index, passage):
    index.update([], [passage("a", "port port calm", headline="storm"), passage("b", "port")], 1)
    statistics = index.statistics(["port", "storm", "none"])
    assert statistics.passages == 2
    assert statistics.average_length == pytest.approx(2.5)
    assert statistics.document_frequency == {"port": 2, "storm": 1, "none": 0}


def test_statistics_stay_exact_after_removals(index, passage):
    index.update([], [passage(f"a{n}", "port calm", headline="storm") for n in range(5)], 1)
    index.update([], [passage("b", "port", number=0), passage("b", "sea wind", number=1)], 2)
    index.update(["a0", "a1", "b", "never"], [passage("a1", "sea")], 3)
    statistics = index.statistics(["port", "sea", "wind", "storm"])
    assert statistics.passages == 4
    assert statistics.average_length == pytest.approx(10 / 4)
    assert statistics.document_frequency == {"port": 3, "sea": 1, "wind": 0, "storm": 3}


def test_removing_and_adding_in_one_update_replaces_an_article(index, passage):
    index.update([], [passage("a", "port"), passage("a", "port again", number=1), passage("b", "port")], 1)
    index.update(["a"], [passage("a", "storm")], 2)
    assert ids(index.candidates(["port"])) == ["b"]
    assert ids(index.candidates(["storm"])) == ["a"]


def test_ids_are_taken_whole_and_literally(index, passage):
    names = ["a b", "a", "A", "b", "a-b", "a/b?c=1&d", "ä"]
    index.update([], [passage(name, "port") for name in names], 1)
    index.update(["a"], [], 2)
    assert sorted(ids(index.candidates(["port"]))) == sorted(set(names) - {"a"})


def test_the_position_is_that_of_the_last_update(index, passage):
    index.update([], [passage("a", "port")], 41)
    assert index.position == 41
    index.update([], [], 43)
    assert index.position == 43


def test_an_update_that_fails_half_way_changes_nothing(index, passage):
    index.update([], [passage("a", "port")], 1)

    def broken():
        yield passage("b", "port")
        raise RuntimeError("the disk of the other side went away")

    with pytest.raises(RuntimeError):
        index.update(["a"], broken(), 2)
    assert ids(index.candidates(["port"])) == ["a"]
    assert index.position == 1
    assert index.statistics(["port"]).document_frequency == {"port": 1}


def test_clearing_removes_everything(index, passage):
    index.update([], [passage("a", "port")], 1)
    index.clear()
    assert index.position == 0
    assert index.candidates(["port"]) == []
    assert index.statistics(["port"]).passages == 0
    index.update([], [passage("b", "port")], 2)
    assert ids(index.candidates(["port"])) == ["b"]


def test_a_passage_without_terms_is_kept_out_of_harms_way(index, passage):
    index.update([], [passage("a"), passage("b", "port")], 1)
    assert ids(index.candidates(["port"])) == ["b"]
    assert index.statistics(["port"]).average_length == pytest.approx(0.5)


def test_closing_twice_is_harmless(index):
    index.close()
    index.close()


#: passages that make whatever else an engine keeps among them count for little
FILL = [f"f{n}" for n in range(300)]


def test_frequency_and_length_weigh_as_the_shared_parameters_say(index, passage):
    texts = {
        "once": "port calm",
        "twice": "port port",
        "long": "port " + "calm " * 19,
        "thrice": "port " * 3 + "calm " * 7,
    }
    texts |= dict.fromkeys(FILL, "storm storm storm storm")
    index.update([], [passage(name, text.strip()) for name, text in texts.items()], 1)
    found = {hit.passage.article_id: hit.score for hit in index.candidates(["port"])}
    average = sum(len(text.split()) for text in texts.values()) / len(texts)

    def saturated(text: str) -> float:
        frequency = text.split().count("port")
        return frequency / (frequency + K1 * (1 - B + B * len(text.split()) / average))

    # an engine may leave out the factor k1 + 1, which all scores share
    for name, score in found.items():
        assert score / found["once"] == pytest.approx(saturated(texts[name]) / saturated(texts["once"]), rel=0.01), name


def test_rarity_weighs_as_the_shared_formula_says(index, passage):
    texts = ["port calm"] * 150 + ["storm calm"] + ["haze calm"] * 149
    index.update([], [passage(name, text) for name, text in zip(FILL, texts, strict=True)], 1)
    port, storm = (index.candidates([term])[0].score for term in ("port", "storm"))
    assert storm / port == pytest.approx(
        inverse_document_frequency(300, 1) / inverse_document_frequency(300, 150), rel=0.01
    )
