"""How a language attributes words: what its file says of the forms around its verbs of saying."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Constructions:
    """The constructions of one language, from the section "quotations.cues" of its file; all words are in lower case.

    `bare_clause`: what was said may follow its verb as it is ("said he would"). `bases_are_finite`: a verb's base form is one
    of its finite forms. `verb_first`: the subject may stand behind its verb without a quotation before it, and behind the
    auxiliary. `sources` name where words come from ("according to", "по словам"), `sources_after` stand behind the name
    ("zufolge"), `after_quotation` between a quotation and who said it ("so"), `viewpoints` before the name of somebody whose
    quotation follows ("pour"). `particles` belong to a verb that stands apart from them ("fügte … hinzu"); a verb in the
    `subjunctive` reports without "that"; `as_said` begins "wie X sagte, …". `dash_dialogue`: a paragraph that opens with a
    dash is speech. `interpolated` are the marks that set words of attribution off inside a quotation, `enclitics` the
    pronouns that a hyphen joins to the verb, `genitives` the articles that mean "of the" behind a role. `nouns_in_capitals`:
    what has a small letter is no noun. `set_off` are the sources that name one only between a comma and a name.
    """

    bare_clause: bool = False
    bases_are_finite: bool = False
    verb_first: bool = False
    dash_dialogue: bool = False
    nouns_in_capitals: bool = False
    sources: tuple[tuple[str, ...], ...] = ()
    sources_after: frozenset[str] = frozenset()
    after_quotation: frozenset[str] = frozenset()
    viewpoints: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    subjunctive: frozenset[str] = frozenset()
    as_said: frozenset[str] = frozenset()
    interpolated: frozenset[str] = frozenset()
    enclitics: frozenset[str] = frozenset()
    genitives: frozenset[str] = frozenset()
    set_off: frozenset[str] = frozenset()

    @property
    def speaks_in_dashes(self) -> bool:
        """Whether speech may stand without quotation marks, or have words of attribution inside them."""
        return self.dash_dialogue or bool(self.interpolated)

    @property
    def source_words(self) -> frozenset[str]:
        """The word of each source by which it is known, the longest; and those that stand behind the name."""
        return frozenset(max(phrase, key=len) for phrase in self.sources) | self.sources_after


def constructions(cues: Mapping[str, Any], words: Mapping[str, Any]) -> Constructions:
    """Return the constructions of a language whose sections "cues" and "words" these are.

    >>> constructions({"verb_first": True}, {"sources": "laut nach_angaben_von"}).sources
    (('laut',), ('nach', 'angaben', 'von'))
    """

    def listed(key: str) -> frozenset[str]:
        return frozenset(cues.get(key, "").split())

    return Constructions(
        bare_clause=bool(cues.get("bare_clause")),
        bases_are_finite=bool(cues.get("bases_are_finite")),
        verb_first=bool(cues.get("verb_first")),
        dash_dialogue=bool(cues.get("dash_dialogue")),
        nouns_in_capitals=bool(cues.get("nouns_in_capitals")),
        sources=tuple(tuple(phrase.split("_")) for phrase in words.get("sources", "").split()),
        sources_after=listed("sources_after"),
        after_quotation=listed("after_quotation"),
        viewpoints=listed("viewpoints"),
        particles=listed("particles"),
        subjunctive=listed("subjunctive"),
        as_said=listed("as_said"),
        interpolated=listed("interpolated"),
        enclitics=listed("enclitics"),
        genitives=listed("genitives"),
        set_off=listed("set_off"),
    )
