"""Words in marks that no cue introduces: whom they belong to by what stands around them."""

import re

from retrieval.quotations import mentions
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.reported import Attribution
from retrieval.quotations.tagged import Sentence

_SIGNED = re.compile(r"-+([TN&]*N(?:,[dTNwf]+)?)[.]?$")
#: “…” – shopper Ann Smith
_SIGNED_BY_ROLE = re.compile(r"-+(w{1,2}N{2,4})[.]?$")
_LABEL = re.compile(r"(?:^|[-;.])(?:[wN](?!z))?i?(d?[TNwZz]{0,60}(?:[TN]|(?<=[dZN])w|(?<=dw)w)(?:&[TN]{1,60})?):$")
_HOLDER = re.compile(r"[im](d?[TNw#]*N(?:,d[TNw#if]+)?),.*[xXvVSwe]")
_WORDS_OF = re.compile(r"w(?=f)f(d?[TNw]*N(?:,d[TNw]+)?|d[TNw]*[Tw](?:f[TNw]+)?,N+)(?=,|[xXQ])")
_OWNED = re.compile(r"(d?[TNw]{0,60}Z)([wea]{0,60})[xXvVSwea]{0,60}:$")
_IN_VIEW = re.compile(r"i(d?[TNw]*Z)(w+),")
_WAS_OWNED = re.compile(r",?X(d?[TNw]*Z)([wea]*w)")
#: "Para o biólogo Beto Lima, a seca “…”", with nobody else named in between
_VIEWED = re.compile(r"i(d?[Tw]{0,3}N{2,4}),?[^NTPQ,:]{0,12}$")
#: “…,” was how Ann Smith put it
_WAS_HOW = re.compile(r",?Xs(d?[TNw]*N)[vVwe]")
_PUT = re.compile(r"s(d?[TNw]*N|P)(.)P?(?:,?$|,)")
_PUT_LAST = re.compile(r"s(d?[TNw]*N|P)(.)P?,?$")
#: "…, too “sick to work,” agreed Ann Smith"
_MARKED_BEHIND = re.compile(r",?v(?=d?[TN])")
_LETTER = re.compile(r"[a-zA-Z#]")
_GOES_ON = re.compile(r"[,.:-]*Q")
_NAMED_BETWEEN = re.compile(r",T{0,3}N+(?=,)")
_ACTS = re.compile(r"d?[#a]?e?[NTwZ#]*[NT](?=[wve][,.Qai&Y:]|[wve]$)")
_ACTS_FIRST = re.compile(r"[axn]*[wvVe](?:i[wv](?=d?[TN])|[wv](?=d[TN]))?(?=[dNTwZ#])")
_VERB_BEFORE = re.compile(r"([vVGwe])[aYn]*(?:O|[im](?:[OP]|d?[TNw]+))?[,:]?$")


def uncued(sentence: Sentence, token: int, lexicon: Lexicon) -> Attribution | None:
    """Return who the words in marks at `token` belong to where no cue says so: the subject of what stands around them."""
    tags = sentence.tags
    head = tags[:token]
    framed = _framed(sentence, token, lexicon)
    if framed:
        return Attribution(framed, [(token, token + 1)], confidence=0.75)
    named = lexicon.constructions.verb_first and token > 0 and sentence.word(token - 1) in lexicon.naming
    verb = None if named else _VERB_BEFORE.search(head)
    unlisted = verb is not None and verb.group(1) == "w" and lexicon.constructions.verb_first
    if verb and not unlisted and _is_verb_form(sentence.word(verb.start()), verb.group(1)):
        subject, antecedent = mentions.before(sentence, verb.start())
        if subject:
            sure = 0.7 if tags[token - 1] in ",:" else 0.65
            return Attribution(
                subject, [(token, token + 1)], (verb.start(), verb.start() + 1), antecedent, confidence=sure
            )
    if not _LETTER.search(head.replace("Q", "")):
        return _said_after(sentence, token, lexicon)
    if agreed := _agreed(sentence, token, lexicon):
        return agreed
    if tags[0] == "i" and tags[token - 1] == "," and sentence.word(0) in lexicon.constructions.viewpoints:
        subject = mentions.after(sentence, 1)
        if subject and subject[1] == token - 1:
            return Attribution(subject, [(token, token + 1)], confidence=0.8)
    if (
        tags[0] == "i"
        and sentence.word(0) in lexicon.constructions.viewpoints
        and (seen := _VIEWED.match(tags, 0, token))
    ):
        return Attribution(seen.span(1), [(token, token + 1)], confidence=0.75)
    label = _LABEL.search(head)
    subject = label.span(1) if label else mentions.main_subject(sentence, 0, token)
    if label and subject and lexicon.constructions.verb_first and tags[subject[1] - 3 : subject[1]] == "NNw":
        subject = subject[0], subject[1] - 1  # "La farmacista Ann Smith ribatte: «…»"
    if subject and (apposed := _NAMED_BETWEEN.match(tags, subject[1])):
        subject = subject[0], apposed.end()  # "le directeur, Ann Smith, défend …"
    # "Ann Smith of Lome is sceptical: “…”", with nobody else named in between
    sure = 0.75 if subject and _leads_up(tags, subject, token) else 0.5
    return Attribution(subject, [(token, token + 1)], confidence=sure) if subject else None


