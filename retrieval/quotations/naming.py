"""Words in quotation marks that nobody says: titles of works, nicknames, slogans, terms and scare quotes."""

import re

from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.tagged import Sentence

_WORD = re.compile(r"[^\W_][\w’'-]*")
#: so few words are a term held at a distance, unless the sentence gives them to somebody ("as a “reformer”")
_TERM = 2
#: so many words before "as" may stand between it and its verb
_NEAR = 7
_NAMES = frozenset(("name", "nickname", "pseudonym", "alias", "moniker"))
#: what somebody does behind such words
_ACTED = re.compile(r",?[wveVS]d?[Te#w]{0,3}[NT]")
_GIVEN = re.compile(r"(?:[,:]|[vVSBGse][d#]?[awe]?)$")


def names_only(text: str, sentence: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Say whether words in marks that no cue introduces are a name or a term, and so nobody's quotation."""
    inner = sentence.inner(token)
    words = _WORD.findall(text, *inner)
    if not words:
        return True
    if is_named(sentence, token, lexicon) or _is_title(text, inner, words):
        return True
    tags = sentence.tags
    if token == 0 and text[inner[1] - 1] in ",!?" and _ACTED.match(tags, 1):
        return False  # “Never again,” groaned Ann Smith
    if len(words) <= _TERM and (not _GIVEN.search(tags[:token]) or tags[token + 1 : token + 2] in ("w", "N")):
        return True
    # a noun follows: the “safety check” feature
    return len(words) <= _TERM + 1 and tags[token - 1 : token] == "d" and tags[token + 1 : token + 2] in ("w", "N")


def is_named(sentence: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Say whether words in marks are a name by the word before them: "an inn called “The Heron”", "the ship “Anna”"."""
    before = sentence.word(token - 1) if token else ""
    if before == "as" and any(sentence.word(at) in lexicon.known_as for at in range(max(0, token - _NEAR), token - 1)):
        return True  # "locals know the rock as “the Old Wife”"
    if _modifies(sentence, token):
        return True
    earlier = sentence.word(token - 2) if token > 1 and sentence.tags[token - 1] in "d," else ""
    if sentence.tags[token - 1 : token] == "," and (earlier in lexicon.uttered or sentence.tags[token - 2] not in "wN"):
        earlier = ""  # "in his words, “…”" is said
    return before in lexicon.naming or earlier in lexicon.naming


def _modifies(sentence: Sentence, token: int) -> bool:
    """Say whether a word or two in marks belong to the noun behind them: "sold “smart” kettles"."""
    if sentence.tags[token + 1 : token + 2] != "w":
        return False
    inner = sentence.text[slice(*sentence.inner(token))]
    return inner[:1].islower() and inner[-1:].isalnum() and len(inner.split()) <= _TERM


def is_term_alone(sentence: Sentence, token: int, lexicon: Lexicon) -> bool:
    """Say whether words in marks are nobody's: "going by the name “The Fox”", "added the word “not” to the text"."""
    before = sentence.word(token - 1) if token else ""
    if before in lexicon.uttered:
        return sentence.tags[token + 1 : token + 3] in ("md", "mO")
    return before in _NAMES and before in lexicon.naming


def is_work(text: str, sentence: Sentence, token: int) -> bool:
    """Say whether words in marks have the form of a title of a work: two at least, every longer one with a capital."""
    inner = sentence.inner(token)
    words = _WORD.findall(text, *inner)
    return sum(word[0].isupper() for word in words) > 1 and _is_title(text, inner, words)


def gives_nickname(text: str, sentence: Sentence, content: tuple[int, int], cue: int, lexicon: Lexicon) -> bool:
    """Say whether somebody is given a name: "they call him “the Ferret”", but "they called him “a thief”"."""
    start, end = content
    if sentence.tags[start:end] != "OQ" or lexicon.bases.get(sentence.word(cue)) not in lexicon.calling:
        return False
    inner = sentence.inner(end - 1)
    words = _WORD.findall(text, *inner)
    named = words[1:] if len(words) > 1 and lexicon.tags.get(words[0].lower()) == "d" else words
    return 0 < len(named) <= _TERM and all(word[0].isupper() for word in named) and text[inner[1] - 1] not in "!?"


def is_introduced(text: str, start: int, at: int, lexicon: Lexicon) -> bool:
    """Say whether the word before a name at `at` only introduces it: "one of them, a judge called Ann Smith"."""
    before = text[start:at].split()[-1:]
    return bool(before) and before[0].lower() in lexicon.naming


def _is_title(text: str, inner: tuple[int, int], words: list[str]) -> bool:
    """Every longer word has a capital, and no question or exclamation is made: “The Long Way Home”."""
    if len(words) > 9 or text[inner[1] - 1] in "?!":
        return False
    long = [word for word in words if len(word) > 3 or word is words[0]]
    return all(word[0].isupper() or word[0].isdigit() for word in long)
