"""People of one surname: whom the surname alone means at each place of a text.

A text calls somebody by the surname once that is settled: by the bearer who was named in full and has the floor, or by whom it
called so before. Where another bearer has come in between and speaks, it stays open, and then nobody is named in full.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from retrieval.quotations.antecedents import leaning_of
from retrieval.quotations.bearers import Bearer
from retrieval.quotations.kin import kin_of
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.names import Name, bare

_NEXT = re.compile(r"(?:,[^,.;“”\"\n]{1,90},)?\s+((?:[a-z’']+ly\s)?[a-z]+)")
_BEFORE = re.compile(r"([a-z]{1,60})\s{1,12}$")
#: "said his daughter, Ann Smith"
_BEFORE_KIN = re.compile(r"\b([a-z]{2,20}) (?:his|her|their) (?:[a-z]+ ){0,2}[a-z]+,? $")
#: "Her husband, Tom Smith", who is the subject and may well be called by the surname from then on
_BEGUN_AS_KIN = re.compile(r"\b(?:His|Her|Their) (?:[a-z-]+ ){0,2}?([a-z-]+),? $")
#: what somebody says of themselves, most often
_OF_SELF = re.compile(r" (?:said|says|added|told \w+)(?: that)? (he|she)\b")
#: called so often by the surname alone, one bearer keeps it when another is named in passing
_SETTLED = 3
#: who spoke under the full name so many characters before has the floor
_FLOOR = 400
#: in a round-up of news, somebody not mentioned for so many characters is out of the story
_OUT_OF_SIGHT = 2500
#: who is called by another name so often is not called by the surname alone
_OTHERWISE = 2
#: named in full so many times as often as the others
_DOMINANT = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A place where a name is used that several bearers could have."""

    start: int
    end: int
    name: Name


@dataclass(slots=True)
class _Course:
    """What a text has done with one surname up to a place."""

    introduced: dict[Bearer, int] = field(default_factory=dict)
    #: bearers who were named only beside another ("his wife, …") and did nothing since
    dependent: set[Bearer] = field(default_factory=set)
    #: bearers who came in beside another
    beside: set[Bearer] = field(default_factory=set)
    #: bearers who came in as somebody's relatives, speaking or not
    kin: set[Bearer] = field(default_factory=set)
    #: how often the text calls each by the given name
    familiar: dict[Bearer, int] = field(default_factory=dict)
    called: dict[Bearer, int] = field(default_factory=dict)
    holder: Bearer | None = None
    #: who was named in full since the holder was called by the surname last, and spoke
    challenger: Bearer | None = None
    latest: Bearer | None = None
    #: where each spoke under the full name last
    spoke: dict[Bearer, int] = field(default_factory=dict)
    #: where each was named or called last
    seen: dict[Bearer, int] = field(default_factory=dict)


def told_apart(text: str, bearers: Sequence[Bearer], calls: Iterable[Call], words: Lexicon) -> list[Bearer | None]:
    """Return for each call, in their order, the bearer it means, None where the text leaves it open."""
    order = list(calls)
    events: list[tuple[int, Bearer | Call]] = [(call.start, call) for call in order]
    ends = {}
    for bearer in bearers:
        for start, end in bearer.mentions:
            events.append((start, bearer))
            ends[start] = end
    events.sort(key=lambda event: event[0])
    course = _Course()
    meant: dict[int, Bearer | None] = {}
    for at, event in events:
        if isinstance(event, Bearer):
            _name_in_full(course, event, text, at, ends[at], words)
        else:
            meant[at] = _call(course, event, _of_gender(text, bearers, event.name.gender, words), text)
    return [meant[call.start] for call in order]


def _name_in_full(course: _Course, bearer: Bearer, text: str, start: int, end: int, words: Lexicon) -> None:
    first = bearer not in course.introduced
    if " " not in text[start:end]:
        course.familiar[bearer] = course.familiar.get(bearer, 0) + 1
    if _is_called_longer(bearer, text[start:end]):
        course.familiar[bearer] = _OTHERWISE
    course.introduced[bearer] = course.introduced.get(bearer, 0) + 1
    speaks = _speaks(text, start, end, words)
    kin = first and is_kin(text, start, end, words)
    begun = _BEGUN_AS_KIN.search(text, max(0, start - 40), start) if first and not kin else None
    if kin or (begun and begun.group(1) in words.serving):
        course.kin.add(bearer)
    if kin and not speaks:
        course.dependent.add(bearer)
        course.beside.add(bearer)
    elif speaks or not first:
        course.dependent.discard(bearer)
    if course.holder is not None and bearer is not course.holder and speaks:
        course.challenger = bearer
    elif bearer is course.holder:
        course.challenger = None
    course.latest = bearer
    course.seen[bearer] = start
    if _says(text, start, end, words):
        course.spoke[bearer] = start


