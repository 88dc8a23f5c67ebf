"""Which words of a sentence a cue attributes to whom."""

import re
from dataclasses import dataclass

from retrieval.quotations import mentions
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.mentions import Phrase
from retrieval.quotations.tagging import Sentence


@dataclass(slots=True)
class Attribution:
    """A cue, its subject and what it attributes, as ranges of tokens of one sentence."""

    cue: Phrase
    subject: Phrase | None
    contents: list[Phrase]
    #: a reported passage of its own rather than words about something
    object: bool = False


_CUE = re.compile(r"[VSBGA]")
#: adverbials between a cue and its clause: "said in an interview on Monday that"
_ADVERBIAL = re.compile(r"(?:[aY,]|[ifm]d?[#a]*[NTwZ#YJ]+)+(?=,?:?[tQP]|,?[-:]?Q)")
_LIGHT = re.compile(r"[aYn]*")
_TOLD = re.compile(
    r"(?:O|d?[#a]*[NTwZJ#]*[NTw](?:[fi]d?[#a]?[NTwZ#]+)*|P(?=[tQs,:]))(?:&d?[NTw]+)?(?:[aY]|[ifm]d?[#a]*[NTwZ#YJ]+)*"
)
_THAT = re.compile(r"(?:[aY,]|[ifm]?d?[#a]*[NTwZ#YJ]+)*?,?t(?=[^,.])")


def attributions(sentence: Sentence, lexicon: Lexicon) -> list[Attribution]:
    """Return the attributions of a sentence in the order of their cues."""
    found: list[Attribution] = []
    for cue in _CUE.finditer(sentence.tags):
        k = cue.start()
        read = _according(sentence, k, lexicon) if cue.group() == "A" else _verbal(sentence, k, lexicon, found)
        if read and read.contents:
            found.append(read)
    return found


def _verbal(sentence: Sentence, k: int, lexicon: Lexicon, found: list[Attribution]) -> Attribution | None:
    tags = sentence.tags
    base = lexicon.bases[sentence.words[k]]
    letter = tags[k]
    if letter == "G":
        return _participle(sentence, k, base, lexicon, found)
    j = k
    while j and tags[j - 1] in "xXnaY":
        j -= 1
    skipped = tags[j:k]
    if letter == "V" and "X" in skipped and "x" not in skipped.partition("X")[0] + skipped.rpartition("X")[2]:
        return _passive(sentence, k, j)
    if letter == "V" and tags[k + 1 : k + 2] == "i" and sentence.words[k + 1] == "by":
        return _passive(sentence, k, k)
    if letter == "B" and not _is_verb(tags, j, k):
        return None
    inverted = _inverted(sentence, k, base, lexicon)
    if inverted:
        return inverted
    if letter == "B" and j and tags[j - 1] == "m":
        return None
    subject = mentions.before(sentence, k)
    if not subject:
        if letter == "V" and j == 0 and "Q" in tags[k:]:
            return None
        return None
    closing = _parenthetical(sentence, k, subject, found)
    if closing:
        return closing
    content, about = _content(sentence, k, base, lexicon)
    return Attribution((k, k + 1), subject, [content] if content else [], about)


def _is_verb(tags: str, j: int, k: int) -> bool:
    """A base form is a verb after a plural subject, a pronoun or an auxiliary, not after a determiner or adjective."""
    if j < k and set(tags[j:k]) & set("xn"):
        return True
    left = tags[j - 1] if j else ""
    if left in ("P", "h", "t", "O"):
        return True
    following = tags[k + 1 : k + 2]
    return left in ("N", "T", "w", ",", "Q") and following in ("t", "P", "Q", ",", "d", ":")


