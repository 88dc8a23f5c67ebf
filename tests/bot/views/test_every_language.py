"""Whatever an article holds, in every language its replies are valid for Telegram, and nothing of them is lost at a cut."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from bot.views.answers import render
from bot.views.html import LIMIT, split, units
from bot.views.stories import comparison_html, timeline_html
from bot.views.texts import LANGUAGES, bundled_texts
from retrieval.domain import (
    Answer,
    AnswerKind,
    Archived,
    Citation,
    Comparison,
    Difference,
    Evidence,
    Moment,
    Precision,
    Quotation,
    QuotationKind,
    Side,
    Source,
    Speaker,
    Story,
    Timeline,
)

#: letters of several scripts and directions, markup, characters that nobody sees, halves of nothing
words = st.text(
    alphabet=st.one_of(
        st.sampled_from("abc ABC .,;:!?<>&\"'“”«»_*`\n\t"),
        st.sampled_from("éßñжяשלום مرحبا 你好，。😀👩‍👧\u200f\u202e\u2066\u2068\u2069\u200b"),
    ),
    min_size=1,
    max_size=400,
)
long_words = st.builds(lambda text, times: text * times, words, st.integers(1, 40))
days = st.sampled_from([None, "2009", "2009-06", "2009-06-28", "2009-06-28T10:57", "soon", "0000-00-00"])
addresses = st.sampled_from([None, 'https://x.example/?a=1&b="2"', "javascript:alert(1)", "https://x.example/<b>"])


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    also = (Source(draw(words), None, None),) if draw(st.booleans()) else ()
    headline, outlet = draw(st.none() | words), draw(st.none() | words)
    return Citation("a", headline, outlet, draw(days), draw(addresses), updated=draw(st.booleans()), also=also)


@st.composite
def sentences(draw: st.DrawFn) -> Evidence:
    text = draw(long_words)
    cut = draw(st.integers(0, len(text)))
    return Evidence("a", 0, len(text), text, draw(st.floats(0, 1)), emphasis=((0, cut),) if cut else ())


@st.composite
def quotations(draw: st.DrawFn) -> Quotation:
    text = draw(long_words)
    name = draw(st.none() | words)
    speaker = Speaker(draw(words), 0, 1, name, draw(st.none() | words)) if draw(st.booleans()) else None
    kind = draw(st.sampled_from(list(QuotationKind)))
    return Quotation(kind, ((0, len(text)),), text, speaker, article_id="a", confidence=draw(st.floats(0, 1)))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    kind = draw(
        st.sampled_from(
            [AnswerKind.FACT, AnswerKind.SUMMARY, AnswerKind.WHO_SAID, AnswerKind.WHAT_SAID, AnswerKind.STORIES]
        )
    )
    said = tuple(draw(st.lists(quotations(), max_size=3)))
    found = tuple(draw(st.lists(sentences(), max_size=3)))
    cited = (draw(citations()),)
    if draw(st.booleans()):
        return Answer(kind, abstained=True, citations=cited, nearest=found)
    return Answer(kind, abstained=False, sentences=found, quotations=said, citations=cited)


def visible(source: str) -> str:
    return "".join(html.unescape(re.sub(r"<[^>]*>", "", source)).split())


def assert_valid(source: str) -> None:
    opened: list[str] = []
    for slash, name, rest in re.findall(r"<(/?)([a-z]+)([^>]*)>", source):
        if slash:
            assert opened.pop() == name
        else:
            opened.append(name)
            assert not (name == "blockquote" and opened.count(name) > 1)
            assert name in {"b", "i", "a", "blockquote", "s", "u", "code"}
            assert name != "a" or re.fullmatch(r' href="https?://[^"<>]*"', rest)
    assert not opened
    bare = re.sub(r"<[^>]*>", "", source)
    assert "<" not in bare
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt|quot|#x27|#39);)*", bare)


def assert_delivered(source: str) -> None:
    """Say that a reply can be sent, in as many messages as it takes, with nothing lost between them."""
    assert_valid(source)
    pieces = split(source)
    for piece in pieces:
        assert_valid(piece)
        assert units(piece) <= LIMIT
    assert "".join(map(visible, pieces)) == visible(source)


languages = st.sampled_from(LANGUAGES).map(bundled_texts)


@given(answers(), languages, st.none() | words, st.integers(0, 2))
def test_any_answer_is_valid_and_whole(answer: Answer, texts, about: str | None, skip: int) -> None:
    assert_delivered(
        render(answer, lambda: Archived(3, "2009-05-03", "2009-06-28"), texts, about=about, skip=skip).html
    )


@given(st.lists(sentences(), min_size=1, max_size=4), citations(), days, words, languages)
def test_any_course_and_any_comparison_is_valid_and_whole(told, cited, day, outlet, texts) -> None:
    story = Story("s", cited.headline, "a", None, None, len(told), (outlet,))
    moments = tuple(Moment(day, Precision.DAY, "", one) for one in told)
    assert_delivered(timeline_html(Timeline(story, moments, (cited,)), texts))
    sides = tuple(Side(outlet, day, one) for one in told)
    differing = (Difference("figure", "killed", sides), Difference("quotation", outlet, sides))
    compared = Comparison(story, (outlet, "Herald"), (sides,), sides, differing, (cited,))
    assert_delivered(comparison_html(compared, texts))
