"""Finding the quotations of a text: marks and cues in every paragraph, and the runs that connect them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from retrieval.domain import Block, Quotation, QuotationKind, Span, joined
from retrieval.quotations.attribution import attributions
from retrieval.quotations.boundaries import sentence_spans
from retrieval.quotations.cast import Cast
from retrieval.quotations.drafts import Draft, Progress, drafted, finished, name_those_before
from retrieval.quotations.embedding import UNSAID
from retrieval.quotations.headlines import is_heading, is_titled
from retrieval.quotations.interpolations import spoken_spans
from retrieval.quotations.introductions import (
    introduced_speaker,
    leads_to_words,
    look_back,
    signed,
    speaker_before,
    subject_of,
)
from retrieval.quotations.lexicon import Lexicon, lexicon
from retrieval.quotations.marks import has_marks, marked_spans
from retrieval.quotations.naming import gives_nickname, is_named, is_term_alone, is_work, names_only
from retrieval.quotations.originals import in_original, placed
from retrieval.quotations.paragraphs import is_cued, is_shouting, paragraphs_of
from retrieval.quotations.reported import Attribution
from retrieval.quotations.resolution import Resolution
from retrieval.quotations.tagged import Sentence
from retrieval.quotations.tagging import Tagger
from retrieval.quotations.transcripts import Turn, turns
from retrieval.quotations.uncued import uncued
from retrieval.text.composition import compose
from retrieval.text.languages import DEFAULT

_LETTER = re.compile(r"[a-zA-Z#]")
#: the time before an entry of a live report: "10.42am The minister says"
_HOUR = re.compile(r"\d{1,2}[.:h]\d\d(?:\s?(?:[ap]\.?m\.?|Uhr|h|[A-Z]{2,4}))?\s?[:|–—-]?\s+(?=[^\W\d_a-z]|[“\"«„])")
#: the headline of another article, in a list of sources: "“Bridge closed” – The Courier, May 4"
_REFERENCE = re.compile(r"(?:N{1,4}[.,])?Q[,.]?-[dN]*N,[YN]?#?,?#[.]?")
#: how sure it is that the subject of any verb before words in marks says them
_UNLISTED_VERB = 0.65
#: how sure it is that who spoke in the sentence before says words behind which a verb stands alone
_WITHOUT_PRONOUN = 0.8
#: how sure it is that words in a paragraph of their own are those of whom the one before says to speak
_INTRODUCED = 0.85
#: what words in marks begin with
_OPENING = '“"‘«„'
#: how sure it is that such words are those of whose speech or letter the paragraph before tells
_TOLD_OF = 0.75
#: words, and characters of scripts without spaces, that may be a name or term
_FEW, _SHORT = 3, 12


@cache
def _tagger(language: str, shouting: bool = False) -> Tagger | None:
    words = lexicon(language)
    return Tagger(words, shouting) if words else None


def find_quotations(text: str, blocks: Sequence[Block] | None = None, language: str = DEFAULT) -> tuple[Quotation, ...]:
    """Return the quotations of an article in order: direct, mixed and indirect ones, with their speakers.

    `blocks` say which stretches are the article (paragraphs and captions are read, headings and furniture are not); without
    them the text is cut at blank lines. Offsets are code points of `text`. For a language without a lexicon, only
    what stands in quotation marks is found, without speakers. Letters and their accents may be one character or two.

    >>> [said] = find_quotations("“The ferry is safe,” the captain, Ana Brill, told reporters.")
    >>> said.text, said.speaker.name, said.speaker.role, said.cue.text
    ('“The ferry is safe,”', 'Ana Brill', 'captain', 'told')
    """
    composed = compose(text)
    if composed is None:
        return tuple(_found(text, blocks, language))
    inner = blocks and [placed(block, composed) for block in blocks]
    return tuple(in_original(text, one, composed) for one in _found(composed.text, inner, language))


def _found(text: str, blocks: Sequence[Block] | None, language: str) -> Iterable[Quotation]:
    paragraphs = list(paragraphs_of(text, blocks))
    tagger = _tagger(language, is_shouting(text))
    if tagger is None:
        return _marked_only(text, paragraphs)
    words = tagger.lexicon
    state = Progress()
    spoken = turns(text, paragraphs, words) if ":" in text or "?\n" in text or "\nQ" in text else []
    if spoken and spoken[0].label is None:
        spoken = _answered(text, spoken, words)
    taken = {paragraph[1] for turn in spoken for paragraph in turn.paragraphs}
    for start, end in paragraphs:
        if end not in taken:
            state.titled = start == paragraphs[0][0] and is_titled(text[start:end])
            _read_paragraph(text, start, end, tagger, words, state)
    state.drafts += [_spoken(turn) for turn in spoken]
    if not state.drafts:
        return ()
    drafts = sorted(state.drafts, key=lambda d: d.fragments[0])
    return finished(text, drafts, Resolution(Cast(text, words, blocks)))


def _marked_only(text: str, paragraphs: Sequence[Span]) -> Iterator[Quotation]:
    """Read a language whose cues are not known: words in marks that are too many for a name or a term."""
    for start, end in paragraphs:
        for piece in marked_spans(text, start, end) if has_marks(text, start, end) else []:
            inner = text[slice(*piece.inner)]
            if len(inner.split()) > _FEW or (not inner.isascii() and len(inner) > _SHORT):
                spans = ((piece.start, piece.end),)
                yield Quotation(QuotationKind.DIRECT, spans, joined(text, spans), confidence=0.3)


def _answered(text: str, unlabelled: Sequence[Turn], words: Lexicon) -> list[Turn]:
    """Return the answers of an interview as those of the one whom the text names before it; none where it names several."""
    named = Resolution(Cast(text, words)).interviewee(unlabelled[0].paragraphs[0][0])
    if named is None:
        return []
    surname = text[slice(*named)].split()[-1]
    bare = [turn for turn in unlabelled if not any(surname in text[start:end] for start, end in turn.paragraphs)]
    # answers in marks may name who speaks beside them: “Never,” Smith says.
    marked = all(text[start] in _OPENING for turn in unlabelled for start, _ in turn.paragraphs)
    return [replace(turn, label=named) for turn in bare] if marked or len(bare) == len(unlabelled) else []


def _spoken(turn: Turn) -> Draft:
    return Draft(QuotationKind.DIRECT, list(turn.paragraphs), turn.label, None, 0.8, turn=turn)


def _read_paragraph(text: str, start: int, end: int, tagger: Tagger, words: Lexicon, state: Progress) -> None:
    if text[start].isdigit() and (hour := _HOUR.match(text, start, end)):
        start = hour.end()
    marked = marked_spans(text, start, end, state.carried) if has_marks(text, start, end) else []
    goes_on = state.last if state.carried and state.last is not None and state.last.speaker is None else None
    known = len(state.drafts)
    state.continued = state.carried
    state.carried = bool(marked) and marked[-1].open
    if words.constructions.speaks_in_dashes:
        marked = spoken_spans(text, start, end, marked, words)
    state.distance += 1
    state.speaker = None
    if signed(text, start, end, tagger, state):
        return
    before, state.intro = state.intro, None
    look_back(text, start, end, tagger, state)
    if not marked and text[end - 1] != ":" and not is_cued(text[start:end], words.cues):
        return
    at = 0
    spans = sentence_spans(text, start, end, marked, words)
    for a, b in spans:
        inside = []
        while at < len(marked) and marked[at].start < b:
            inside.append(marked[at])
            at += 1
        if not inside and (len(spans) > 1 or marked) and not is_cued(text[a:b], words.cues):
            before = (a, b)
            state.speaker = None
            continue
        sentence = tagger.tag(text, a, b, inside)
        if state.titled:
            sentence.tags = tagger.of_title(sentence)
        if inside and not _LETTER.search(sentence.tags.lstrip("&ba").replace("Q", "")):
            _read_quoted(text, sentence, tagger, state, before, a == start)
        else:
            _read_sentence(text, sentence, words, state)
        before = (a, b)
    if before is not None and leads_to_words(text, *before, words):
        state.intro = before
    if goes_on is not None and len(state.drafts) > known and state.drafts[known].fragments[0][0] == start:
        state.drafts[known].follows = goes_on
        name_those_before(state.drafts[known])


def _on_show(text: str, sentence: Sentence, one: Attribution, words: Lexicon) -> bool:
    """Say whether the words in marks are what somebody spoke on, not what was said: "speaking on “The Late Hour”".

    Nor is a nickname said: "they call him “the Ferret”".
    """
    start, end = one.contents[0]
    if len(one.contents) > 1 or one.cue is None:
        return False
    if sentence.quoted and any(is_term_alone(sentence, n, words) for n in sentence.quoted if start <= n < end):
        return True
    if gives_nickname(text, sentence, one.contents[0], one.cue[0], words):
        return True
    if start not in sentence.quoted or sentence.tags[start - 1] != "i":
        return False
    return one.cue[1] < start and is_work(text, sentence, start)


def _is_term(text: str, sentence: Sentence, one: Attribution, words: Lexicon) -> bool:
    """Say whether words in marks that are nobody's by their sentence are only names or terms."""
    return one.confidence <= UNSAID and all(names_only(text, sentence, start, words) for start, _ in one.contents)


