"""An earlier text beside the present one: what was changed, and nothing that was not."""

from hypothesis import given
from hypothesis import strategies as st

from retrieval.claims.revisions import changed_sentences, changed_words, earlier_form

SENTENCES = st.lists(
    st.sampled_from(
        [f"The {a} {b} the {c}." for a in ("goat", "mayor") for b in ("saw", "left") for c in ("hall", "pier", "ship")]
    ),
    unique=True,
)


def test_a_changed_figure_is_the_words_that_changed() -> None:
    assert changed_words("It cost 4 million crowns.", "It cost 5 million crowns.") == ("4", "5")
    assert changed_words("“It cost 4 crowns”, he said", '"It cost 4 crowns," he said') is None
    assert changed_words("It sank.", "It sank on Monday.") == ("", "on Monday")


def test_a_sentence_that_stood_there_before_has_no_earlier_form() -> None:
    before = ["All 217 people were saved.", "It rained all day."]
    assert earlier_form("All 217 people were saved.", before) is None
    assert earlier_form("All 214 people were saved.", before) == before[0]
    assert earlier_form("The mayor has resigned over it.", before) is None


@given(SENTENCES, SENTENCES)
def test_every_sentence_that_came_or_went_is_told_once(before: list[str], after: list[str]) -> None:
    changes = changed_sentences(before, after)
    gone = [one for one, _ in changes if one is not None]
    came = [one for _, one in changes if one is not None]
    assert len(gone) == len(set(gone))
    assert len(came) == len(set(came))
    assert set(gone) >= set(before) - set(after)
    assert set(came) >= set(after) - set(before)
    assert all(one != other for one, other in changes)
