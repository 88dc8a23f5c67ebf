"""Whose words in a paragraph or sentence of their own are, by the sentence before that leads to them or the name below."""

import re

from retrieval.domain import Span
from retrieval.quotations import mentions
from retrieval.quotations.boundaries import sentence_spans
from retrieval.quotations.cues import Use, cues
from retrieval.quotations.drafts import Progress
from retrieval.quotations.lexicon import Lexicon
from retrieval.quotations.tagging import Tagger

#: a name, or "he" and "she"
_SOMEBODY = re.compile(r"N|^P$")
_NAMED_BEHIND = re.compile(r",N+(?=,)")
_MARK = re.compile(r"[“”\"«»„]")
_STOP = re.compile(r"[.!?](?=\s|$)")
#: how a paragraph begins that looks back at words in the one before: "So said", "With these four words", "Those were the words"
_SO_SAID = re.compile(r"b[VS]")
_POINTS_BACK = re.compile(r"(?:[im](?=d)|(?=[dt]))([dt])X?[#ad]{0,3}w{1,3}")
_SIGNATURE = re.compile(r"-+([TN&]*N)(?:,.*)?\.?")


def leads_to_words(text: str, start: int, end: int, words: Lexicon) -> bool:
    """Say whether the last sentence of a paragraph leads to words in the next one: "This is new:", "Smith said,"."""
    if text[end - 1] == ":":
        return True
    return text[end - 1] == "," and words.tags.get(text[start : end - 1].rpartition(" ")[2].lower(), "w") in "VS"


def introduced_speaker(text: str, before: Span, tagger: Tagger) -> Span | None:
    """Return who says words in a paragraph of their own by the sentence that leads to them: "Smith wrote on Monday:"."""
    sentence = tagger.tag(text, *before)
    last = next((cue for cue in reversed(cues(sentence, tagger.lexicon)) if cue.use is Use.FINITE), None)
    subject, antecedent = mentions.before(sentence, last.token) if last else (None, None)
    return sentence.span(*subject) if subject and antecedent is None else None


def speaker_before(text: str, start: int, tagger: Tagger) -> Span | None:
    """Return who says the words of a paragraph of their own by the one before that tells of a speech: "In a letter, Smith"."""
    end = len(text[:start].rstrip())
    begin = text.rfind("\n", 0, end) + 1
    low = text[begin:end].lower()
    if not low.endswith((".", ":")) or _MARK.search(low) or not any(word in low for word in tagger.lexicon.speeches):
        return None
    spans = sentence_spans(text, begin, end, [], tagger.lexicon)
    words = {word.strip(".,:;") for word in text[slice(*spans[-1])].lower().split()}
    return subject_of(text, spans[-1], tagger) if words & tagger.lexicon.speeches else None


def subject_of(text: str, before: Span, tagger: Tagger) -> Span | None:
    """Return who a sentence before bare words in marks is about, where it names somebody: "Smith shrugged. “…”"."""
    sentence = tagger.tag(text, *before)
    subject = mentions.main_subject(sentence, 0, len(sentence.tags))
    if subject is None:
        return None
    named = _NAMED_BEHIND.match(sentence.tags, subject[1])
    if named:
        subject = subject[0], named.end()  # "The architect, Ann Smith, was less sure."
    return sentence.span(*subject) if _SOMEBODY.search(sentence.tags, *subject) else None


def look_back(text: str, start: int, end: int, tagger: Tagger, state: Progress) -> None:
    """Give the words of the paragraph before, where nobody is named for them, to whom this one names."""
    if state.last is not None and state.last.speaker is None and state.distance == 1:
        state.last.speaker = _looked_back(text, start, end, tagger)


def _looked_back(text: str, start: int, end: int, tagger: Tagger) -> Span | None:
    """Return who said the words of the paragraph before by how this one begins: "So said Smith", "With this, Smith left"."""
    stop = _STOP.search(text, start, end)
    sentence = tagger.tag(text, start, stop.start() if stop else end)
    tags, words = sentence.tags, tagger.lexicon
    if sentence.quoted:
        return None
    subject: mentions.Phrase | None = None
    if _SO_SAID.match(tags):
        subject = mentions.after(sentence, 2)
    elif pointed := _POINTS_BACK.match(tags):
        noun = pointed.end() - 1
        if sentence.word(pointed.start(1)) not in words.pointing or sentence.word(noun) not in words.uttered:
            return None
        of = tags[noun + 1 : noun + 2] == "f"  # "Those were the words of Smith"
        subject = mentions.after(sentence, noun + 2) if of else None
        if not of and tags[0] in "im":
            subject = mentions.main_subject(sentence, noun + 1, len(tags))
    return sentence.span(*subject) if subject and _SOMEBODY.search(tags, *subject) else None


def signed(text: str, start: int, end: int, tagger: Tagger, state: Progress) -> bool:
    """A paragraph "- Ann Smith" below a quotation without a speaker signs it."""
    if text[start] not in "-–—―" or end - start > 300 or state.last is None or state.distance > 1:
        return False
    sentence = tagger.tag(text, start, end)
    name = _SIGNATURE.fullmatch(sentence.tags)
    if name is None or state.last.speaker is not None:
        return False
    state.last.speaker = sentence.span(*name.span(1))
    return True
