"""Names as a text writes them: which of its runs of words with capitals have a name in them, and which words of each."""

import re
from collections.abc import Mapping, Sequence, Set

from retrieval.domain import Span
from retrieval.quotations.acting import acts
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name, bare, is_degree, parse
from retrieval.quotations.runs import runs
from retrieval.text.languages import DEFAULT
from retrieval.text.languages.calendar import full, weekdays

#: a name that stands for itself has so many words, and a word of a screen so many letters at least
_WHOLE, _SHOUTED = 2, 4
#: what stands before a word inside a sentence
_INSIDE = re.compile(r"[\w,’'\"“]\s$")
_END = re.compile(r"[.!?]")
_AFTER_SMALL = re.compile(r"(?:[a-z]\w?|\w,) $")
#: auxiliaries that are given names, and letters of other words of grammar that are
_GIVEN_VERBS = frozenset(("will", "may", "can", "do", "has"))
_MAY_BE_GIVEN = frozenset("xYiasfmbnX&")
_MAY_BE_NAMES = frozenset(("Will", "May"))
#: months are given names too ("April Tarn"), these are not
_WEEKDAYS = frozenset(full(weekdays()))
#: how an English verb ends that leads up to a name at the head of a sentence
_PARTICIPLES = ("ing", "ed")
#: what ends the credit of a picture, and how far a stroke stands before it
_CREDIT, _CREDITED = frozenset(("Images", "Photo", "Photos")), 16
_SPEAKS = re.compile(r"\s(?:said|says|told|added|asked|wrote|replied)\b")