def _agreed(sentence: Sentence, token: int, lexicon: Lexicon) -> Attribution | None:
    """Read words with some in marks behind which a verb and a name stand: "It is “too late,” agreed Ann Smith"."""
    behind = _MARKED_BEHIND.match(sentence.tags, token + 1)
    if behind is None or sentence.word(behind.end() - 1) not in lexicon.marked:
        return None
    subject, verb = mentions.after(sentence, behind.end()), behind.end() - 1
    if subject is None or "N" not in sentence.tags[slice(*subject)]:
        return None
    return Attribution(subject, [(0, token + 1)], (verb, verb + 1), confidence=0.8)


def _leads_up(tags: str, subject: Phrase, token: int) -> bool:
    """Say whether a sentence about somebody with a name leads up to words in marks by a colon."""
    between = tags[subject[1] : token]
    return (
        len(between) > 1 and between[-1] == ":" and "N" in tags[slice(*subject)] and set(between).isdisjoint("NTPQOZ")
    )


def _framed(sentence: Sentence, token: int, lexicon: Lexicon) -> Phrase | None:
    """Return whose words a frame says they are: "For Smith, it is “…”", "In the words of Smith,", "Smith's answer was:"."""
    tags = sentence.tags
    holder = _HOLDER.match(tags, 0, token)
    if holder and sentence.word(0) in ("for", "to") and "N" in tags[slice(*holder.span(1))]:
        return holder.span(1)
    for found in _WORDS_OF.finditer(tags, 0, token):
        if (word := sentence.word(found.start())) in lexicon.uttered or word in lexicon.nominal:
            return found.span(1)
    how = _WAS_HOW.match(tags, token + 1)
    if how and sentence.word(how.start(1) - 1) == "how":
        return how.span(1)
    owned = _OWNED.match(tags, 0, token) or _IN_VIEW.match(tags, 0, token) or _WAS_OWNED.match(tags, token + 1)
    if owned and not lexicon.uttered.isdisjoint(sentence.word(at) for at in range(*owned.span(2))):
        return owned.span(1)
    put = _PUT.match(tags, 0, token) or _PUT_LAST.search(tags, 0, token)
    if put and sentence.word(put.start(2)) in lexicon.putting and sentence.word(put.start(2) + 1) == "it":
        return put.span(1)
    return None


def _is_verb_form(word: str, letter: str) -> bool:
    return letter != "w" or word.endswith(("ed", "s"))


def _is_past(sentence: Sentence, token: int, verb: int) -> bool:
    """Say whether words in marks that end with a comma are followed by what somebody did: “Never again,” groaned Smith."""
    return sentence.word(verb).endswith("ed") and sentence.text[sentence.ends[token] - 2] in ",?!"


def _said_after(sentence: Sentence, token: int, lexicon: Lexicon) -> Attribution | None:
    """Read “…,” an angry Smith retaliated, whatever the verb."""
    tags = sentence.tags
    at = token + 1
    while at < len(tags) and tags[at] in ",-":
        at += 1
    if at < len(tags) and sentence.word(at) in lexicon.constructions.after_quotation:
        named = mentions.after(sentence, at + 1)
        if named:
            more = _GOES_ON.match(tags, named[1])  # „…“, so X, „…“
            rest = [(more.end() - 1, more.end())] if more else []
            return Attribution(named, [(token, token + 1), *rest], (at, at + 1), confidence=0.9)
    if at < len(tags) and tags[at] == "P":
        return Attribution((at, at + 1), [(token, token + 1)], confidence=0.7)
    signed = _SIGNED.match(tags, token + 1)
    if signed is None and not lexicon.constructions.verb_first:
        signed = _SIGNED_BY_ROLE.match(tags, token + 1)
    if signed:
        return Attribution(signed.span(1), [(token, token + 1)], confidence=0.8)
    found = _ACTS.match(tags, at)
    if found:
        return Attribution(found.span(), [(token, token + 1)], confidence=0.7)
    inverted = _ACTS_FIRST.match(tags, at)
    subject = mentions.after(sentence, inverted.end()) if inverted else None
    if subject and lexicon.constructions.verb_first and tags[token + 1 : token + 2] in (",", "-"):
        verb = inverted.end() - 1  # type: ignore[union-attr]
        sure = 0.75 if "N" in tags[slice(*subject)] and not tags[subject[1] :].strip(".") else 0.6
        return Attribution(subject, [(token, token + 1)], (verb, verb + 1), confidence=sure)
    if subject and inverted and _is_past(sentence, token, inverted.end() - 1):
        return Attribution(subject, [(token, token + 1)], (inverted.end() - 1, inverted.end()), confidence=0.7)
    if subject is None:
        subject = mentions.main_subject(sentence, at, len(tags)) if at < len(tags) else None
    return Attribution(subject, [(token, token + 1)], confidence=0.5) if subject else None
