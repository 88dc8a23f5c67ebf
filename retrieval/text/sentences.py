"""Sentences of a text, as spans, and whether one leans on those before it.

sentencex splits; its known misses in news are mended here.
"""

import itertools
import re
from collections.abc import Iterable

import sentencex

from retrieval.domain import Span
from retrieval.text.languages import DEFAULT
from retrieval.text.languages import language as language_of

_WORDS = language_of(DEFAULT).words
# sentencex ends a sentence after these; news does not: "10 a.m. Monday", "Ft. Worth", "J. Smith", "v. Wade".
_TIME = re.compile(r"\d\s?[ap]\.m\.\s*$", re.I)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"'“‘])(?:Ft|Mt|St|Ste|Pt|Gen|Lt|Col|Capt|Cmdr|Sgt|Maj|Adm|Rev|Hon|Sen|Rep|Gov|Pres|Supt|Det|Insp|Prof|Dr|Mr|Mrs|Ms|"
    r"vs?|No|Nos|Op|Art|Sec|Fig|Prop|Pct|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.\s*$"
)
_NUMBERED = re.compile(r"\b(?:vols?|approx|ca|nos?|pp?|figs?|secs?|arts?|chs?|chap|paras?|cl|ed|eds)\.\s+$", re.I)
_INITIAL = re.compile(r"(?:^|[\s(\[\"'“‘.-])[A-Z]\.\s*$")
# Ends that sentencex does not see: three dots, and brackets around a sentence of its own, before a word that opens one.
_TRAILING = re.compile(r"(?<=\w)(?:…|\.\.\.)[\"”’]?\s+(?=[\"“‘]?([A-Z][\w’']*))")
_BRACKETED = re.compile(r"(?:^|[.!?][\"”’]?\s)\([A-Z“\"][^()\n]{3,400}[.!?][\"”’]?\)\s+(?=[\"“‘]?[A-Z])")
# A full stop after a word and before a capital: where sentencex takes the word for an abbreviation and it is none, or ends a
# sentence all the same, the end is put back.
_STOP = re.compile(
    # the full stop first, which lets the search skip everything else
    r"\.(?<=[\w]\.)[\"”’)\]]*\s+(?=[\"“‘(]?(?P<next>[A-Z][\w’']*)(?P<dot>\.?))"
)
#: "a mark of B. The", but "Mark W. Smith"
_LETTERED = re.compile(rf"\b(?!(?-i:Mark) )(?:{'|'.join(_WORDS('sentences', 'lettered'))})(?: of)? $", re.I)
# A place before its state's letters ends a sentence unless a comma or small letter follows: "near Larrow, N.M. Crews came".
_AFTER_PLACE = re.compile(r"\b(?:in|near|from|at|of|outside|around|to|for) (?:[A-Z][\w’'-]+ ){0,2}[A-Z][\w’'-]+, $")
_ENDED = re.compile(r"[.!?…。！？۔।؟:;][\"'”’»›)\]]*\s*$")
_ASKING = re.compile(r"[?？؟][\"'”’»›)\]*\s]*$")
_LONGEST_ABBREVIATION = 5
_REGIONS = frozenset(_WORDS("sentences", "regions"))
_HOUR = re.compile(r"\d ?$")
_DAY_OR_ZONE = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:E|C|M|P)[SD]?T\b|GMT\b|UTC\b|BST\b|CES?T\b|Eastern\b|Pacific\b|"
    r"(?:Jan|Febr)uary\b|March\b|April\b|May\b|June\b|July\b|August\b|(?:Septem|Octo|Novem|Decem)ber\b|"
    r"(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|[a-z(]"
)
#: words that begin a sentence and no name
_OPENERS = frozenset(_WORDS("sentences", "openers"))
#: titles and ranks before a name, which end no sentence whatever follows
_TITLES = frozenset(_WORDS("sentences", "titles"))
#: abbreviations that are written small; what else is written small is a word
_SMALL = frozenset(_WORDS("sentences", "small"))
_CAPITAL = re.compile(r"[.!?]\s+[^\W\d_a-z]")
_DASH = re.compile(r"^(?:--+|[–—-])\s*")
# Who asked or shouted may follow the mark of a question in quotation marks: “Is it far?” Captain Vik asked.
_ASKED = re.compile(r"[!?]['’]?[\"”]\s+$")
_TAG = re.compile(
    r"(?:(?:The|His|Her|An?|Mr|Mrs|Ms|Dr)\.? )?(?P<first>[\w’'-]+)(?: [\w’'.-]+){0,4}? (?:said|asked|added|replied|answered|"
    r"wrote|shouted|cried|called|yelled|screamed|exclaimed|demanded|wondered|joked|whispered|told|tweeted|says|asks|adds|writes|"
    r"recalled|recalls)\b(?! that\b)"
)
_CAPITAL_INSIDE = re.compile(r"[a-z]{1,40}[A-Z]")
_BLANK_LINE = re.compile(r"\n\s*\n")
#: first words that stand for something said before; in "It is unclear whether" and "This week" they do not
_UNRESOLVED = re.compile(
    r"^[\"“‘(]?(?:(?:But|And|Also|Still|However|Then|Later|Earlier|Meanwhile|Yet|So),?\s+)?"
    r"(?!(?i:it(?:['’]s| is| was| will be| would be| remains| seems| appears) (?:(?:not|still|also|now|too|very|so) )*"
    r"(?:clear|unclear|likely|unlikely|possible|impossible|hard|difficult|easy|important|true|known|unknown|expected|estimated|"
    r"thought|believed|hoped|feared|time|the (?:first|second|third|last) time)\b"
    r"|(?:this|that) (?:week|weekend|month|year|morning|afternoon|evening|night|spring|summer|autumn|fall|winter|time)\b))"
    r"(?i:he|she|they|it|his|her|their|its|this|that|these|those|the (?:two|pair|move|decision|former|latter))\b"
)
#: a quotation longer than this is split inside, so that one sentence never stands for a whole speech
_LONGEST = 500
_INSIDE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z])")
_HALF = re.compile("[\ud800-\udfff]")
#: an unbroken line of megabytes is taken in pieces, which keeps the splitter's time linear
_PIECE = 20_000


