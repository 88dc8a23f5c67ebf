"""The head of a noun phrase with names in it: who speaks where "Jones spokesman Ann Smith of Lome" does."""

import re
from collections.abc import Sequence

from retrieval.quotations import roles
from retrieval.quotations.cast import Cast, Named
from retrieval.quotations.names import bare, parse
from retrieval.quotations.naming import is_introduced
from retrieval.quotations.offices import is_office
from retrieval.quotations.phrases import article, head_end

#: so many characters stand between a comma and the name behind it, and so many words between it and a name with its role
_SPACE, _MOST_WORDS = 2, 6
#: what stands before the title of a priest or peer
_VERY = frozenset(("very", "right", "most", "rt"))
_LOOK = 40
#: "the officer investigating", right before a name
_DOING = re.compile(r"(?<![\w-])([\w-]+) ([a-z]+ing)(?: the)? $")
#: "Lawyers sued", right before a name
_DONE = re.compile(r"(?<![\w-])([\w-]{2,30}[^\W_])s? [a-z]{2,20}ed $")
#: what is no doing, and stands right before a name
_OFFICES = frozenset(("king", "acting", "outgoing", "incoming", "sitting", "visiting", "leading", "serving", "being"))


class Heads:
    """Finds the heads of the noun phrases of one text, whose people and bodies are the `cast`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.text = cast.text
        self.words = cast.words

    def of(self, start: int, end: int, inside: Sequence[Named]) -> Named | None:
        """Return which of the names in a noun phrase is its head.

        "Jones spokesman Ann Smith of Lome" is Ann Smith; "Smith, a lawyer for Jones" is Smith; "Smith's lawyer" is neither.
        """
        if not inside:
            return None
        if inside[0].start == start and inside[0].end == end:
            return inside[0]
        if self._is_unnamed(start, end):
            return None
        stop = head_end(self.words).search(self.text, start, end)
        limit = stop.start() if stop else end
        first = [one for one in inside if one.start < limit]
        if not first:
            return self._behind(start, limit, end, inside)
        last = first[-1]
        if self._is_object(start, last.start):
            return None
        if serving := self._serving(last, inside) or self._held_at(last, inside):
            return serving
        if self._is_place_of_office(start, last):
            return self._apposed(inside, limit, end)
        if sharing := self._sharing(last, inside):
            return sharing
        after = self.text[last.end : limit].strip(" ,.'’\"")
        if (self.text[last.end : last.end + 2] in ("'s", "’s") and last.end < end) or after:
            return self._apposed(inside, limit, end)
        return last

    def _is_unnamed(self, start: int, end: int) -> bool:
        """Say whether a phrase ends in the role of somebody without a name: "a senior Customs and Border official"."""
        first, _, rest = self.text[start:end].partition(" ")
        last = rest.rpartition(" ")[2]
        if first.lower() not in ("a", "an", "another") or not last.islower() or "," in rest:
            return False
        return last in self.words.anonymous or (last in self.words.roles and last not in self.words.things)

    def _behind(self, start: int, limit: int, end: int, inside: Sequence[Named]) -> Named | None:
        """Return who speaks where no name stands in the head itself: "the chief of staff, Joe Smith" has it apposed."""
        if is_introduced(self.text, start, inside[0].start, self.words):
            return inside[0]
        if holder := self._holder(start, inside):
            return holder
        if self._is_of_two_roles(start, inside[0].start):
            return inside[0]
        return self._signing(start, limit, end, inside) or self._apposed(inside, start, end)

    def _is_of_two_roles(self, start: int, at: int) -> bool:
        """Say whether two roles joined by "and" stand before a name at `at`: "former goalkeeper and coach Ann Smith"."""
        first, joint, second = self.text[start:at].partition(" and ")
        if not joint or article(self.words).match(first):
            return False
        return roles.are_roles(first, second, self.words)

    def _is_object(self, start: int, at: int) -> bool:
        """Say whether somebody does something to whom a name means: "the actor playing Ann Smith", "Lome backing Smith"."""
        if self.text[at - 3 : at] == "ed ":
            done = _DONE.search(self.text, start, at)
            return done is not None and roles.is_role(done.group(1).lower(), self.words)
        if self.text.find("ing ", start, at) < 0:
            return False
        doing = _DOING.search(self.text, start, at)
        if doing is None or doing.group(2) in _OFFICES:
            return False
        return doing.group(1)[0].isupper() or roles.is_role(doing.group(1).lower(), self.words)

    def _signing(self, start: int, stop: int, end: int, inside: Sequence[Named]) -> Named | None:
        """Return who wrote or signed what speaks: "a report by the engineer Ann Smith"."""
        one, head = inside[0], self.text[start:stop].lower().split()
        by, _, role = self.text[stop : one.start].strip().partition(" ")
        if (
            not head
            or head[-1] not in self.words.documents
            or self.text[one.end : end].strip(" .")[:1] not in ("", ",")
        ):
            return None
        named = by == "by" or (by == "from" and (one.bearer.name.organisation or self.cast.is_person(one.bearer)))
        parts = article(self.words).sub("", f"{role.strip()} ").split()
        plain = len(parts) < _MOST_WORDS and all(map(str.islower, parts))
        return one if named and plain and (not parts or roles.is_role(parts[-1], self.words)) else None

    def _is_place_of_office(self, start: int, one: Named) -> bool:
        """Say whether a name is what an office is of: "die Bürgermeisterin von Lindmar", "мэр Ломска, Олег Бриль"."""
        words = one.bearer.name.words
        behind = article(self.words).match(self.text[start : one.start])
        return behind is not None and bool(one.bearer.role) and words[0] in self.words.particles

    def _serving(self, body: Named, inside: Sequence[Named]) -> Named | None:
        """Return who speaks for a body: "Lome Department of Health spokeswoman Ann Smith"."""
        if not body.bearer.name.organisation:
            return None
        last = inside[-1]
        before = self.text[body.end : last.start].split()
        serves = bool(before) and last is not body and roles.is_role(before[-1].lower(), self.words)
        return last if serves and len(last.bearer.name.words) > 1 and not last.bearer.name.organisation else None

    def _held_at(self, body: Named, inside: Sequence[Named]) -> Named | None:
        """Return who has an office at a body: "Lome’s Vice President of Growth Ann Smith"."""
        if self.text[body.end : body.end + 2] not in ("'s", "’s"):
            return None
        return next((one for one in inside if one.start in self.cast.held), None)

    def _sharing(self, office: Named, inside: Sequence[Named]) -> Named | None:
        """Return who has two offices: "Bank President and CEO Ann Smith", where the first looks like a name of its own."""
        last = office.bearer.key[-1]
        if last not in self.words.titles and last not in self.words.roles:
            return None
        for one in inside:
            if one.start > office.end and self.text[office.end : one.start] in (" and ", " & "):
                return one if parse(self.text[one.start : one.end], self.words.language).role else None
        return None

    def _holder(self, start: int, inside: Sequence[Named]) -> Named | None:
        """Return whose office a phrase begins with: "Secretary of State Ann Smith"."""
        for one in inside:
            if one.start in self.cast.held or is_office(self.text, start, one.start, self.words):
                return one
        return None

    def _names(self, start: int, at: int) -> bool:
        """Say whether a name at `at` follows a comma, or the role that does: "a passenger, the retired pilot Ann Smith"."""
        between = self.text[start:at].split()
        if not between:
            return at - start < _SPACE
        parts = article(self.words).sub("", f"{' '.join(between)} ").split()
        if all(bare(part) in self.words.titles or bare(part) in _VERY for part in parts):
            return True  # "its dean, the Very Rev Ann Smith"
        tags = (self.words.tags.get(part, "w") for part in parts)
        small = len(between) < _MOST_WORDS and all(map(str.islower, between)) and all(tag in "wTe" for tag in tags)
        return small and roles.is_role(between[-1], self.words) and between[-1] not in self.words.things

    def _apposed(self, inside: Sequence[Named], limit: int, end: int) -> Named | None:
        comma = self.text.find(",", limit, end)
        head = self.text[limit - _LOOK if limit > _LOOK else 0 : comma].rpartition(" ")[2].lower() if comma >= 0 else ""
        for one in inside:
            name = one.bearer.name
            if head in self.words.things and comma + 2 == one.start and self.text[one.end : end] in ("", ","):
                return one  # "the ferry company, Brill, said"
            may_be = self.cast.is_person(one.bearer) or (len(name.words) > 1 and not name.organisation)
            if may_be and comma >= 0 and comma < one.start and self._names(comma + 1, one.start):
                return one
        return None
