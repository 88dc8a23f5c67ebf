"""An article as messages: all of it, in order, within Telegram's limits, and every sentence found again in them."""

import html

from hypothesis import given
from hypothesis import strategies as st

from bot.views.html import LIMIT, units, with_fragment, without_fragment
from bot.views.reading import LONGEST_QUOTE, article_pieces, quote_of, shown_text
from bot.views.texts import LANGUAGES, bundled_texts
from retrieval.domain import Article, Block, BlockKind, Citation
from retrieval.text.passages import article_sentences

TEXTS = bundled_texts()
CITED = Citation("a", "Ferry <lost> & found", "Gazette", "2025-05-14", "https://e.example/a")
WORDS = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\r\n\x85\u2028\u2029"),
    min_size=1,
    max_size=300,
)


def article(*paragraphs: str) -> Article:
    text, blocks = "", []
    for one in paragraphs:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(one)))
        text += one + "\n\n"
    return Article("a", text, tuple(blocks), headline="Ferry <lost> & found")


def test_a_long_article_is_several_messages_numbered_with_its_source_in_the_first():
    told = article(*(f"Paragraph {n} tells of the ferry. {'It was cold. ' * 60}" for n in range(12)))
    pieces = article_pieces(told, CITED, TEXTS)
    assert len(pieces) > 2
    assert pieces[0].startswith("<b>Ferry &lt;lost&gt; &amp; found</b>\n<a href=")
    assert [piece.rsplit("\n", 1)[1] for piece in pieces] == [f"[{n}/{len(pieces)}]" for n in range(1, len(pieces) + 1)]


@given(st.lists(WORDS, min_size=1, max_size=12))
def test_every_message_fits_and_nothing_is_lost(paragraphs):
    for language in LANGUAGES[:2]:
        pieces = article_pieces(article(*paragraphs), CITED, bundled_texts(language))
        assert all(units(piece) <= LIMIT for piece in pieces)
        shown = " ".join(" ".join(map(shown_text, pieces)).split())
        for one in paragraphs:
            for word in html.unescape(html.escape(one)).split():
                assert all(part in shown for part in word.split() if part.isalnum())


@given(
    st.lists(
        st.sampled_from(["It sank 🚢 at once.", "“No,” she said – <never>.", "Ελλάδα won & lost.", "A b."]),
        min_size=1,
        max_size=30,
    )
)
def test_every_sentence_is_quoted_exactly_where_it_stands(sentences):
    told = article(" ".join(sentences), *sentences)
    pieces = article_pieces(told, CITED, TEXTS)
    for _, span in article_sentences(told):
        found = quote_of(told, span, pieces)
        assert found is not None
        number, quote = found
        text = shown_text(pieces[number]).encode("utf-16-le")
        assert text[2 * quote.position : 2 * (quote.position + units(quote.text))].decode("utf-16-le") == quote.text


def test_a_sentence_longer_than_telegram_quotes_is_quoted_as_far_as_it_takes():
    told = article("The ferry " + "rolled and " * 150 + "sank.")
    ((_, span),) = article_sentences(told)
    found = quote_of(told, span, article_pieces(told, CITED, TEXTS))
    assert found is not None
    assert 900 < units(found[1].text) <= LONGEST_QUOTE


@given(WORDS)
def test_an_address_with_a_fragment_is_the_address_for_people(words):
    url = with_fragment("https://e.example/a?b=1", words)
    assert url is not None
    assert without_fragment(url) == "https://e.example/a?b=1"
    assert " " not in url
    assert '"' not in url