def is_ended(sentence: str) -> bool:
    """Tell whether a sentence has a mark at its end: those without one are labels, headings and lists.

    >>> is_ended("It rained."), is_ended("Rain in Oslo")
    (True, False)
    """
    return _ENDED.search(sentence) is not None


def asks(sentence: str) -> bool:
    """Tell whether a sentence ends as a question does.

    >>> asks("Did it rain?"), asks("“Did it rain?” she asked.")
    (True, False)
    """
    return _ASKING.search(sentence) is not None


def which_ask(sentences: Iterable[str]) -> list[bool]:
    """Return of each sentence whether it `asks`."""
    return [_ASKING.search(sentence) is not None for sentence in sentences]


def which_end(sentences: Iterable[str]) -> list[bool]:
    """Return of each sentence whether it `is_ended`."""
    return [_ENDED.search(sentence) is not None for sentence in sentences]


def split_sentences(text: str, start: int = 0, end: int | None = None, language: str = DEFAULT) -> list[Span]:
    """Return the sentences of text[start:end] as spans without surrounding white space, in order.

    A blank line always ends a sentence. Quotations stay whole up to 500 characters.

    >>> text = "Dr. Lund left at 10 a.m. on Friday. Nobody saw her."
    >>> [text[start:end] for start, end in split_sentences(text)]
    ['Dr. Lund left at 10 a.m. on Friday.', 'Nobody saw her.']
    """
    stop = len(text) if end is None else end
    spans: list[Span] = []
    for a, b in _pieces(text, start, stop):
        spans.extend(_split_piece(text, a, b, language))
    return spans


def split_stretches(text: str, stretches: Iterable[Span], language: str = DEFAULT) -> list[list[Span]]:
    """Return the sentences of each of these stretches of a text."""
    return [split_sentences(text, start, end, language) for start, end in stretches]


