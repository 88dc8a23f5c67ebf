"""Roles: what the article calls a speaker ("NATO Secretary General").

A role is read from how a text gives it, in front of a name ("paramedic Ann Smith") or in an apposition behind it (", a marine
biologist at Lome,"); lists of roles only help where the form alone does not tell.
"""

import re
from functools import lru_cache

from retrieval.quotations.bearers import Bearer, Bearers
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import bare, office
from retrieval.quotations.phrases import article, role_head_end

_LONGEST = 120
_INDEFINITE = re.compile(r"^(?:a|an)\s+", re.I)
_GIVEN_BY = re.compile(
    r"^(?:(?:the|a|an|his|her|their|its|our|my)\s|(?:[\w’'.\-]+\s){1,4}?[\w’'.\-]+(?:['’]s|s['’])\s)", re.I
)
#: a full stop inside a role belongs to a title or to initials: "a spokesman for Gov. Smith"
_PIECE = (
    r"(?:[^,;:.()\[\]\"“”\n—]++|\.(?=[\w’'])|\.(?<=\b[A-Z]\.)|\.(?<=\b(?:Dr|St|Mr|Ms|Jr|Sr|Lt|Mt|Ft)\.)"
    r"|\.(?<=\b(?:Gov|Sen|Rep|Gen|Col|Rev|Mrs)\.))"
)
_AGE = r"(?:,\s*(?:aged\s)?\d{1,3}(?=,))?"
_APPOSITION = re.compile(rf"(?:{_AGE},\s*|\s[—–]\s)((?:{_PIECE})+)")
_COPULA = re.compile(
    rf",?\s+(?:who\s+(?:[a-z]+\s+){{0,4}}?)?(?:is|was|ha[sd]\sbeen|serves\sas|served\sas|(?:has\s)?work(?:s|ed)\sas)"
    rf"\s+(?:now\s|also\s)?((?:{_PIECE})+)"
)
#: with what an apposition or "is", "was", "serves", "works" begins behind a name
_MAY_TELL = frozenset((", ", " —", " –", ",\n", ",\u00a0"))
_MAY_BE = frozenset((" is ", " is\n", " was", " who", " has", " had", " ser", " wor"))
_CLAUSE = re.compile(
    r"\s{1,12}(?:who|whom|whose|which|when|where|told|said|says|because|since|but|while|as|before|until)\b|\s{1,12}[–-]{1,60}\s"
)
#: who is told of by an apposition without its second comma begins the sentence: "Ann Smith, a lawyer for Lome said"
_SAID = frozenset(("said", "says", "told"))
_BEGINS = re.compile(r"(?:^|[.!?\n“”\"],?\s{0,12})(?:[A-Z][\w.’'-]*+\s?){1,5}$")
#: "Ann Smith, Ph.D., a historian"
_DEGREE = re.compile(r", ([A-Z][\w.]{1,6})(?=,)")
WORDS = re.compile(r"[^\W_][\w’'.\-‑]*")
_AGED = re.compile(r"\d{1,3}-year-old\s+", re.I)
_AGED_BEFORE = re.compile(r"\d{1,3}-year-old $")
_SMALL_WORD = re.compile(r"[\w’'-]+")
#: so many characters before a name, and so many words of them, may be its role
AHEAD, _MOST_WORDS = 60, 5
#: endings of adjectives, which are no role before a name
_ADJECTIVE = re.compile(r"(?:ed|ful|less|ous|able|ible|ish|some|like|est|ly)$")
#: letters of words that no role before a name holds
_FUNCTIONS = frozenset("xXhVSPnspevYGBAt")
#: an age or "who" behind a name
_PERSONAL = re.compile(
    r",\s(?:aged\s)?\d{1,3}[,.]|\s\(\d{2}\)|,\swho(?:se)?\s|\s(?:is|was|has been|had been|got) (?:married|engaged|divorced)\b"
)
_MENTIONS = 4
#: before a role and a comma, these tell that it is that of the name behind: "Its chair, Ann Smith"
_OWNERS = ("the", "his", "her", "its", "their", "our", "my", "whose")


def _head(role: str, words: Lexicon) -> str:
    """Return the words of a role before the first preposition: "mayor" of "mayor of Lome"."""
    return role_head_end(words).split(role, maxsplit=1)[0]


def is_role(word: str, words: Lexicon) -> bool:
    """Say whether a word in lower case tells what somebody is or does, by the lists or by its ending."""
    if word in words.roles or word in words.occupations or (len(word) > 5 and word.endswith(words.agents)):
        return True
    return "-" in word and (plain := office(word)) != word and (plain in words.roles or plain in words.occupations)


def are_roles(first: str, second: str, words: Lexicon) -> bool:
    """Say whether two phrases are roles of one person, of which one is known: "former goalkeeper" and "commentator".

    >>> from retrieval.quotations.lexicon import lexicon
    >>> are_roles("Former goalkeeper", "commentator", lexicon("en"))
    True
    """
    heads = [part.split() for part in (first, second)]
    small = all(head and len(head) <= _MOST_WORDS and all(map(str.islower, head[1:])) for head in heads)
    if not small or not second[0].islower():
        return False
    last = [bare(head[-1]) for head in heads]
    plain = all(words.tags.get(word, "w") in "wT" and word not in words.things for word in last)
    return plain and any(is_role(word, words) for word in last)