def _is_called_longer(bearer: Bearer, mention: str) -> bool:
    """Say whether a mention leaves the given name out and not the first of two surnames: "Vale Smith" for Ann Vale Smith."""
    key, words = bearer.key, [bare(word) for word in mention.split()]
    return len(key) > len(words) > 1 and key[-len(words) :] == tuple(words)


def _call(course: _Course, call: Call, bearers: Sequence[Bearer], text: str) -> Bearer | None:
    """Decide whom a call means, and remember it; "Smith said she" leaves open whether it is he."""
    found = _meant(course, call, bearers)
    of_self = _OF_SELF.match(text, call.end) if found is not None and found.gender else None
    if of_self and found is not None and found.gender != ("f" if of_self.group(1) == "she" else "m"):
        return None
    if found is not None:
        course.holder, course.challenger, course.latest = found, None, found
        course.seen[found] = call.start
        course.called[found] = course.called.get(found, 0) + 1
    return found


def _meant(course: _Course, call: Call, bearers: Sequence[Bearer]) -> Bearer | None:
    fitting = [one for one in bearers if _share_title(call.name, one)] or bearers
    if len(fitting) == 1:
        return fitting[0]
    introduced = [one for one in fitting if one in course.introduced]
    if len(introduced) == 1:
        return introduced[0]
    if not introduced:
        return None if len(fitting) > 1 and course.holder is None else course.holder
    near = [one for one in introduced if call.start - course.seen[one] < _OUT_OF_SIGHT] or introduced
    if len(near) == 1:
        return near[0]
    if course.holder in near:
        return course.holder if course.challenger not in near or _is_passing(course) else None
    independent = [one for one in near if one not in course.dependent]
    if len(independent) == 1:
        return independent[0]
    spoke = [one for one in near if one in course.spoke and call.start - course.spoke[one] < _FLOOR]
    if course.holder is None and spoke == [course.latest]:
        # who came in as somebody's wife and is named in full again is told apart so: the surname alone may be the other's
        titled = any(one.role for one in near if one is not course.latest)
        again = course.latest in course.beside and course.introduced[course.latest] > 1
        apart = titled and (again or course.latest in course.kin)
        apart = apart or course.familiar.get(spoke[0], 0) >= _OTHERWISE
        return None if apart else course.latest
    most = max(near, key=lambda one: course.introduced[one])
    others = sum(course.introduced[one] for one in near if one is not most)
    if course.familiar.get(most, 0) > 1:
        return None  # who is called by the given name is not called by the surname
    return most if course.introduced[most] >= _DOMINANT * others and course.latest is most else None


def _is_passing(course: _Course) -> bool:
    """Say whether the holder keeps the surname: called so often, and the challenger never."""
    called = course.called
    return course.holder is not None and called.get(course.holder, 0) >= _SETTLED and course.challenger not in called


def _of_gender(text: str, bearers: Sequence[Bearer], gender: str | None, words: Lexicon) -> Sequence[Bearer]:
    """Return the bearers whom "Mr. Smith" can mean: those known to be of the gender, else all who may be."""
    if gender is None:
        return bearers
    known = [one for one in bearers if one.gender == gender]
    hinted = [one for one in bearers if one.gender is None and leaning_of(text, one, words).lower() == gender]
    return known or hinted or [one for one in bearers if one.gender in (None, gender)]


def _share_title(name: Name, bearer: Bearer) -> bool:
    """Say whether a call has a title of office ("President Smith") that the text gives to the bearer."""
    own = {bare(word) for word in (name.role or "").split()}
    return bool(own & {bare(word) for word in (bearer.role or "").split()})


def _speaks(text: str, start: int, end: int, words: Lexicon) -> bool:
    after = _NEXT.match(text, end, min(len(text), end + 130))
    acts = after and (
        after.group(1).split()[-1] in words.bases or after.group(1) in ("has", "had", "is", "was", "will")
    )
    return bool(acts) or _says(text, start, end, words)


def _says(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Say whether a verb of saying stands beside a name: "Ann Smith said", "said Ann Smith"."""
    after = _NEXT.match(text, end, min(len(text), end + 130))
    if after and words.bases.get(after.group(1).split()[-1]) in words.clause:
        return True
    before = _BEFORE.search(text, max(0, start - 20), start) or _BEFORE_KIN.search(text, max(0, start - 60), start)
    return before is not None and words.bases.get(before.group(1)) in words.clause


def is_kin(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Say whether a mention comes in as somebody's relative: "his wife, Ann Smith", "Ann Smith, his wife"."""
    kin = kin_of(text, start, end)
    return kin in words.serving or kin in words.female_titles or kin in words.male_titles
