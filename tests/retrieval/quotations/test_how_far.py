"""How far reading reaches: the last distance, in characters or mentions, at which something bears on something else.

A text is built for a distance; what is found changes just where the distance is passed, which holds every limit to its number.
"""

from collections.abc import Callable

import pytest

from retrieval.quotations import find_quotations

Built = Callable[[int], str]


def speaker(text: str, which: int = -1) -> str | None:
    found = find_quotations(text)[which].speaker
    return found and found.name


def filled(text: str, length: int) -> str:
    """Put in for the dots of a text as many letters as make it so long."""
    return text.replace("…", "x" * (length - len(text) + 1))


@pytest.mark.parametrize(
    ("build", "most", "name"),
    [
        pytest.param(
            lambda n: filled("Ana Brill spoke of …. ", n) + "She said it was late.", 1500, "Ana Brill",
            id="a pronoun goes back 1500 characters",
        ),
        pytest.param(
            lambda n: "Ana Brill spoke. " + "It was Lome. " * (n - 1) + "She said it was late.", 30, "Ana Brill",
            id="a pronoun goes back 30 mentions",
        ),
        pytest.param(
            lambda n: "Mayor Ana Brill came. " + "It was Lome. " * (n - 1) + "The mayor said it was late.", 400, "Ana Brill",
            id="a role goes back 400 mentions",
        ),
        pytest.param(
            lambda n: "Ana Brill and Eve Renn" + filled(" said it was …. ", n) + "They said it was cold.", 399,
            "Ana Brill and Eve Renn", id="they goes back less than 400 characters",
        ),
        pytest.param(
            lambda n: "“We are late.”\n\n" + filled("- Ana Br…", n), 300, None, id="a signature has 300 characters",
        ),
        pytest.param(
            lambda n: filled("Ola Brill spoke. …. Ana Brill spoke. ", n) + "Brill said it was late.", 2499, "Brill",
            id="a bearer of a name is in sight for less than 2500 characters",
        ),
    ],
)  # fmt: skip
def test_whoever_is_meant_stands_within_reach(build: Built, most: int, name: str | None) -> None:
    if name is None:
        found = [find_quotations(build(n))[0].speaker for n in (most, most + 1)]
        assert [one is not None for one in found] == [True, False]
    else:
        assert speaker(build(most)) == name
        assert speaker(build(most + 1)) != name


@pytest.mark.parametrize(
    ("build", "least"),
    [
        pytest.param(
            lambda n: "Ana Brill said no. " + "Brill said one. " * n + "Ola Brill said no. Brill said it was early.", 3,
            id="called three times by the surname",
        ),
        pytest.param(
            lambda n: "Ola Brill spoke. " + "Ana Brill spoke. " * n + "Brill said it was late.", 3,
            id="named in full three times as often as the other",
        ),
    ],
)  # fmt: skip
def test_a_surname_belongs_to_the_one_who_was_named_so_often(build: Built, least: int) -> None:
    assert speaker(build(least)) == "Ana Brill"
    assert speaker(build(least - 1)) == "Brill"


@pytest.mark.parametrize(
    ("build", "most"),
    [
        pytest.param(
            lambda n: filled("The weaver of …,", n) + " Ana Brill, said it was late.", 120, id="before a name"
        ),
        pytest.param(lambda n: "Ana Brill left. " * (n - 1) + "Ana Brill, a weaver, left. Brill said it was late.", 4, id="of 4 mentions"),
    ],
)  # fmt: skip
def test_a_role_is_read_where_it_stands_near(build: Built, most: int) -> None:
    found = [find_quotations(build(n))[-1].speaker for n in (most, most + 1)]
    assert [bool(one and one.role) for one in found] == [True, False]


def test_the_subject_of_a_sentence_is_named_within_its_first_24_characters() -> None:
    def meant(at: int) -> str | None:
        return speaker(f"{'x' * (at - 1)} Ana Brill met Eve Renn. She said it was late.")

    assert (meant(24), meant(25)) == ("Ana Brill", None)


def test_a_namesake_speaks_behind_an_apposition_of_ninety_characters_at_most() -> None:
    def meant(length: int) -> str | None:
        return speaker(
            f"Ana Brill said no. Brill said one. Ola Brill,{filled(' …,', length + 1)} said no. Brill said it was late."
        )

    assert (meant(90), meant(91)) == ("Brill", "Ana Brill")


def test_capitals_are_all_there_is_where_three_thousand_characters_hold_no_words_in_small_letters() -> None:
    text = "WE ARE LATE AND " + "X" * 2977 + " said so. “NO,” SAID THE MAYOR."
    assert find_quotations(text)[-1].speaker
    assert find_quotations(text.replace("XX", "X", 1)) == ()


def test_a_label_of_a_transcript_ends_within_ninety_characters() -> None:
    def turns(length: int) -> int:
        label = "F" * length
        return len(find_quotations(f"{label}: One.\n\nOLA TARN: Two.\n\n{label}: Three.\n\nOLA TARN: Four."))

    assert (turns(89), turns(90)) == (4, 0)


def test_a_turn_goes_on_over_five_paragraphs_without_a_label() -> None:
    def fragments(paragraphs: int) -> int:
        more = "".join(f"\n\nNumber {n}." for n in range(paragraphs))
        found = find_quotations(f"FALK: One.\n\nTARN: Two.{more}\n\nFALK: Three.\n\nTARN: Four.")
        return len(found[1].fragments)

    assert [fragments(n) for n in (0, 1, 5, 6)] == [1, 2, 6, 1]


@pytest.mark.parametrize(
    ("words", "found"),
    [("de oude brug", 0), ("de oude brug hier", 1), ("дом у дороги", 0), ("дом у дороги.", 1), ("пять домов", 0)],
)
def test_without_a_lexicon_three_words_or_twelve_foreign_characters_may_be_a_name(words: str, found: int) -> None:
    assert len(find_quotations(f"Ze zag “{words}” staan.", language="nl")) == found


@pytest.mark.parametrize(("letters", "marked"), [(2, False), (3, True)])
def test_two_letters_in_single_marks_are_left_out_letters_and_three_are_words(letters: int, marked: bool) -> None:
    [found] = find_quotations(f"Brill said the '{'x' * letters}' was late.")
    assert (found.kind.value == "mixed") is marked


@pytest.mark.parametrize(
    ("lines", "length", "others", "wrapped"),
    [(6, 60, 0, True), (5, 60, 0, False), (6, 41, 0, True), (6, 40, 0, False), (6, 99, 0, True), (6, 100, 0, False),
     (8, 60, 2, True), (7, 60, 3, False)],
)  # fmt: skip
def test_lines_of_one_width_are_no_paragraphs(lines: int, length: int, others: int, wrapped: bool) -> None:
    """At least six lines of 41 to 99 characters, more than seven in ten of all but the last; others are longer."""
    speaks = "Ana Brill said it was " + "so " * 40
    texts = ["word " * 40] * others + [("word " * 40)[:length]] * (lines - 1) + [speaks[:length]]
    found = find_quotations("\n".join([*(one[:-1] + "s" for one in texts), "late."]))
    assert ("\n" in found[-1].text) is wrapped
