"""Questions and their answers, in the context of a conversation."""

from dataclasses import dataclass
from enum import StrEnum

from retrieval.domain.articles import Citation
from retrieval.domain.claims import Change, CheckedClaim, Correction, Disagreement
from retrieval.domain.dossiers import Dossier
from retrieval.domain.evidence import Evidence
from retrieval.domain.messages import Said
from retrieval.domain.quotations import Quotation
from retrieval.domain.requests import Place, Request
from retrieval.domain.stories import Comparison, Tally, Timeline


class AnswerKind(StrEnum):
    """What the asker wanted, as far as it was understood."""

    FACT = "fact"
    WHO_SAID = "who-said"
    WHAT_SAID = "what-said"
    SUMMARY = "summary"
    TIMELINE = "timeline"
    COMPARISON = "comparison"
    CHECK = "check"
    CHANGES = "changes"
    STORIES = "stories"
    CHAT = "chat"


@dataclass(frozen=True, slots=True)
class Context:
    """What the conversation is about: what "he", "it", "the second one" and "and when?" refer to.

    `topic` is the standing subject shown to the user; `articles` those cited last, best first; `shown` the evidence
    already given, which "what else" leaves out. `person` and `place` are those that an answer named: "he", "there"; `answered`
    is the sentence that the last answer gave first: "who said that?".
    """

    topic: str | None = None
    question: str | None = None
    articles: tuple[str, ...] = ()
    speaker: str | None = None
    shown: tuple[Place, ...] = ()
    person: str | None = None
    place: str | None = None
    answered: Place | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, with what the conversation has established and the text that was replied to or quoted.

    `request` is what is asked for; None where that has to be read from the words.
    """

    text: str
    context: Context = Context()
    quoted: str | None = None
    #: the day the question is asked, ISO 8601, for "this week"; None means today
    asked: str | None = None
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Evidence, quotations and citations, best first; an abstained answer has only what is `nearest`, and its citations.

    `speaker` is who speaks in the first sentence, whom "he" means next.
    `probability` is how likely the first sentence or quotation is right, from 0 to 1.

    `request` is what was answered, and `follows` says that its words leaned on the conversation. `quotations` are given when
    the answer is about who said what; each lies within a sentence of `sentences`. `claims` are what was checked, `changes`
    what was asked for of a story, `dossier` of a person; `disagreement` and `correction` tell where outlets and revisions
    differ from it. `message` is what there is to say where nothing is quoted, `suggestions` what may be asked instead.
    `context` is the conversation after this turn. `partial` tells that a part of the archive did not answer.
    """

    kind: AnswerKind
    abstained: bool
    sentences: tuple[Evidence, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    citations: tuple[Citation, ...] = ()
    probability: float = 0.0
    nearest: tuple[Evidence, ...] = ()
    speaker: str | None = None
    timeline: Timeline | None = None
    comparison: Comparison | None = None
    tally: Tally | None = None
    claims: tuple[CheckedClaim, ...] = ()
    changes: tuple[Change, ...] = ()
    dossier: Dossier | None = None
    disagreement: Disagreement | None = None
    correction: Correction | None = None
    message: Said | None = None
    suggestions: tuple[Request, ...] = ()
    context: Context = Context()
    request: Request | None = None
    follows: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and its answer.

    `key` names it in buttons; `about` is the topic it was taken to be about; `back` the key of the turn whose place it took.
    """

    key: str
    chat: str
    user: str
    question: str
    answer: Answer
    about: str | None = None
    back: str | None = None
