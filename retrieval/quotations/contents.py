"""What follows a cue as its content: where what was said begins and ends."""

import re

from retrieval.quotations.cues import Cue
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.tagged import Sentence

_NP = r"d?[#a]{0,60}e?[NTwZ#Y]{1,60}"
#: adverbials between a cue and its clause: "said in an interview on Monday that"
_ADVERBIAL = re.compile(r"(?=[aY,ifms])[aY,]{0,60}(?:[ifms]G?[d#aeNTwZY,]{0,60}){0,12}(?=,?:?[tQP]|,?[-:]?Q)")
_SAID_THEN = re.compile(r",?[:\-]?Q|,t")
_VERB_OR_STOP = re.compile(r"[VSvP.]")
_FINITE = re.compile(r"[vVSxXp]")
_EXISTENTIAL = frozenset(("there",))
_PRONOUN = re.compile(r"[PdO]")
_LIGHT = re.compile(r"[aYn]*")
_TOLD = re.compile(
    rf"(?:O|d?[#a]{{0,60}}e?[NTwZ#]{{0,60}}[NTw](?:[fi]d?[#a]?[NTwZ#]{{1,60}}){{0,12}}|d(?=[tQsm,:])|P(?=[tQs,:]))(?:&d?[NTw]{{1,60}})?(?:[aY]|[if]{_NP}){{0,12}}"
)
_THAT = re.compile(r"[aY,ifmd#eNTwZ]{0,16}?t(?=[^,.])")
_CONTENT_END = re.compile(
    r",G(?=[^wN,.])|,A|[,;-][&b][PNTdw][^,.]{0,6}?[VS]|;|[&b]a?[VS](?=[,:]?[Qt])|:(?=Q,?(?:[PN]|d?[wTN]+)[xna]*[VS])"
    r"|,(?=id?[wTN]{1,4}G[,:]?[Qt])"
    r"|,(?=(?:P|d?a?w{0,3}[TN]{1,12})[xna]*[VS][,:]?[Qt])"
)


#: the beginning of a clause: its subject, and a finite verb soon
_CLAUSE = re.compile(r"[aY,]*(?:P|[dwNTZ#ef&]{1,12}[ana]*[vVSxXp])")
#: "said about 20 people had left", "at least six"
_ABOUT = re.compile(r"i(?:[dwa]?#|[wa]d(?=[wNT]))")
#: "claims (Letters, May 4) that"
_ASIDE = re.compile(r"\([^()]{1,40}\)(?=t)")
_SPAN_OF_TIME = re.compile(r"[d#w][wY][aYw]")
_ON_DAY = re.compile(r"(?:i[d#]?)?Y+(?=[dZ]w)")
#: "says despite being old, she will"
_LED_TO = re.compile(r"i[^,.Q]{2,14},(?=P)")
_TO_DO = re.compile(r"[^,.Qm]{0,7}m(?![dNTO#])")
_INFINITIVE = re.compile(r"m(?![dNTO#])")
_OBJECT = re.compile(r"(?:d|[we#a]|N|Z|&)*")
#: what may stand between a verb and its subject behind it: "dijo ayer en Lome la ministra"
_BETWEEN = re.compile(
    r"(?:[aYnO]|d?Y|[if]{1,60}d?[#a]{0,60}(?:Y{1,20}|w{1,20}|[NT]{1,60})(?=[aY]{0,60}[dNTwif])){0,12}"
)