def _is_within(tags: str, one: Attribution, found: Sequence[Attribution]) -> bool:
    """Say whether somebody speaks within what somebody else says without marks, and so has not the floor."""
    if one.cue is None or one.subject is None or (tags[0] in "si" and tags[one.subject[0] - 1] == ","):
        return False  # "When Jones told her that it was late, she said …"
    at = one.cue[0]
    if tags[at] == "G" and one.subject[1] == at and one.subject[0] > 1 and tags[one.subject[0] - 1] == "i":
        return True  # "Smith filmed an ad with Jones urging people to vote"
    for other in found:
        if other is one or other.cue is None or other.about or "A" in tags[slice(*other.cue)]:
            continue  # "Smith says it is late, according to aides"
        apart = ";" in tags[other.cue[1] : one.subject[0]]  # "Smith said …; Jones told her …"
        if not apart and any(a <= at < b for a, b in other.contents):
            return True
    return False


def _read_quoted(
    text: str, sentence: Sentence, tagger: Tagger, state: Progress, before: Span | None, first: bool
) -> None:
    """A sentence that is nothing but words in marks goes on with what was said before it."""
    piece = sentence.span(0, len(sentence.tags))
    while piece[1] > piece[0] and sentence.tags[-1] == "." and text[piece[1] - 1] in ".!?" and len(sentence.tags) > 1:
        piece = sentence.span(0, len(sentence.tags) - 1)
        break
    reacting = None if first or before is None or state.speaker is not None else subject_of(text, before, tagger)
    goes_on = reacting is None or text[slice(*reacting)].lower() in tagger.lexicon.pronouns
    if state.distance == 0 and not first and state.last is not None and goes_on:
        state.last.fragments.append(piece)
        return
    draft = Draft(QuotationKind.DIRECT, [piece], None, None, 0.8)
    if first and before is None:
        heads = is_heading(text, *piece) and not state.continued
        if state.last is not None and state.distance <= 1 and not heads:
            draft.speaker, draft.antecedent = state.last.speaker, state.last.antecedent
        elif not heads and (speaker := speaker_before(text, piece[0], tagger)):
            draft.speaker, draft.confidence = speaker, _TOLD_OF
    elif state.speaker is not None:
        draft.speaker = state.speaker
    elif first and before is not None and (introduced := introduced_speaker(text, before, tagger)):
        draft.speaker, draft.confidence = introduced, _INTRODUCED
    elif before is not None:
        draft.speaker, draft.confidence = reacting or subject_of(text, before, tagger), 0.7 if reacting else 0.5
        if state.distance == 0 and state.last is not None:
            draft.otherwise = state.last.speaker
    state.drafts.append(draft)
    state.last, state.distance = draft, 0