def _pieces(text: str, start: int, stop: int) -> list[Span]:
    """Cut at blank lines, and within what is still too long at the last white space before the limit."""
    cuts = [start, *(match.end() for match in _BLANK_LINE.finditer(text, start, stop)), stop]
    pieces: list[Span] = []
    for a, b in itertools.pairwise(cuts):
        while b - a > _PIECE:
            cut = text.rfind(" ", a + _PIECE // 2, a + _PIECE) + 1 or a + _PIECE
            pieces.append((a, cut))
            a = cut
        if a < b:
            pieces.append((a, b))
    return pieces


def _ends(piece: str, language: str) -> list[int]:
    try:
        found = sentencex.get_sentence_boundaries(language, piece)
    except UnicodeEncodeError:  # half of a surrogate pair: another character in its place moves nothing
        found = sentencex.get_sentence_boundaries(language, _HALF.sub("\ufffd", piece))
    return [one["end_index"] for one in found]


def _split_piece(text: str, start: int, stop: int, language: str) -> list[Span]:
    piece = text[start:stop]
    if not piece.strip():
        return []
    ends = _ends(piece, language)
    judged = _judged_stops(piece) if language == DEFAULT else {}
    ends = sorted({*ends, *(at for at, is_end in judged.items() if is_end and not _is_quoted(piece, at))})
    spans: list[Span] = []
    has_capitals = len(ends) > 1 and _CAPITAL.search(piece) is not None
    a = 0
    for number, b in enumerate(ends, 1):
        if number < len(ends) and _is_within(piece, a, b, judged.get(b), has_capitals=has_capitals):
            continue
        spans.extend(_trimmed(text, start + x, start + y) for x, y in _shorten(piece, a, b))
        a = b
    if piece[a:].strip():
        spans.append(_trimmed(text, start + a, stop))
    return [s for s in spans if s[0] < s[1]]


def _is_within(piece: str, a: int, b: int, judged: bool | None, *, has_capitals: bool) -> bool:
    """Say whether the sentence that begins at `a` goes on behind `b`, which its words are `judged` to end where they tell."""
    before, after = piece[max(a, b - 12) : b], piece[b : b + 12]
    if _is_false_end(before, after) if judged is None else not judged:
        return True
    if ("?" in before or "!" in before) and _ASKED.search(before) and _is_tag(piece, b):
        return True
    return has_capitals and not after[:1].isupper() and _goes_on(before, after)


def ends_sentence(text: str, at: int, stop: re.Match[str] | None = None) -> bool | None:
    """Say whether the full stop text[at] behind a word or letter ends a sentence, None where its words do not tell.

    `stop` is the match of the stop and what follows it, where it is at hand.

    >>> text = "She got an A. Then Ann B. Tarn left."
    >>> ends_sentence(text, 12), ends_sentence(text, 24)
    (True, False)
    """
    near = text[max(0, at - _LONGEST_ABBREVIATION - 1) : at]
    if near.isalpha() and at > _LONGEST_ABBREVIATION:
        return None  # a longer word
    before = text[max(0, at - 40) : at]
    word = before[before.rfind(" ") + 1 :].lstrip('(“"‘\n\u00a0')
    if not word or (len(word) > _LONGEST_ABBREVIATION and "." not in word) or not word.replace(".", "").isalpha():
        return None
    stop = stop or _STOP.match(text, at)
    return _is_end(word, before[: len(before) - len(word)], stop["next"] + stop["dot"]) if stop else None


def _judged_stops(piece: str) -> dict[int, bool]:
    """Return for the ends that words with a full stop may be whether they are some; no entry where sentencex decides."""
    judged: dict[int, bool] = {}
    for stop in _STOP.finditer(piece):
        found = ends_sentence(piece, stop.start(), stop)
        if found is not None:
            judged[stop.end()] = found
    for trailing in _TRAILING.finditer(piece) if "…" in piece or "..." in piece else ():
        if trailing.group(1).lower() in _OPENERS and trailing.group(1) != "I":
            judged[trailing.end()] = True
    for bracketed in _BRACKETED.finditer(piece) if "(" in piece else ():
        judged[bracketed.end()] = True
    return judged


def _is_quoted(piece: str, at: int) -> bool:
    """Say whether quotation marks are open before `at`, looking back no further than a quotation stays whole."""
    before = piece[max(0, at - _LONGEST) : at]
    if '"' in before and before.count('"') % 2:
        return True
    return before.rfind("“") > before.rfind("”")


def _is_end(word: str, before: str, following: str) -> bool | None:
    """Say whether a full stop after `word` ends a sentence where a word with a capital follows, None for undecided."""
    low = word.lower()
    # "A." and "I." are initials
    opens = (following if len(following) == 2 else following.rstrip(".")).lower() in _OPENERS
    if low in _TITLES:
        # "5 Main St. It is loud."
        return True if low == "st" and opens and before[-2:-1].isalpha() else None
    if len(word) == 1:
        return None if word.islower() else opens or _LETTERED.search(before) is not None
    if "." in word:
        placed = low in _REGIONS and _AFTER_PLACE.search(before) is not None
        timed = low in ("a.m", "p.m") and _HOUR.search(before) and not _DAY_OR_ZONE.match(following)
        return True if opens or placed or timed else None
    if word.islower():
        return None if low in _SMALL else True
    return True if opens or low == "may" else None


def _is_false_end(before: str, after: str) -> bool:
    if not before.rstrip().endswith("."):
        return False
    if after[:1].isdigit() and _NUMBERED.search(before):
        return True
    if _TIME.search(before):
        return _DAY_OR_ZONE.match(after) is not None
    return bool(_ABBREVIATION.search(before) or _INITIAL.search(before)) and after[:1].isalnum()


def _goes_on(before: str, after: str) -> bool:
    """A small letter after a space does not begin a sentence ("E! series", "at last! -- the"), but "iPhone" may."""
    after = _DASH.sub("", after)
    return (
        after[:1].islower() and before[-1:].isspace() and "\n" not in before[-3:] and not _CAPITAL_INSIDE.match(after)
    )


def _is_tag(piece: str, at: int) -> bool:
    """Say whether the words from `at` only say who asked or shouted what stands before them in quotation marks."""
    tag = _TAG.match(piece, at, at + 80)
    return tag is not None and tag["first"].lower() not in _OPENERS


def _shorten(piece: str, a: int, b: int) -> list[Span]:
    if b - a <= _LONGEST:
        return [(a, b)]
    cuts = [a, *(m.end() for m in _INSIDE.finditer(piece, a, b)), b]
    return list(itertools.pairwise(cuts))


def _trimmed(text: str, a: int, b: int) -> Span:
    while a < b and text[a].isspace():
        a += 1
    while b > a and text[b - 1].isspace():
        b -= 1
    return a, b


def starts_unresolved(text: str) -> bool:
    """Tell whether the sentence starts with a word that stands for something said before it.

    >>> starts_unresolved("But they were late.")
    True
    >>> starts_unresolved("The harbour was closed."), starts_unresolved("It’s still unclear who paid.")
    (False, False)
    """
    return _UNRESOLVED.match(text) is not None


def unresolved(texts: Iterable[str]) -> list[bool]:
    """Return of each sentence whether it `starts_unresolved`."""
    return [_UNRESOLVED.match(text) is not None for text in texts]
