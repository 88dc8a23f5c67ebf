"""Whom a mention stands for: which of the names in an article a surname, pronoun or role means.

Nothing is forced: where the article does not tell, the mention stays unresolved.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from retrieval.domain import Span
from retrieval.quotations import roles
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name, parse, run_pattern

#: how far back, in characters, a pronoun may reach
_REACH = 1500
#: how many mentions back a pronoun looks
_LOOK = 40
#: how many bearers of one name are told apart
_NAMESAKES = 30
#: how many mentions back a role looks
_ROLES_LOOK = 400
_STOP = re.compile(r"[.!?…]['\"”’)]*\s|\n")
_BODY = re.compile(r"(?: (?:of|for|and|on|in) (?:the )?[^\W\d_a-z][\w’'\-]*(?: [^\W\d_a-z][\w’'\-]*)*)+")
_HEAD_END = re.compile(
    r",|\(|—|– | (?:of|for|from|at|in|on|who|with|to|and|against|about|over|by|near|under|between|during|after"
    r"|before|released|into) "
)


class Cast:
    """The people and bodies that an article names."""

    def __init__(self, text: str, words: Lexicon) -> None:
        self.text = text
        self.words = words
        self.bearers: list[Bearer] = []
        self._by_last: dict[str, list[Bearer]] = {}
        self._mentions: list[tuple[int, int, Bearer]] = []
        self._read()
        self._starts = [start for start, _, _ in self._mentions]
        self._last: tuple[int, Bearer] | None = None
        self._interviewee: list[Bearer] | None = None

    def _read(self) -> None:
        """Collect the names, longer ones first, and give each shorter one to the bearer it belongs to."""
        runs: dict[str, list[Span]] = {}
        for match in run_pattern(self.words.language).finditer(self.text):
            runs.setdefault(match.group(), []).append(match.span())
        parsed = [(parse(run, self.words.language), spans) for run, spans in runs.items()]
        parsed = [(name, spans) for name, spans in parsed if name.words]
        # persons with a given name first, then the rest by length: "Smith" joins "Ann Smith" and not "Smith & Co"
        parsed.sort(key=lambda item: (not item[0].given, -len(item[0].words)))
        for name, spans in parsed:
            bearer = self._bearer_of(name) or self._add(name)
            bearer.mentions.extend([(start + name.lead, end) for start, end in spans] if name.lead else spans)
            if name.role and (bearer.role is None or len(name.role) > len(bearer.role)):
                bearer.role = name.role
            bearer.gender = bearer.gender or name.gender
        for bearer in self.bearers:
            self._mentions.extend((start, end, bearer) for start, end in bearer.mentions)
        self._mentions.sort(key=lambda item: item[:2])

    def _add(self, name: Name) -> Bearer:
        bearer = Bearer(name, name.key, name.gender, name.role)
        self.bearers.append(bearer)
        self._by_last.setdefault(bearer.key[-1], []).append(bearer)
        if len(bearer.key) > 1:
            self._by_last.setdefault(bearer.key[0], []).append(bearer)
        return bearer

    def _bearer_of(self, name: Name) -> Bearer | None:
        """Return the bearer among those known whom a name as it is written can mean; the most mentioned if several."""
        key = name.key
        fits = [bearer for bearer in self._by_last.get(key[-1], ())[-_NAMESAKES:] if self._fits(key, name, bearer)]
        if not fits:
            return None
        return max(fits, key=lambda bearer: (bearer.key[-1] == key[-1], len(bearer.mentions)))

    @staticmethod
    def _fits(key: tuple[str, ...], name: Name, bearer: Bearer) -> bool:
        if name.gender and bearer.gender and name.gender != bearer.gender:
            return False
        if key == bearer.key:
            return True
        if len(key) == 1:
            # a given name alone stands for a person, the last word of an organisation does not stand for it
            return not bearer.name.organisation and (key[0] == bearer.key[-1] or bearer.name.given)
        return (key[0] == bearer.key[0] and key[-1] == bearer.key[-1]) or bearer.key[-len(key) :] == key

    def resolve(self, start: int, end: int, said: Sequence[Span] = ()) -> tuple[str | None, str | None]:
        """Return the fullest name and the role of whom the mention text[start:end] stands for, None where unknown.

        `said` are the fragments of the quotation: names inside them are no antecedents of a pronoun beside them.
        """
        mention = self.text[start:end]
        low = mention.lower().replace("’", "'")
        kind = self.words.pronouns.get(low.partition("'")[0])
        bearer: Bearer | None
        if kind is not None:
            bearer = self._antecedent(start, kind, said)
            if bearer is None:
                return None, None
            self._last = (start, bearer)
            return bearer.name.text, self._role_of(bearer)
        if low in self.words.tags and self.words.tags[low] in "Pdht":
            return None, None
        return self._of_phrase(start, end)

    def named_before(self, at: int) -> list[tuple[int, Bearer]]:
        """Return the people mentioned before `at`, each with the last mention, the latest first."""
        n = bisect_left(self._starts, at)
        found: dict[int, tuple[int, Bearer]] = {}
        for start, _, bearer in reversed(self._mentions[max(0, n - _ROLES_LOOK) : n]):
            if id(bearer) not in found and bearer.is_person:
                found[id(bearer)] = (start, bearer)
        return list(found.values())

    def of_label(self, start: int, end: int, *, asking: bool, answering: bool) -> tuple[str | None, str | None]:
        """Return name and role of who speaks under the label text[start:end] of a transcript."""
        if answering:
            return self._answerer(start)
        label = self.text[start:end].lower()
        if asking or label in self.words.roles:
            return None, label if label in self.words.roles else None
        return self.resolve(start, end)

    def _answerer(self, at: int) -> tuple[str | None, str | None]:
        """Who answers the questions from `at` on: the only person named with a given name before the first of them."""
        if self._interviewee is None:
            people = [b for b in self.bearers if b.name.given and min(b.mentions)[0] < at]
            self._interviewee = people if len(people) == 1 else []
        if not self._interviewee:
            return None, None
        return self._interviewee[0].name.text, self._role_of(self._interviewee[0])

    def _of_phrase(self, start: int, end: int) -> tuple[str | None, str | None]:
        """Read a noun phrase: a name with its role, several names, or a role alone."""
        inside = self._inside(start, end)
        head = self._head(start, end, inside)
        if head is None:
            bearer = roles.bearer_of(self, start, end)
            if bearer is not None:
                self._last = (start, bearer)
                return bearer.name.text, self._role_of(bearer)
            return None, roles.phrase(self.text[start:end], self.words)
        joint = self._joint(head, inside, end)
        if joint is not None:
            return joint, None
        found = head[2]
        found.spoken = True
        if not found.is_person:
            self._last = (start, found)
            return self._body(start, end, head, inside), None
        self._last = (start, found)
        role = roles.beside(self.text, start, end, head[0], head[1], self.words)
        if role and (found.role is None or len(role) > len(found.role)):
            found.role = role
        return found.name.text, self._role_of(found)

    def _body(self, start: int, end: int, head: tuple[int, int, Bearer], inside: list[tuple[int, int, Bearer]]) -> str:
        """Return the whole name of a body: "Department of Health and Welfare", "Lome County Sheriff's Department"."""
        begin = head[0]
        for item in reversed(inside):
            if item[1] < begin and self.text[item[1] : begin] in ("'s ", "’s "):
                begin = item[0]
        more = _BODY.match(self.text, head[1], end)
        if begin == head[0] and more is None:
            return head[2].name.text
        words = self.text[begin : more.end() if more else head[1]].split()
        return " ".join(words[1:] if words[0].lower() in ("the", "a", "an") else words)

    def _inside(self, start: int, end: int) -> list[tuple[int, int, Bearer]]:
        first = bisect_left(self._starts, start)
        if first and self._mentions[first - 1][1] > start:
            first -= 1  # the name began before the mention: "Win Tarn said" with "Win" taken for a verb
        found = []
        for item in self._mentions[first : first + 12]:
            if item[0] >= end:
                break
            found.append(item)
        return found

    def _head(self, start: int, end: int, inside: list[tuple[int, int, Bearer]]) -> tuple[int, int, Bearer] | None:
        """Return which of the names in a noun phrase is its head.

        "Jones spokesman Ann Smith of Lome" is Ann Smith; "Smith, a lawyer for Jones" is Smith; "Smith's lawyer" is neither.
        """
        if not inside:
            return None
        stop = _HEAD_END.search(self.text, start, end)
        limit = stop.start() if stop else end
        first = [item for item in inside if item[0] < limit]
        if not first and self._is_called(start, inside[0][0]):
            return inside[0]
        if not first:
            # "the chief of staff, Joe Smith": the name follows as an apposition
            return self._apposed(inside, start, end)
        last = first[-1]
        after = self.text[last[1] : limit].strip(" ,.'’\"")
        if self.text[last[1] : last[1] + 2] in ("'s", "’s") or after:
            return self._apposed(inside, limit, end)
        return last

    def _is_called(self, start: int, at: int) -> bool:
        """Say whether the word before a name only introduces it: "one of them, a judge called Ann Smith"."""
        before = self.text[start:at].split()[-1:]
        return bool(before) and before[0].lower() in self.words.naming

    def _apposed(self, inside: list[tuple[int, int, Bearer]], limit: int, end: int) -> tuple[int, int, Bearer] | None:
        comma = self.text.find(",", limit, end)
        for item in inside:
            name = item[2].name
            may_be = item[2].is_person or (len(name.words) > 1 and not name.organisation)
            if may_be and comma >= 0 and comma < item[0] <= comma + 2:
                return item
        return None

    def _joint(self, head: tuple[int, int, Bearer], inside: list[tuple[int, int, Bearer]], end: int) -> str | None:
        """Return the names of those who speak together: "Ann Smith and Foreign Minister Bob Jones"."""
        for item in inside:
            between = self.text[head[1] : item[0]]
            if (
                item[0] > head[1]
                and re.fullmatch(r"(?:,[^,]*,)? and (?:the )?(?:[a-z]+ ){0,3}", between)
                and item[2] is not head[2]
            ):
                for bearer in (head[2], item[2]):
                    bearer.spoken = True
                return f"{head[2].name.text} and {item[2].name.text}"
        return None

    def _role_of(self, bearer: Bearer) -> str | None:
        return roles.tidy(bearer.role, self.words) if bearer.role else None

    def _antecedent(self, at: int, kind: str, said: Sequence[Span]) -> Bearer | None:
        """Return whom "he" or "she" at `at` stands for: the last speaker, unless the sentence before is about another."""
        if kind not in "fm":
            return None
        nearest = self._nearest(at, kind, said)
        if self._last is not None and at - self._last[0] < _REACH and self._suits(self._last[1], kind):
            if nearest is None or nearest[0] <= self._last[0] or nearest[1] is self._last[1]:
                return self._last[1]
            surer = nearest[1].gender == kind and self._last[1].gender is None
            surer = surer or self._only_here(self._last[0], nearest[0], at)
            if not surer and not self._begins_sentence(nearest[0]):
                return self._last[1]
        return nearest[1] if nearest else None

    def _only_here(self, last: int, nearest: int, at: int) -> bool:
        """Say whether the nearer person stands in the pronoun's paragraph, and the last speaker in one before it."""
        return "\n" not in self.text[nearest:at] and "\n" in self.text[last:nearest]

    @staticmethod
    def _suits(bearer: Bearer, kind: str) -> bool:
        return bearer.gender == kind or (bearer.gender is None and bearer.is_person)

    def _nearest(self, at: int, kind: str, said: Sequence[Span]) -> tuple[int, Bearer] | None:
        """Return the first suitable person of the nearest sentence before that has one."""
        best: tuple[int, Bearer] | None = None
        n = bisect_left(self._starts, at)
        for start, _, bearer in reversed(self._mentions[max(0, n - _LOOK) : n]):
            if at - start > _REACH:
                break
            if any(a <= start < b for a, b in said) or not self._suits(bearer, kind):
                continue
            if best is not None and _STOP.search(self.text, start, best[0]):
                break
            if best is None or bearer.gender == kind or best[1].gender is None:
                best = (start, bearer)
        return best

    def _begins_sentence(self, at: int) -> bool:
        before = self.text[max(0, at - 40) : at]
        stops = list(_STOP.finditer(before))
        return bool(stops) and len(before) - stops[-1].end() < 25