def _inverted(sentence: Sentence, k: int, base: str, lexicon: Lexicon) -> Attribution | None:
    """Read "…," said Smith, a lawyer."""
    tags = sentence.tags
    left = tags[k - 1] if k else ""
    after_quote = left == "Q" or (left in ",-" and k > 1 and tags[k - 2] == "Q")
    if not after_quote and not (left in ",-" and base in ("say", "write", "add", "explain")):
        return None
    if base in lexicon.person:
        return None
    subject = mentions.after(sentence, k + 1)
    if not subject:
        return None
    rest = tags[subject[1] :]
    if not re.match(r"$|[,.Q;:\-)]|[iYGsham&]", rest):
        return None
    if not after_quote and not re.match(r"[,.]?.?$|[,iY][^VSP]*$", rest):
        return None
    end = k - 1 if left in ",-" else k
    contents = [(0, end)] if end else []
    contents += _rest(sentence, subject[1])
    return Attribution((k, k + 1), subject, contents)


def _rest(sentence: Sentence, p: int) -> list[Phrase]:
    """What goes on after a parenthetical attribution: “…,” he said, “…”"""
    tags = sentence.tags
    q = tags.find("Q", p)
    if q < 0 or not re.match(r"[,:\-;]?(?:[aYifdNTwZ#G,m&]*?[,:\-])?$", tags[p:q]):
        return []
    return [(q, _end(tags, q))]


def _parenthetical(sentence: Sentence, k: int, subject: Phrase, found: list[Attribution]) -> Attribution | None:
    """Read "…, Smith said." and "…, he said, …"."""
    tags = sentence.tags
    s = subject[0]
    if not s or tags[s - 1] not in ",Q-":
        return None
    low = 0
    end = s if tags[s - 1] == "Q" else s - 1
    if end and tags[end - 1] in ",":
        end -= 1
    content = tags[low:end]
    quoted = "Q" in content
    if not quoted and not re.search(r"[vVSBxXpGw].*", content):
        return None
    p = k + 1
    rest = tags[p:]
    if quoted and end and tags[end - 1] == "Q":
        return Attribution((k, k + 1), subject, [(low, end), *_rest(sentence, _told_end(sentence, p))])
    if re.fullmatch(r"[aYn]*(?:[if].*)?(?:,?[Gsi][^Q]*)?[.!-]?[z)]?", rest) and "t" not in rest[:12]:
        return Attribution((k, k + 1), subject, [(low, end)])
    if rest.startswith(",") and len(rest) > 3 and rest[1] not in "G":
        return Attribution((k, k + 1), subject, [(low, end), (p + 1, _end(tags, p + 1))])
    return None


def _told_end(sentence: Sentence, p: int) -> int:
    told = _TOLD.match(sentence.tags, p)
    return told.end() if told else p


def _content(sentence: Sentence, k: int, base: str, lexicon: Lexicon) -> tuple[Phrase | None, bool]:
    """Return what follows the cue at token `k` as its content, and whether it is only what was spoken about."""
    tags = sentence.tags
    p = k + 1
    p = _LIGHT.match(tags, p).end()  # type: ignore[union-attr]
    about = False
    prepositions = lexicon.prepositional.get(base)
    if prepositions and p < len(tags) and sentence.words[p] in prepositions:
        return _bounded(sentence, p + 1), True
    if base in lexicon.person and tags[p : p + 1] not in ("t", "Q", "m"):
        told = _TOLD.match(tags, p)
        if told and told.end() < len(tags):
            after = told.end()
            if tags[after] in "tsmQPdNT" or re.match(r",?[:\-]?Q|,t", tags[after:]):
                return _bounded(sentence, after), False
            if re.match(r"[if]", tags[after:]) and base in ("tell",):
                return None, False
    if base in lexicon.clause or base in lexicon.question:
        that = _THAT.match(tags, p)
        if (that and tags[p] not in "dN") or (that and base not in lexicon.object and that.end() - p < 10):
            return _bounded(sentence, that.end() - 1), False
        adverbial = _ADVERBIAL.match(tags, p)
        if adverbial:
            return _bounded(sentence, adverbial.end()), False
    if p < len(tags) and tags[p] in ",:-" and "Q" in tags[p : p + 3]:
        return _bounded(sentence, tags.index("Q", p)), False
    if p >= len(tags) or tags[p] in ",.;:-)&b":
        q = tags.find("Q", p)
        if q >= 0 and re.fullmatch(r"[,:;\-a-zA-Z#]{0,14}", tags[p:q]) and not re.search(r"[VSvP]", tags[p:q]):
            return _bounded(sentence, q), False
        return None, False
    letter = tags[p]
    if letter == "m":
        return (_bounded(sentence, p), False) if base in lexicon.infinitive else (None, False)
    if letter in "if":
        return (_bounded(sentence, tags.index("Q", p)), False) if "Q" in tags[p:] else (None, False)
    if base in lexicon.clause or base in lexicon.question:
        about = base in lexicon.object and not re.search(r"[vVSxXp]", tags[p:])
        return _bounded(sentence, p), about
    if base in lexicon.object or base in lexicon.infinitive:
        return _bounded(sentence, p), True
    return (_bounded(sentence, p), True) if "Q" in tags[p:] else (None, False)


