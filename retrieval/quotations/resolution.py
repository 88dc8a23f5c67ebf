"""Whom a mention beside a quotation stands for: which of the names in an article a surname, pronoun or role means.

Nothing is forced: where the article does not tell, the mention stays as it stands, and how sure each reading is comes with it.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.domain import Mention, Span
from retrieval.quotations import role_bearers, roles
from retrieval.quotations.antecedents import Mentioned
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.bodies import is_noun
from retrieval.quotations.candidates import Candidates
from retrieval.quotations.cast import Cast, Named
from retrieval.quotations.heads import Heads
from retrieval.quotations.joint import Joint, joint_speakers
from retrieval.quotations.names import Name, parse
from retrieval.quotations.pairs import one_of_pair
from retrieval.quotations.phrases import article, head_end

#: how far back, in characters, "they" goes for those who spoke together
_JOINT_REACH = 400
#: below this a reading is not shown as a name
_LEAST = 0.7
#: how sure it is that who asked speaks on where who was asked may be meant
_MAY_BE_ASKED = 0.6
#: a pronoun as sure as this tells the gender of whom it stands for
_GIVES_GENDER = 0.8
#: so many characters behind "asked", a name begins that tells who was
_HEARER = 24
_SURE, _ROLE_ALONE, _OPEN_SURNAME = 1.0, 0.85, 0.6
#: a name in capitals throughout has no more words
_MOST_IN_CAPITALS = 3
_GENERATIONS = frozenset(("elder", "younger"))
#: what stands before who is interviewed: "The Courier interviews Ann Smith", "Interview with the baker Ann Smith"
_INTERVIEW = re.compile(
    r"(?:interview|entrevist|intervist|entretien|интервью)\w{0,16}:?(?: (?!(?:by|the|of) )[\w’'-]{1,40}){0,3} $", re.I
)
_BODY = re.compile(r"(?: (?:of|for|and|&|on|in) (?:the )?[^\W\d_a-z][\w’'\-]*(?: [^\W\d_a-z][\w’'\-]*)*)+")


class Resolved(NamedTuple):
    """Whom a mention stands for, with the role, and how surely (0 to 1); without a name the mention stands for itself."""

    name: str | None
    role: str | None
    sure: float = _SURE


class Resolution:
    """Reads the mentions of an article in their order: who spoke last bears on whom the next pronoun means."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.words = cast.words
        self._heads = Heads(cast)
        self._candidates: Candidates | None = None
        #: who spoke last
        self.floor: Mentioned | None = None
        self._together: tuple[int, str] | None = None
        #: who was asked something last, of whom nothing tells the gender, and by whom
        self._asked_by: tuple[Bearer, Bearer | None] | None = None
        #: whom pronouns stand for: one that has two cues stands for one person
        self._pronouns: dict[int, Resolved] = {}
        self._interviewee: list[Bearer] | None = None
        self._nouns_in_capitals = cast.words.constructions.nouns_in_capitals

    def resolve(self, start: int, end: int, said: Sequence[Span] = ()) -> Resolved:
        """Return whom the mention text[start:end] stands for.

        `said` are the fragments of the quotation: names inside them are no antecedents of a pronoun beside them.
        """
        low = self.text[start:end].lower().replace("’", "'")
        kind = self.words.pronouns.get(low.partition("'")[0])
        if kind is not None:
            if start not in self._pronouns:
                self._pronouns[start] = self._of_pronoun(start, end, kind, said)
            return self._pronouns[start]
        if self.words.tags.get(low, "w") in "Pdht":
            return Resolved(None, None)
        last = low[low.rfind(" ") + 1 :]
        if (last in self.words.former or last in self.words.latter) and (one := one_of_pair(self.cast, start, low)):
            self._speak(start, end, one)
            return self._told(one, _ROLE_ALONE)
        return self._of_phrase(start, end, said)

    def is_person(self, start: int, end: int) -> bool:
        """Say whether a mention is a pronoun or names a person."""
        if self.text[start:end].lower() in self.words.pronouns:
            return True
        inside = self.cast.inside(start, end)
        head = self._heads.of(start, end, inside)
        return head is not None and (self.cast.is_person(head.bearer) or self._may_join(head.bearer))

    def of_label(self, start: int, end: int, *, asking: bool, answering: bool) -> Resolved:
        """Return who speaks under the label text[start:end] of a transcript."""
        if answering:
            return self._answerer(start)
        label = self.text[start:end].lower()
        if asking or label in self.words.roles:
            return Resolved(None, label if label in self.words.roles else None)
        return self.resolve(start, end)

    def interviewee(self, at: int) -> Span | None:
        """Return where the only person is named whom the text names before the first question of an interview."""
        self._answerer(at)
        return min(self._interviewee[0].mentions) if self._interviewee else None

    def _answerer(self, at: int) -> Resolved:
        """Who answers the questions from `at` on: the only person whom the text names before the first of them."""
        if self._interviewee is None:
            named = [b for b in self.cast.bearers if self._may_join(b) and min(b.mentions)[0] <= at]
            self._interviewee = self._announced(named)
        if not self._interviewee:
            return Resolved(None, None)
        return self._told(self._interviewee[0], 0.9)

    def _announced(self, named: Sequence[Bearer]) -> list[Bearer]:
        """Return who of those named before an interview answers: the only person, if the headline names no other."""
        people = [b for b in named if self.cast.is_person(b)] or named
        headline = self.text.partition("\n")[0]
        told = [b for b in named if _INTERVIEW.search(headline, 0, min(b.mentions)[0])]
        if len(told) == 1:
            return told
        return list(people) if len(people) == 1 and not (told and people[0] not in told) else []

    def _of_pronoun(self, start: int, end: int, kind: str, said: Sequence[Span]) -> Resolved:
        if kind == "p" and self._together and start - self._together[0] < _JOINT_REACH:
            return Resolved(self._together[1], None, 0.8)
        if kind not in "fm":
            return Resolved(None, None)
        if self._candidates is None:
            self._candidates = Candidates(self.cast)
        self._candidates.floor = self.floor
        found = self._candidates.antecedent(start, kind, said)
        if found is None:
            return Resolved(None, None)
        bearer, sure = found
        if self._asked_by and self._asked_by[1] is bearer and self._asked_by[0].gender is None:
            sure = min(sure, _MAY_BE_ASKED)  # "Ann Smith asked Bo Renn whether …. “Yes,” she said"
        self._speak(start, end, bearer, sure if sure < _LEAST else 0.0)
        if bearer.shared:
            fitting = [one for one in bearer.shared if one.gender in (None, kind)]
            if len(fitting) == 1 and fitting[0].gender == kind:
                return self._told(fitting[0], min(sure, _ROLE_ALONE))
            return Resolved(bearer.name.text, None, min(sure, _OPEN_SURNAME))
        if sure < _LEAST or not bearer.name.words:
            return Resolved(None, None if bearer.name.words else bearer.role, sure)
        if bearer.gender is None and sure >= _GIVES_GENDER:
            bearer.gender = kind
        return self._told(bearer, sure)

    def _speak(self, start: int, end: int, bearer: Bearer, sure: float = 0.0) -> None:
        """Remember who has the floor, and how surely where that is open."""
        self.floor = Mentioned(start, end, bearer, spoke=True, topic=sure)
        self._together = self._asked_by = None

    def hear(self, cue: Mention) -> None:
        """Give the floor to who is asked something, and will answer: "The lawyer asked Ann Smith who was there"."""
        if self.words.bases.get(cue.text.lower()) not in self.words.question:
            return
        heard = next((one for one in self.cast.inside(cue.end + 1, cue.end + _HEARER) if one.start > cue.end), None)
        between = self.text[cue.end : heard.start].split() if heard else ()
        if heard is None or not all(self.words.tags.get(word.lower(), "w") in "wTde" for word in between):
            return
        asker, bearer = self.floor.bearer if self.floor is not None else None, heard.bearer
        if self.cast.is_person(bearer):
            self._speak(heard.start, heard.end, bearer)
        self._asked_by = (bearer, asker) if bearer.gender is None and self._may_join(bearer) else None

    def _told(self, bearer: Bearer, sure: float, role: str | None = None) -> Resolved:
        if bearer.role is None and not bearer.shared and not bearer.sought:
            bearer.sought = True
            bearer.role = roles.of_text(self.cast, bearer)
        found = role or bearer.role
        return Resolved(bearer.name.text, roles.tidy(found, self.words) if found else None, sure)

    def _of_phrase(self, start: int, end: int, said: Sequence[Span]) -> Resolved:
        """Read a noun phrase: a name with its role, several names, or a role alone; "Smith's" is Smith's too."""
        if self.text[end - 2 : end] in ("'s", "’s"):
            if self._is_named_so(start, end):
                return Resolved(self.text[start:end], None)
            end -= 2
        inside = self.cast.inside(start, end)
        head = self._heads.of(start, end, inside)
        if head is not None and not self.words.bases.keys().isdisjoint(self.text[end : head.end].lower().split()):
            return self._of_title(head.start, end)
        if head is None:
            bearer = role_bearers.bearer_of(self.cast, start, end, said)
            if bearer is not None:
                self._speak(start, end, bearer)
                return self._told(bearer, _ROLE_ALONE)
            return self._unnamed(start, end)
        joint = joint_speakers(self.text, end, head, inside, self.words, self.cast.is_person)
        if len(joint.speakers) > 1:
            return self._of_several(end, joint)
        found = head.bearer
        if len(found.name.words) > _MOST_IN_CAPITALS and found.name.text.isupper():
            return Resolved(None, None)  # "THE COURT HAS SPOKEN — Smith said"
        if self.text[head.start - 3 : head.start] == "v. " or self.text[head.end : head.end + 4] == " v. ":
            return Resolved(None, None)  # "Renn v. Smith, which"
        found.spoken = found.spoken or not self._is_part_of_name(start, end, head)
        self._speak(start, end, found)
        if not self.cast.is_person(found) and not self._is_told_person(start, head):
            return Resolved(self._body(start, end, head, inside), None)
        if found.shared or self._is_one_of_generations(start, head):
            return Resolved(found.name.words[-1], None, _OPEN_SURNAME)
        return self._told(found, joint.sure, self._role_here(start, end, head))

    def _is_told_person(self, start: int, head: Named) -> bool:
        """Say whether a mention tells that a single name is a person's, and remember it: "the singer Mirela"."""
        before = self.text[start : head.start].lower().split()
        name = head.bearer.name
        if not before or name.organisation or len(name.words) > 1 or self._nouns_in_capitals:
            return False
        known = before[-1] not in self.words.things and before[-1] not in self.words.generic
        head.bearer.human = (known and roles.is_role(before[-1], self.words)) or head.bearer.human
        return head.bearer.human is True

    def _is_one_of_generations(self, start: int, head: Named) -> bool:
        """Say whether a surname is that of one of two relatives: "the elder Smith"."""
        before = self.text[start : head.start].lower().split()
        return bool(before) and before[-1] in _GENERATIONS and self.text[head.start : head.end].count(" ") == 0

    def _is_named_so(self, start: int, end: int) -> bool:
        """Say whether a name has its "'s" from nobody: "McArdle’s said", but "Smith's claim that"."""
        following = self.text[end : end + 40].split(" ", 2)[1:2]
        word = following[0].strip(".,") if self.text[end : end + 1] == " " and following else ""
        return (
            self.text[start].isupper()
            and " " not in self.text[start:end]
            and self.words.tags.get(word, "w") in "VS"
            and self.words.bases.get(word) not in self.words.nouns
        )

    def _of_title(self, start: int, end: int) -> Resolved:
        """Read a name that runs into what follows, as in a headline in capitals: "Smith Says Bridge Is Safe"."""
        name = parse(self.text[start:end], self.words.language)
        fits = self.cast.fitting(name) if name.key else []
        return self._told(fits[0], _SURE) if len(fits) == 1 and self.cast.is_person(fits[0]) else Resolved(None, None)

    def _is_part_of_name(self, start: int, end: int, head: Named) -> bool:
        """Say whether a name is only part of what it seems: "her delayed Larrow Walk of Fame star"."""
        behind = head_end(self.words).match(self.text, head.end, end)
        if behind is None or not behind.group().strip(" ,(—–") or head.bearer.role is not None:
            return False
        words_before = self.text[start : head.start].split()
        led = article(self.words).match(self.text[start : head.start]) is not None
        return led and not roles.is_role(words_before[-1].lower().strip(","), self.words)

    def _unnamed(self, start: int, end: int) -> Resolved:
        """Read a role without a name, "the father of Ann Smith": it has the floor, and "he" may go back to it."""
        role = roles.phrase(self.text[start:end], self.words)
        if role is None:
            return Resolved(None, None)
        if " " not in role and not self._nouns_in_capitals and role_bearers.is_named_so(role, role.lower(), self.words):
            return Resolved(role, None)  # "The Guardian"
        self._speak(start, end, Bearer(Name(()), (), roles.gender_of(role, self.words), role, human=True))
        return Resolved(None, role)

    def _role_here(self, start: int, end: int, head: Named) -> str | None:
        """Return the role that a mention itself gives, and keep it where it tells more than what is known."""
        own = parse(self.text[head.start : head.end], self.words.language).role
        if own and len((roles.tidy(own, self.words) or "").split()) > 1:
            return own  # "Trade Minister Ann Smith, an ally of his": the office comes first
        role = roles.beside(self.text, start, end, head.start, head.end, self.words)
        known = head.bearer.role
        if role and (known is None or len(role) > len(known)):
            head.bearer.role = role
        return role if role and known and len(role) > len(known) // 2 else None

    def _body(self, start: int, end: int, head: Named, inside: Sequence[Named]) -> str | None:
        """Return the whole name of a body: "Department of Health and Welfare", "Lome County Sheriff's Department".

        A word that begins a sentence and that the text has in small letters as well is no name.
        """
        begin = head.start
        for one in reversed(inside):
            if one.end < begin and self.text[one.end : begin] in ("'s ", "’s "):
                begin = one.start
        more = _BODY.match(self.text, head.end, end)
        if begin == head.start and more is None:
            name = head.bearer.name
            common = self._is_common(name.text) or self._has_article(start, head.start)
            common = common or is_noun(self.text, head.bearer, self.words)
            return None if len(name.words) == 1 and common else name.text
        found = self.text[begin : more.end() if more else head.end].split()
        return " ".join(found[1:] if found[0].lower() in ("the", "a", "an") else found)

    def _has_article(self, start: int, at: int) -> bool:
        """Say whether an article stands before a noun that has a capital only because all nouns have one: "der Konzern"."""
        if not self._nouns_in_capitals:
            return False
        return article(self.words).fullmatch(self.text[start:at]) is not None

    def _is_common(self, word: str) -> bool:
        low = word.lower()
        if not word.isupper() and (low in self.words.quantifiers or self.words.tags.get(low, "w") in "dP"):
            return True  # "Others said"
        return not word.isupper() and f" {word.lower()} " in self.text

    def _may_join(self, bearer: Bearer) -> bool:
        return len(bearer.name.words) > 1 and not bearer.name.organisation

    def _of_several(self, end: int, joint: Joint) -> Resolved:
        for speaker in joint.speakers:
            speaker.bearer.spoken = True
        names = [speaker.bearer.name.text for speaker in joint.speakers]
        together = f"{', '.join(names[:-1])} and {names[-1]}"
        self._together = (end, together)
        return Resolved(together, None, joint.sure)