def _read_sentence(text: str, sentence: Sentence, words: Lexicon, state: Progress) -> None:
    taken: set[int] = set()
    found = [
        one
        for one in attributions(sentence, words)
        if not (_on_show(text, sentence, one, words) or _is_term(text, sentence, one, words))
    ]
    if not found and _REFERENCE.fullmatch(sentence.tags):
        return
    for token in sentence.quoted:
        if any(a <= token < b for one in found for a, b in one.contents):
            continue
        one = uncued(sentence, token, words) or Attribution(None, [(token, token + 1)], confidence=0.3)
        if token == 0 and one.confidence <= 0.5 and state.distance == 0 and state.last is not None:
            # “…,” said Smith. “…” – and more of it, though the sentence goes on without marks
            state.last.fragments.append(sentence.span(0, 1))
            continue
        if is_named(sentence, token, words) or (one.confidence <= _UNLISTED_VERB and is_work(text, sentence, token)):
            continue
        if one.confidence > 0.5 or not names_only(text, sentence, token, words):
            found.append(one)
    for one in found:
        draft = drafted(text, sentence, one, taken)
        if draft is None:
            continue
        if draft.speaker is None and draft.cue and words.constructions.verb_first and state.distance <= 1:
            draft.speaker = state.speaker or (state.last.speaker if state.last else None)  # “…,” dijo.
            draft.confidence = (
                _WITHOUT_PRONOUN if state.speaker and text[sentence.span(0, 1)[0]] in '«“"„' else draft.confidence
            )
        state.drafts.append(draft)
        draft.within = _is_within(sentence.tags, one, found)
        if not draft.within:  # "Smith said she would come once Jones announces it. “…”": Smith goes on
            _give_floor(draft, state, in_marks=bool(taken))


def _give_floor(draft: Draft, state: Progress, *, in_marks: bool) -> None:
    """Remember who spoke last; `in_marks` says whether the sentence has words in marks."""
    if draft.speaker is not None:
        state.speaker = draft.speaker
    if draft.kind is not QuotationKind.INDIRECT:
        state.last, state.distance = draft, 0
    elif not in_marks and draft.speaker is not None:
        state.last = draft
        state.distance = 1