class WrittenNames:
    """The names in one text, each as it is written, with the places where it stands."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text = text
        self.words = words
        self._nouns_in_capitals = words.constructions.nouns_in_capitals
        #: where names begin that stand behind their office: "Secretary of State Ann Smith"
        self.held: set[int] = set()

    def read(self) -> list[tuple[Name, list[Span]]]:
        """Take every run of words with capitals apart, and keep those with a name in them."""
        language = self.words.language
        found = runs(self.text, self.words)
        self.held = found.held
        parsed = []
        for run, spans in found.places.items():
            name = parse(run, language)
            if not name.words and run not in _MAY_BE_NAMES and " " not in run:
                continue
            if (name.lead and not name.role) or not name.words:
                name = self._with_first_word(name, run, spans)
                if not name.words:
                    continue
            if not run.endswith(name.words[-1]):
                # "Ann Smith The mayor": two sentences without a stop
                end = run.find(name.words[-1]) + len(name.words[-1])
                if not all(is_degree(word, self.words) for word in run[end:].split()):
                    spans = [(start, start + end) for start, _ in spans]
            nickname = found.nicknames.get(run)
            parsed.append((name._replace(nickname=nickname) if nickname else name, spans))
        known = {name.words for name, _ in parsed}
        surnames: dict[tuple[str, ...], str] = {
            (name.words[-1],): name.words[0] for name, _ in parsed if len(name.words) > 1 and name.given
        }
        return [
            (self._without_first(name, known, surnames, spans) if len(name.words) > 1 else name, spans)
            for name, spans in parsed
        ]

    def _is_credited(self, spans: Sequence[Span]) -> bool:
        """Say whether a run goes on behind the credit of a picture: "AFP/Lome Images Ann Smith smiles"."""
        return any("/" in self.text[max(0, start - _CREDITED) : start] for start, _ in spans)

    def _without_first(
        self,
        name: Name,
        known: Set[tuple[str, ...]],
        surnames: Mapping[tuple[str, ...], str],
        spans: Sequence[Span],
    ) -> Name:
        """Return a name without a first word that is none of it: "Ask Ann Smith" in a text that has "Ann Smith" as well."""
        first, rest = name.words[0], name.words[1:]
        if first.isupper() and (shouted := _shouted(name.words)):
            own = parse(" ".join(name.words[shouted:]), self.words.language)  # "JUST WATCHED Ann Smith speaks"
            lead = sum(len(word) + 1 for word in name.words[:shouted])
            known_so = own.given or own.words in known
            return own._replace(lead=name.lead + lead + own.lead) if known_so and not name.role else name
        credited = first in _CREDIT and self._is_credited(spans)
        if credited or first.lower() in self.words.siblings or (self._nouns_in_capitals and self._is_kin_noun(first)):
            own = parse(" ".join(rest), self.words.language)  # "Brothers Odo and Ivo Tarn"
            return own._replace(lead=len(first) + 1 + own.lead) if own.words else name
        plain = not name.role and not name.given and len(name.words) > _WHOLE + 1
        if plain and (alone := self._behind_office(name, known)):
            return alone
        if name.role or name.lead or name.given or name.organisation:
            return name
        led = rest in surnames and surnames[rest] != first and self._leads_up(first, spans)
        if not led and (len(rest) < _WHOLE or rest not in known):
            return name
        if bare(first) in self.words.particles:
            return name
        return parse(" ".join(rest), self.words.language)._replace(lead=len(first) + 1)

    def _behind_office(self, name: Name, known: Set[tuple[str, ...]]) -> Name | None:
        """Return a name that the text has alone as well, without an office before it: "Larrow County Recorder Ann Smith"."""
        for at in range(1, len(name.words) - 1):
            own, office = name.words[at:], name.words[:at]
            if own in known and bare(own[0]) not in self.words.particles and self._may_be_office(office):
                lead, alone = sum(len(word) + 1 for word in office), parse(" ".join(own), self.words.language)
                return None if alone.organisation else alone._replace(role=" ".join(office), lead=name.lead + lead)
        return None

    def _may_be_office(self, words: Sequence[str]) -> bool:
        """Say whether words before a name have one of a body or role, or initials: "Larrow County Recorder", "Larks QB"."""
        known = (self.words.organisations, self.words.roles, self.words.occupations, self.words.titles)
        return any((len(word) > 1 and word.isupper()) or any(bare(word) in one for one in known) for word in words)

    def _leads_up(self, word: str, spans: Sequence[Span]) -> bool:
        """Say whether a word has its capital only from the sentence that it begins: "Following Smith's speech".

        Who does something is somebody: "Harding Smith said".
        """
        if self.words.language != DEFAULT or not word.endswith(_PARTICIPLES):
            return False
        return not any(
            _INSIDE.search(self.text, max(0, start - 2), start) or acts(self.text, end, self.words)
            for start, end in spans
        )

    def _is_kin_noun(self, word: str) -> bool:
        """Say whether a word is a noun for a relative where nouns have capitals: "ihr Mann Odo"."""
        return bare(word) in self.words.serving and bare(word) not in self.words.titles

    def _with_first_word(self, name: Name, run: str, spans: Sequence[Span]) -> Name:
        """Return a name with its first word, a word of grammar, unless that asks: "Will Smith go?"."""
        language = self.words.language
        if not name.words:
            given, _, more = run.partition(" ")
            if more and (given.lower() in self.words.male or given.lower() in self.words.female):
                return parse(run, language, whole=True)  # "Julio Rey": a month and a king
            # "Will said": a surname that is a verb as well
            speaks = run in _MAY_BE_NAMES and any(_SPEAKS.match(self.text, end) for _, end in spans)
            return parse(run, language, whole=True) if speaks else name
        first = run.split()[0]
        letter = self.words.tags.get(first.lower(), "N")
        letter = self.words.otherwise.get(first.lower(), letter)
        asks = letter in "xX" and first.lower() not in _GIVEN_VERBS
        if letter not in _MAY_BE_GIVEN or first in _WEEKDAYS or asks:  # "Should Serena win, …"
            return name
        if letter not in "xY":
            # "the doctor Per Smith"
            within = all(_AFTER_SMALL.search(self.text, max(0, start - 3), start) for start, _ in spans)
            speaks = first.lower() in self.words.constructions.set_off and any(
                _SPEAKS.match(self.text, end) for _, end in spans
            )
            return parse(run, language, whole=True) if within or speaks else name
        asked = (_END.search(self.text, end) for start, end in spans)
        inside = any(_INSIDE.search(self.text, max(0, start - 2), start) for start, _ in spans)
        return (
            parse(run, language, whole=True)
            if inside or not any(stop and stop.group() == "?" for stop in asked)
            else name
        )


def _shouted(words: Sequence[str]) -> int:
    """Return how many longer words in capitals stand before a name of two words that has small letters."""
    n = 0
    while n < len(words) and len(words[n]) >= _SHOUTED and words[n].isupper() and words[n].isalpha():
        n += 1
    rest = words[n:]
    return n if len(rest) >= _WHOLE and not any(len(word) >= _WHOLE and word.isupper() for word in rest) else 0
