"""The words of a language by which quotations and speakers are recognised: the section "quotations" of its file.

A language without that section has no lexicon, and only quotations in marks are found in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from retrieval.quotations.constructions import Constructions, constructions
from retrieval.text import languages
from retrieval.text.terms import fold

#: what a word can be, one letter each, so that a sentence becomes a string that patterns can be matched against
NAME, ROLE, WORD, DETERMINER, SUBJECT, OBJECT, WHO, THAT = "NTwdPOht"
OF, PREPOSITION, TO, AND, BUT, SUBORDINATOR = "fim&bs"
BE, AUXILIARY, NOT, ADVERB, TIME, VERB = "XxnaYv"
PAST, PRESENT, BASE, PARTICIPLE, ACCORDING = "VSBGA"
POSSESSIVE, NUMBER, QUOTED, CONTRACTED, PARTICIPLE_OR_PAST = "Z#Qpe"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language; every word is in lower case.

    `tags` gives the letter of a word, `bases` the base form of a cue verb, `cues` holds every cue. Base forms: `nouns` are
    nouns as well, `inverted` may stand before their subject without a quotation, after `quoting` ones "as saying" tells who
    said it, `addressed` ones name a hearer and are never inverted; the frames are what may follow a cue (`clause`,
    `question`, `infinitive`, `object`, a `person` told), and `prepositional` the prepositions of its own. Other words:
    `nominal` are nouns of saying ("his claim that"), after `asserting` ones "to say" was said, `marked` introduce words in
    quotation marks only.
    """

    language: str
    tags: dict[str, str]
    bases: dict[str, str]
    cues: frozenset[str]
    clause: frozenset[str]
    question: frozenset[str]
    infinitive: frozenset[str]
    object: frozenset[str]
    person: frozenset[str]
    prepositional: dict[str, frozenset[str]]
    marked: frozenset[str]
    nouns: frozenset[str]
    nominal: frozenset[str]
    inverted: frozenset[str]
    quoting: frozenset[str]
    addressed: frozenset[str]
    asserting: frozenset[str]
    quantifiers: frozenset[str]
    unsaid: frozenset[str]
    declining: frozenset[str]
    denying: frozenset[str]
    written: frozenset[str]
    forged: frozenset[str]
    authorial: frozenset[str]
    nobody: frozenset[str]
    conditions: frozenset[str]
    putting: frozenset[str]
    before_times: frozenset[str]
    spoken_things: frozenset[str]
    known_as: frozenset[str]
    strict: frozenset[str]
    with_noun: frozenset[str]
    spoken_of: frozenset[str]
    aside: frozenset[str]
    reflexive: frozenset[str]
    question_words: frozenset[str]
    open_questions: frozenset[str]
    pointing: frozenset[str]
    charging: frozenset[str]
    inscribed: frozenset[str]
    calling: frozenset[str]
    uttered: frozenset[str]
    speeches: frozenset[str]
    titles: frozenset[str]
    regnal: frozenset[str]
    roles: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    organisations: frozenset[str]
    female: frozenset[str]
    male: frozenset[str]
    female_titles: frozenset[str]
    male_titles: frozenset[str]
    abbreviations: frozenset[str]
    naming: frozenset[str]
    questioners: frozenset[str]
    answerers: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    addresses: frozenset[str]
    degrees: frozenset[str]
    parties: frozenset[str]
    vague: frozenset[str]
    things: frozenset[str]
    siblings: frozenset[str]
    indefinite: frozenset[str]
    acts: frozenset[str]
    documents: frozenset[str]
    also_surnames: frozenset[str]
    serving: frozenset[str]
    modifiers: frozenset[str]
    before_titles: frozenset[str]
    also_adjectives: frozenset[str]
    occupations: frozenset[str]
    occupational_names: frozenset[str]
    generic: frozenset[str]
    anonymous: frozenset[str]
    former: frozenset[str]
    latter: frozenset[str]
    past_holders: frozenset[str]
    kinship: frozenset[str]
    offices: frozenset[str]
    qualities: frozenset[str]
    departments: frozenset[str]
    bodily: frozenset[str]
    #: pronouns as subjects that stand before a noun as well: "ihr"
    possessives: frozenset[str] = frozenset()
    #: subordinators that are adverbs behind a subject: "Smith once said"
    also_adverbs: frozenset[str] = frozenset()
    agents: tuple[str, ...] = ()
    patronymics: tuple[str, ...] = ()
    #: what tells a gender beside a name: articles, endings of roles and of verbs in the past tense
    female_articles: frozenset[str] = frozenset()
    male_articles: frozenset[str] = frozenset()
    female_roles: tuple[str, ...] = ()
    female_past: tuple[str, ...] = ()
    male_past: tuple[str, ...] = ()
    female_endings: tuple[str, ...] = ()
    male_endings: tuple[str, ...] = ()
    pronouns: dict[str, str] = field(default_factory=dict)
    kin: dict[str, frozenset[str]] = field(default_factory=dict)
    constructions: Constructions = field(default_factory=Constructions)
    #: letters of words of a source ("d'après") where they are none
    otherwise: dict[str, str] = field(default_factory=dict)
    short_forms: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def has_gender(self) -> bool:
        """Whether articles, roles or verbs beside a name tell a gender."""
        return bool(self.female_articles or self.female_past)


@cache
def lexicon(language: str) -> Lexicon | None:
    """Return the lexicon of a language (ISO 639-1), None where its file has none."""
    data = languages.language(language).section("quotations")
    return _read(language, data) if data else None


@cache
def languages_read() -> tuple[str, ...]:
    """Return the codes of the languages in which speakers are found, the default first."""
    return tuple(code for code in languages.known() if languages.language(code).section("quotations"))