def phrase(mention: str, words: Lexicon) -> str | None:
    """Return a role that stands alone as a phrase without its article; None where the mention is no role.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> phrase("the harbour minister", lexicon("en"))
    'harbour minister'
    >>> phrase("the harbour", lexicon("en"))
    """
    text = article(words).sub("", " ".join(mention.split())).strip(" ,")
    if text.startswith("of "):
        text = " ".join(mention.split()).strip(" ,")  # "one of the aides"
    head = text.partition(",")[0].lower()
    if len(text) > _LONGEST or not any(is_role(bare(word), words) for word in WORDS.findall(head)):
        return None
    return text or None


def gender_of(role: str, words: Lexicon) -> str | None:
    """Return the gender that the head of a role tells: "f" for "mother of two", None for "teacher"."""
    head = [bare(word) for word in WORDS.findall(_head(role.partition(",")[0], words))]
    last = head[-1] if head else ""
    return "f" if last in words.female_titles else "m" if last in words.male_titles else None


def tidy(role: str, words: Lexicon) -> str | None:
    """Return a role without forms of address, which say nothing of what somebody is: "Mr." alone is none.

    >>> from retrieval.quotations.lexicon import lexicon
    >>> tidy("Mr. President", lexicon("en"))
    'President'
    """
    return _tidied(role, words.addresses)


@lru_cache(maxsize=5_000)
def _tidied(role: str, addresses: frozenset[str]) -> str | None:
    return " ".join(word for word in role.split() if bare(word) not in addresses) or None


def beside(text: str, start: int, end: int, at: int, stop: int, words: Lexicon) -> str | None:
    """Return the role that the mention text[start:end] gives to the name at text[at:stop]: before it, or after a comma."""
    return before(text[start:at], words) or after(text, stop, max(end, min(len(text), stop + 160)), words)


def before(words_before: str, words: Lexicon) -> str | None:
    """Return the role that stands in front of a name within its phrase: "the harbour master,", "Chief engineer"."""
    flat = " ".join(words_before.split())
    if not flat or len(flat) > _LONGEST:
        return None
    apposed = flat.endswith(",")
    if flat.endswith(("named", "called")) and flat.rpartition(" ")[2] in words.naming:
        flat = flat.rpartition(" ")[0]  # "a former judge named Ann Smith"
    first, comma, nearest = flat.rstrip(",").rpartition(", ")
    if comma and article(words).match(nearest) and not any(is_role(bare(word), words) for word in first.split()):
        flat = nearest  # "one of them, a judge"
    role = _AGED.sub("", article(words).sub("", flat)).rstrip(" ,")
    found = WORDS.findall(role)
    head = WORDS.findall(_head(role, words))
    if not head or role.startswith("of ") or any(words.tags.get(bare(word), "w") in _FUNCTIONS for word in head[:-1]):
        return None
    last = bare(head[-1])
    if last in words.things or last in words.qualities:
        return None
    if is_role(last, words) or last in words.titles:
        of = any(words.tags.get(bare(word)) == "f" for word in found)
        both = role.partition(" and ")
        together = bool(both[2]) and are_roles(both[0], both[2], words)
        return role if apposed or head == found or of or together else None
    plain = head == found and last == head[-1] and words.tags.get(last, "w") == "w" and "," not in role
    if not plain or (_INDEFINITE.match(flat) and not apposed) or _ADJECTIVE.search(last):
        return None
    return role


def after(text: str, stop: int, limit: int, words: Lexicon) -> str | None:
    """Return the role in an apposition behind a name, or in what it is said to be: ", 45, a farmer from Lome,"."""
    if text[stop : stop + 2] in _MAY_TELL:
        degree = _DEGREE.match(text, stop, limit) if text[stop + 2 : stop + 3].isupper() else None
        if degree and degree.group(1).lower().replace(".", "") in words.degrees:
            stop = degree.end()
        role = _apposed(text, stop, limit, words)
        if role:
            return role
    elif text[stop : stop + 4] not in _MAY_BE:
        return None
    copula = _COPULA.match(text, stop, limit)
    return _described_as(copula.group(1), words, listed=True) if copula else None


def _apposed(text: str, stop: int, limit: int, words: Lexicon) -> str | None:
    """Return the role in an apposition behind a name."""
    apposition = _APPOSITION.match(text, stop, limit)
    if apposition is None:
        return None
    clause = _CLAUSE.search(apposition.group(1))
    if clause and clause.group().strip() in _SAID and not _BEGINS.search(text, max(0, stop - 60), stop):
        return None  # "They have a Boat Programme, a senior official said"
    return _described_as(apposition.group(1), words, listed=False)