def _bounded(sentence: Sentence, p: int) -> Phrase | None:
    tags = sentence.tags
    while p < len(tags) and tags[p] in ",:-":
        p += 1
    end = _end(tags, p)
    return (p, end) if p < end else None


def _end(tags: str, p: int) -> int:
    """Return where the content that starts at token `p` ends: before a further cue's clause, or with the sentence."""
    end = len(tags)
    for stop in re.finditer(r",[G](?=[^wN,.])|,A|[,;-][&b][PNTdw][^,.]{0,6}?[VS]|;", tags[p:]):
        end = p + stop.start()
        break
    while end > p and tags[end - 1] in ".,;:-":
        end -= 1
    return end


def _participle(
    sentence: Sentence, k: int, base: str, lexicon: Lexicon, found: list[Attribution]
) -> Attribution | None:
    """Read ", adding that …" and "by saying that …": the subject is that of the clause before."""
    tags = sentence.tags
    content, about = _content(sentence, k, base, lexicon)
    if not content:
        return None
    left = tags[k - 1] if k else ""
    j = k
    while j and tags[j - 1] in "na":
        j -= 1
    left = tags[j - 1] if j else ""
    subject: Phrase | None
    if left in ("X", "p"):
        subject = mentions.before(sentence, k) if left == "X" else (j - 1, j)
    elif found and left in (",", "&", "i", "s", ""):
        subject = found[-1].subject
    elif left in ("w", "T", "N") and left != "N":
        subject = mentions.before(sentence, k)
    elif j:
        subject = mentions.first_subject(tags, mentions.clause_start(tags, j), j)
    else:
        comma = tags.rfind(",")
        subject = mentions.first_subject(tags, comma + 1, len(tags)) if comma > 0 else None
    if about and not j:
        return None
    return Attribution((k, k + 1), subject, [content], about)


def _passive(sentence: Sentence, k: int, j: int) -> Attribution | None:
    """Read "the move was first reported by X"."""
    tags = sentence.tags
    if tags[k + 1 : k + 2] != "i" or sentence.words[k + 1] != "by":
        return None
    subject = mentions.after(sentence, k + 2)
    if not subject:
        return None
    content = mentions.first_subject(tags, mentions.clause_start(tags, j), j)
    return Attribution((k, k + 1), subject, [content] if content else [], True)


def _according(sentence: Sentence, k: int, lexicon: Lexicon) -> Attribution | None:
    tags = sentence.tags
    if tags[k + 1 : k + 2] != "m":
        return None
    subject = mentions.after(sentence, k + 2)
    if not subject:
        return None
    if k and tags[k - 1] not in "&b" and re.search(r"[vVSxXQBpG]", tags[:k]):
        end = k - 1 if tags[k - 1] == "," else k
        contents = [(0, end)]
    else:
        comma = tags.find(",", subject[1] - 1)
        if comma < 0:
            return None
        contents = [(comma + 1, _end(tags, comma + 1))]
    return Attribution((k, k + 2), subject, contents)