def _read(language: str, data: Mapping[str, Any]) -> Lexicon:
    cues, words, people, text = (_Table(data.get(key, {})) for key in ("cues", "words", "people", "text"))
    built = constructions(cues, words)
    tags: dict[str, str] = {}
    bases: dict[str, str] = {}
    otherwise: dict[str, str] = {}

    def put(letter: str, listed: Iterable[str]) -> None:
        for word in listed:
            if tags.setdefault(word, letter) == ACCORDING != letter:
                otherwise.setdefault(word, letter)

    put(ACCORDING, built.source_words)
    for letter, key in _FUNCTION_WORDS:
        put(letter, words[key].split())
    for line in cues["verbs"].strip().splitlines():
        base, *forms = line.split()
        for letter, form in zip((BASE, PRESENT, PAST, PARTICIPLE), (base, *forms), strict=True):
            for variant in form.split("|") if form != "-" and (letter != BASE or built.bases_are_finite) else ():
                put(letter, (variant,))
                bases.setdefault(variant, base)
    put(ROLE, people["roles"].split())
    put(ROLE, people["titles"].split())
    put(VERB, words["verbs"].split())
    put(VERB, cues["marked"].split())
    prepositional: dict[str, set[str]] = {}
    for pair in cues["preposition"].split():
        base, preposition = pair.split("-")
        prepositional.setdefault(base, set()).add(preposition)

    def listed(table: dict[str, str], key: str) -> frozenset[str]:
        return frozenset(table.get(key, "").split())

    return Lexicon(
        language=language,
        tags=tags,
        bases=bases,
        cues=_in_both_forms(frozenset(bases) | built.source_words | {"".join(phrase) for phrase in built.sources}),
        constructions=built,
        otherwise=otherwise,
        prepositional={base: frozenset(found) for base, found in prepositional.items()},
        possessives=listed(words, "subject_pronouns") & listed(words, "determiners"),
        also_adverbs=listed(words, "subordinators") & listed(words, "adverbs"),
        agents=tuple(people["agents"].split()),
        patronymics=tuple(people.get("patronymics", "").split()),
        female_articles=listed(people, "female_articles"),
        male_articles=listed(people, "male_articles"),
        female_roles=tuple(people["female_roles"].split()),
        female_past=tuple(people["female_past"].split()),
        male_past=tuple(people["male_past"].split()),
        female_endings=tuple(people.get("female_endings", "").split()),
        male_endings=tuple(people.get("male_endings", "").split()),
        pronouns=_pronouns(people),
        kin=_groups(people["same_role"]),
        short_forms=_groups(people["short_forms"]),
        **{
            key: listed(cues, key) or (frozenset(bases.values()) if key == "clause" else frozenset())
            for key in _CUES.split()
        },
        **{
            key: listed(words, key)
            for key in ("before_times", "reflexive", "question_words", "open_questions", "pointing")
        },
        **{key: _folded(listed(people, key)) for key in _PEOPLE.split() if key not in _GIVEN},
        **{key: listed(people, key) or _given_names(key) for key in _GIVEN},
        **{key: listed(text, key) for key in _TEXT},
    )


class _Table(dict[str, Any]):
    """A section of a file: a list that is not there is empty."""

    def __missing__(self, key: str) -> str:
        return ""


def _in_both_forms(words: frozenset[str]) -> frozenset[str]:
    """Return words with either apostrophe: "d'après", "d’après"."""
    return words | {word.replace("'", "’") for word in words if "'" in word}


def _folded(words: frozenset[str]) -> frozenset[str]:
    """Return words as they are written and as names are compared, without accents."""
    return words | {fold(word) for word in words if not word.isascii()}


def _given_names(key: str) -> frozenset[str]:
    """Return the given names of the default language, which come from everywhere."""
    return frozenset(languages.language(languages.DEFAULT).words("quotations.people", key))


def _pronouns(people: dict[str, Any]) -> dict[str, str]:
    return {word: kind for kind in ("f", "m", "p", "n") for word in people["pronouns"].get(kind, "").split()}


def _groups(lines: str) -> dict[str, frozenset[str]]:
    """Return for every word the words of the lines it stands in, itself included."""
    found: dict[str, set[str]] = {}
    for line in lines.strip().splitlines():
        group = line.split()
        for word in group:
            found.setdefault(word, {word}).update(group)
    return {word: frozenset(group) for word, group in found.items()}


_CUES = """
clause question infinitive object person marked nouns nominal inverted quoting addressed quantifiers asserting
unsaid declining denying written forged authorial nobody conditions putting uttered speeches spoken_things strict
with_noun spoken_of aside charging inscribed calling
"""
_PEOPLE = """
titles roles particles suffixes organisations female male female_titles male_titles addresses degrees vague
things siblings indefinite acts documents also_surnames serving modifiers before_titles also_adjectives
occupations occupational_names generic qualities departments bodily parties regnal anonymous former latter
past_holders offices kinship
"""
#: lists that a language may leave out because they are the same in many
_GIVEN = ("female", "male")
_TEXT = ("abbreviations", "naming", "known_as", "questioners", "answerers", "first_person", "second_person")
_FUNCTION_WORDS = (
    (SUBJECT, "subject_pronouns"),
    (WORD, "nouns_in_ly"),
    (WHO, "who"),
    (THAT, "that"),
    (DETERMINER, "determiners"),
    (OBJECT, "object_pronouns"),
    (OF, "of"),
    (TO, "to"),
    (PREPOSITION, "prepositions"),
    (AND, "conjunctions"),
    (BUT, "but"),
    (SUBORDINATOR, "subordinators"),
    (BE, "be"),
    (AUXILIARY, "auxiliaries"),
    (NOT, "negations"),
    (ADVERB, "adverbs"),
    (TIME, "times"),
)