def _described_as(found: str, words: Lexicon, *, listed: bool) -> str | None:
    clause = _CLAUSE.search(found)
    told = found[: clause.start() if clause else None].strip().removeprefix("and ")
    whole, told = told, _until_verb(told, words)
    listed = listed or told != whole
    given = _GIVEN_BY.match(told)
    role = _AGED.sub("", article(words).sub("", told)).strip()
    head = [bare(word) for word in WORDS.findall(_head(role, words))]
    if head and listed and head[0] not in words.qualities and head[0].endswith(("ing",) if given else ("ed", "ing")):
        return None  # "has been named person of the year", "is considering a role among Democrats"
    if head and (words.tags.get(head[0], "w") in "ifs" or any(word[0].isdigit() for word in head)):
        return None
    if _names_another(WORDS.findall(_head(role, words)), words):
        return None
    if not 0 < len(head) <= 8 or _is_clause(_head(role, words), words):
        return None
    last = head[-1]
    if (
        last in words.things
        or last in words.qualities
        or last in words.vague
        or (last in words.generic and len(head) == 1)
    ):
        return None
    if any(is_role(word, words) for word in head[:6]) or (head[0] in words.titles and head[0] not in words.modifiers):
        return role
    plain = role[:1].islower() and words.tags.get(head[-1], "w") == "w" and not _ADJECTIVE.search(head[-1])
    return (
        role if given and plain and not listed and not any(words.tags.get(word, "w") in "Y#" for word in head) else None
    )


def _names_another(head: list[str], words: Lexicon) -> bool:
    """Say whether a role has somebody's name behind it: "at Larrow Radio, the skier Ann Smith said"."""
    at = len(head)
    while at and head[at - 1][0].isupper():
        at -= 1
    named = 0 < at < len(head) and bare(head[-1]) not in words.titles
    return named and is_role(head[at - 1], words)


def _until_verb(told: str, words: Lexicon) -> str:
    """Cut an apposition without its second comma: "president of the club wrote in a letter"."""
    parts = told.split()
    for at, part in enumerate(parts):
        if (
            at > 1
            and part.islower()
            and words.tags.get(part, "w") in "VSXx"
            and words.tags.get(parts[at - 1], "w") not in "d"
        ):
            return " ".join(parts[:at])
    return told


def _is_clause(found: str, words: Lexicon) -> bool:
    return any(words.tags.get(bare(word), "w") in "xXhVSPnv" for word in found.split())


def is_given_one(cast: Bearers, bearer: Bearer) -> bool:
    """Say whether the text tells by a known role or an age that a bearer is a person."""
    for start, end in bearer.mentions[:_MENTIONS]:
        if _PERSONAL.match(cast.text, end):
            return True
        if _known_role(cast, start, end, single=bearer.name.given):
            return True
    return False


def of_text(cast: Bearers, bearer: Bearer) -> str | None:
    """Return the role that the first mentions of somebody give, wherever they stand in the text."""
    for start, end in bearer.mentions[:_MENTIONS]:
        role = _known_role(cast, start, end, single=bearer.name.given)
        if role:
            return role
    return None


def _known_role(cast: Bearers, start: int, end: int, *, single: bool) -> str | None:
    """Return a role before or after a mention that has a word of a known role; `single` people have no role in the plural."""
    words = cast.words
    aged = (
        _AGED_BEFORE.search(cast.text, max(0, start - 14), start) if cast.text[start - 5 : start] == "-old " else None
    )
    small, comma, ahead = _small_words(cast.text, aged.start() if aged else start)
    if small:
        kept: list[str] = []
        letter = ""
        for word in reversed(small):
            letter = words.tags.get(word, "w")
            if letter not in "wTe" or (kept and word in words.generic):
                break
            kept.insert(0, word)
        apposed = not comma or len(kept) < len(small) or ahead in _OWNERS or ahead.endswith(("'s", "’s"))
        plural = single and bool(kept) and kept[-1].endswith("s") and is_role(kept[-1][:-1], words)
        if kept and apposed and not plural and is_role(kept[-1], words) and kept[-1] not in words.things:
            # "they interviewed author Ann Smith", but "the retired teacher Ann Smith"
            return " ".join(kept[1:] if len(kept) > 1 and kept[0].endswith("ed") and letter != "d" else kept)
    return after(cast.text, end, min(len(cast.text), end + 160), words)


def _small_words(text: str, at: int) -> tuple[list[str], bool, str]:
    """Return the words in small letters right before a name at `at`, whether a comma ends them, and the word before them."""
    if at < 3 or text[at - 1] != " " or not (text[at - 2].islower() or text[at - 2] == ","):
        return [], False, ""
    comma = text[at - 2] == ","
    before = text[max(0, at - AHEAD) : at - 1 - comma]
    found: list[str] = []
    for word in reversed(before.split()):
        if len(found) == _MOST_WORDS or not word[0].islower() or not _SMALL_WORD.fullmatch(word):
            return found[::-1], comma, word.lower()
        found.append(word)
    if len(before) == AHEAD - 1 - comma and not before[0].isspace():
        found.pop()  # it may be the rest of a longer word
    return found[::-1], comma, ""