def behind(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> int:
    """Return the token at which a subject behind its verb begins."""
    if not lexicon.constructions.verb_first:
        return cue.token + 1
    between = _BETWEEN.match(sentence.tags, cue.token + 1)
    return between.end() if between else cue.token + 1


def told_end(sentence: Sentence, p: int) -> int:
    """Return where the words for somebody spoken to end that stand at token `p`: "told reporters on Monday"."""
    told = _TOLD.match(sentence.tags, p)
    return told.end() if told else p


def content_of(sentence: Sentence, cue: Cue, lexicon: Lexicon) -> tuple[Phrase | None, bool]:
    """Return what follows the cue as its content, and whether it is only what was spoken about."""
    tags, base = sentence.tags, cue.base
    p = _past_light(sentence, cue.token + 1)
    if tags[p : p + 1] in ("x", "X") and sentence.word(p - 1) in _EXISTENTIAL:
        p -= 1  # "said there was a leak"
    if p < len(tags) and sentence.word(p) in lexicon.constructions.particles and tags[p + 1 : p + 2] in (",", ":", "."):
        p += 1
    prepositions = lexicon.prepositional.get(base)
    if prepositions and p < len(tags) and sentence.word(p) in prepositions:
        return bounded(sentence, p + 1), True
    if base in lexicon.person and (told := _behind_hearer(sentence, p, lexicon)):
        return (bounded(sentence, told), False) if told > 0 else (None, False)
    speaks = base in lexicon.clause or base in lexicon.question
    if base in lexicon.infinitive and _INFINITIVE.match(tags, p):
        return bounded(sentence, p), False
    if speaks:
        that = _THAT.match(tags, p)
        if that and (tags[p] not in "dN" or (base not in lexicon.object and that.end() - p < 10)):
            return bounded(sentence, that.end() - 1), False
        if tags[p : p + 1] == "s" and sentence.word(p) in lexicon.open_questions:
            return bounded(sentence, p), False  # "explained why he left"
        adverbial = _ADVERBIAL.match(tags, p)
        if adverbial and not (base in lexicon.strict and tags[p] == "m"):  # "prices continue to climb, “…”"
            return bounded(sentence, adverbial.end()), False
    return _plain_content(sentence, p, base, lexicon, speaks)


def _behind_hearer(sentence: Sentence, p: int, lexicon: Lexicon) -> int:
    """Return where the content begins behind somebody spoken to at token `p`, 0 for nobody, -1 where something was written."""
    tags = sentence.tags
    told = _TOLD.match(tags, p) if tags[p : p + 1] not in ("t", "Q", "m") else None
    if told is None or told.end() >= len(tags):
        return 0
    q = told.end()
    if tags[q] == "m" and sentence.word(q - 1) in lexicon.documents:
        return -1  # "wrote a letter to the board"
    return q if tags[q] in "tsmQPdNT" or _SAID_THEN.match(tags, q) else 0


def _past_light(sentence: Sentence, p: int) -> int:
    """Return the token behind adverbs and times at token `p`: "said later:", "said a moment ago:"."""
    p = _LIGHT.match(sentence.tags, p).end()  # type: ignore[union-attr]
    aside = _ASIDE.match(sentence.tags, p)
    p = aside.end() if aside else p
    span = _SPAN_OF_TIME.match(sentence.tags, p)
    return span.end() if span and sentence.word(span.end() - 1) == "ago" else p


def _plain_content(sentence: Sentence, p: int, base: str, lexicon: Lexicon, speaks: bool) -> tuple[Phrase | None, bool]:
    tags = sentence.tags
    q = tags.find("Q", p)
    p = _past_day(tags, p) if base in lexicon.object else p
    letter = tags[p : p + 1]
    if letter == "s" and q < 0 and not _is_led_to(sentence, p, lexicon):
        return None, False  # "testified before the committee"
    if letter and letter in ",:" and (reported := reported_without_that(sentence, p, lexicon)):
        return reported, False
    if not letter or letter in ",.;:-)&b":
        if q >= 0 and q - p < 15 and not _VERB_OR_STOP.search(tags, p, q):
            return bounded(sentence, q), False
        return None, False
    if letter == "m":
        to_do = base in lexicon.infinitive and tags[p + 1 : p + 2] not in ("d", "N", "T", "O")
        return (bounded(sentence, p), False) if to_do else (None, False)
    if letter in "if" and not _ABOUT.match(tags, p) and not (speaks and _LED_TO.match(tags, p)):
        return (bounded(sentence, q), False) if q >= 0 else (None, False)
    if base in lexicon.strict and q < 0 and letter != "s" and not _CLAUSE.match(tags, p):
        return None, False
    if base in lexicon.with_noun and q < 0:
        noun = _OBJECT.match(tags, p)
        told = noun is not None and any(sentence.word(at) in lexicon.spoken_of for at in range(p, noun.end()))
        return (bounded(sentence, p), True) if told else (None, False)
    if speaks and (letter == "Q" or lexicon.constructions.bare_clause):
        return bounded(sentence, p), base in lexicon.object and not _FINITE.search(tags, p)
    if base in lexicon.infinitive and base not in lexicon.object and q < 0 and not _TO_DO.match(tags, p):
        return None, False  # "invited him to a meeting"
    if base in lexicon.object or base in lexicon.infinitive or q >= 0:
        return bounded(sentence, p), letter != "t"  # "demanded that they leave" tells what was said
    return None, False


def _past_day(tags: str, p: int) -> int:
    """Return where the object begins behind a day: "announced on Friday the arrest"."""
    day = _ON_DAY.match(tags, p)
    return day.end() if day else p


def _is_led_to(sentence: Sentence, p: int, lexicon: Lexicon) -> bool:
    """Say whether a clause at `p` is what was said, or leads to it: "said how", "said while it rains, they sail"."""
    word = sentence.word(p)
    return word in lexicon.question_words or word in lexicon.conditions or "," in sentence.tags[p:]


def reported_without_that(sentence: Sentence, p: int, lexicon: Lexicon) -> Phrase | None:
    """Return the clause behind the comma at `p` where its verb is in the subjunctive: "sagte, er sei krank"."""
    moods = lexicon.constructions.subjunctive
    if not moods:
        return None
    return bounded(sentence, p) if any(sentence.word(n) in moods for n in range(p, len(sentence.tags))) else None


def bounded(sentence: Sentence, p: int) -> Phrase | None:
    """Return the content that starts at token `p`, None if there is none."""
    tags = sentence.tags
    while p < len(tags) and tags[p] in ",:-":
        p += 1
    end = content_end(sentence, p)
    return (p, end) if p < end else None


def content_end(sentence: Sentence, p: int) -> int:
    """Return where the content that starts at token `p` ends: before a further cue's clause, or with the sentence."""
    tags = sentence.tags
    stop = _CONTENT_END.search(tags, p)
    end = stop.start() if stop else len(tags)
    while end > p and tags[end - 1] in ".,;:-":
        end -= 1
    return end


def without_author(sentence: Sentence, content: Phrase, lexicon: Lexicon) -> Phrase:
    """Return what is reported without the clause in which the writer speaks: "said that it was late, and I agree".

    Words in marks end it too: what stands there in the first person is the speaker's.
    """
    start, end = content
    tags = sentence.tags
    for pronoun in _PRONOUN.finditer(tags, start + 1, end):
        at = pronoun.start()
        if sentence.word(at) in lexicon.authorial:
            comma = max(tags.rfind(mark, start, at) for mark in ",;-")
            return (start, comma) if comma > start and _FINITE.search(tags, start, comma) else content
    return content
