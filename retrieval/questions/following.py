"""Follow-up questions: "and when?", "what else did she say", "what about Lavrov", "in the second one", a quoted message."""

import re
from dataclasses import dataclass, replace

from retrieval.domain import Context, Question
from retrieval.questions.change_of_subject import change_of_subject, rejects
from retrieval.questions.dependence import (
    ALONE,
    first_of_two,
    goes_on,
    has_no_topic,
    is_short,
    names_somebody,
    owns,
    tells_of,
)
from retrieval.questions.last_question import (
    TELLING,
    asked_after,
    asked_again,
    asked_by_noun,
    asked_of,
    question_word,
    statement,
    without_question_word,
)
from retrieval.questions.numbered import numbered
from retrieval.questions.patterns import Pattern
from retrieval.questions.replies import who_replies
from retrieval.questions.speech import has_words_of_speech
from retrieval.text.languages import DEFAULT, language
from retrieval.text.languages.calendar import alternatives

_I = re.IGNORECASE
_START = r"^\W*(?:and|but|ok|okay|so|also|then)?\W*"
_BARE = Pattern(
    _START
    + r"(?P<asks>when|where|why|who|how|which|what|(?:(?:for|by|in) )?how (?:many|much|long|old|often|far|big|high|fast|soon)|"
    r"since when|until when|by whom|to whom|with whom|from where|at what (?:time|age|price|cost)|"
    r"(?:in|at|on|from|to|by|for|with|of) (?:which|what) [a-z]+(?: [a-z]+)?|"
    r"what (?:day|date|year|time|for)|(?:when|where|who|what|why) exactly|why not|how so|how come)"
    r"(?: (?:was|is|did|does|were|are) (?:that|this|it)(?: (?:happen|be|take place))?)?\W*$",
    _I,
)
#: what asks of what happened, where the last question was after somebody's words
_WHERE = re.compile(r"(?:where|when|(?:in|at|on) (?:which|what)|what (?:day|date|year|time))\b", _I)
_ELSE = Pattern(
    _START + r"(?:(?:what|anything) else\W*$|more\W*$|tell me more\W*$|go on\W*$|"
    r"(?:what|anything) (?:else |(?=.{3,60}\b(?:before(?: that)?|earlier|previously)\W*$))(?:did|does|has|have|do) "
    r"(?P<who>.{1,40}?) (?:say|said|tell|told)\b(?P<rest>.*)$)",
    _I | re.DOTALL,
)
#: "what else did she say, anything about the milk?", "what did she say before that?"
_ANYTHING = Pattern(
    r"^\W*(?:was there |and |did (?:he|she|they) say )?(?:anything|something)\s+(?=(?:about|on)\b)|"
    r"\s*\b(?:before(?: that)?|earlier|previously)\W*$",
    _I,
)
_ABOUT = Pattern(_START + r"(?:what|how) about (?P<whom>.{1,60}?)\W*$", _I)
_PERSON = Pattern(r"\b(?:he|she|him|her|his|hers)\b", _I)
_THING = Pattern(
    r"\b(?:they|them|their|it|its|this|these|those|there|that (?:story|article|one)|the (?:story|article)|then)\b|"
    r"\bthat\b(?=(?:\s+(?:is|was|happened))?\W*$)|(?:^|\b(?:is|was|did|does|about|after|before|of|why|how) )that\b",
    _I,
)
_THERE = Pattern(r"(?<!is )(?<!was )(?<!are )(?<!were )\bthere\b(?!\s+(?:is|was|are|were|be|been)\b)", _I)
_ON = Pattern(
    _START
    + r"(?:(?:and|what|how|anything|something)\s+)*(?:about|on|regarding|concerning)\s+(?P<topic>[^?]{2,60}?)\W*$",
    _I,
)
_AND = Pattern(
    r"^\W*(?:(?:ok|okay|so)\W+)?and\s+(?:for\s+)?(?P<whom>(?!(?:the\s+)?(?:answer|rest)\b)[^?.,]{2,50}?)\W*$", _I
)
_ASKING = Pattern(rf"\b(?:{alternatives(language(DEFAULT).words('questions.asking', 'clause'))})\b", _I)
_OF_THAT = Pattern(r"\b(?P<of>about|of|on|to)\s+(?P<what>him|her|them|it|this|that)\b(?!\s+[a-z]+ing\b)", _I)
_THEIRS = Pattern(r"\b(?:his|her|their|its)\s+[a-z]", _I)
_SPEECH = Pattern(r"\b(?:say|said|says|tell|told|comment|commented|claim|claimed)\b", _I)
_ASKED_OF = Pattern(
    r"^(?P<before>\W*(?:(?:and|but|so|then|ok)\W+){0,2}what (?:else )?(?:did|does|has|have) )"
    r"(?P<whom>.{1,80}?)(?P<after> (?:say|said|tell|told)\b.*)$",
    _I | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question as it is meant: its full words, the articles it is about, and whether what was shown is to be left out.

    `follows` says that it leans on what came before; without anything before, it cannot be answered. `speaker` is whose words
    are asked for where the conversation tells. `own` is the question alone, where it asks of whom "he" or "she" stands for.
    `asks` is what asks, where what it leans on stands before it; `elsewhere` says that it turns away from the story at hand;
    `about` is of whom or what the last question is now asked.
    """

    text: str
    follows: bool = False
    articles: tuple[str, ...] = ()
    more: bool = False
    speaker: str | None = None
    own: str | None = None
    asks: str | None = None
    elsewhere: bool = False
    about: str | None = None


def resolve(question: Question) -> Resolved:
    """Return the question with what it leaves out filled in from the conversation; one that stands alone as it is."""
    text, context = question.text.strip(), question.context
    if question.quoted and not context.question:
        context = Context(question=question.quoted, articles=context.articles, speaker=context.speaker)
    if not context.question and not context.articles and len(text.split()) > ALONE:
        return Resolved(text)  # nothing came before, and it is no mere "and when?"
    for read in _READINGS:
        if (found := read(text, context)) is not None:
            return found
    if question.quoted and is_short(text):
        return _after(question.quoted, text, context)
    return Resolved(text)


def _bare(text: str, context: Context) -> Resolved | None:
    """Return "and when?" with what it is asked of."""
    if context.question and (asks := asked_by_noun(text)) is not None:
        return replace(_followed(f"{asks} {_subject(context)}", context), own=f"{text.strip(' ?!.')} {asks}")
    match = _BARE.match(text)
    if match is None:
        return None
    if context.topic and context.articles and _WHERE.match(match["asks"]) and _SPEECH.search(context.question or ""):
        return Resolved(f"{match['asks']} {context.topic}", follows=True, articles=context.articles)
    return _followed(f"{match['asks']} {_subject(context)}", context)


def _going_on(text: str, context: Context) -> Resolved | None:
    """Return a question that goes on with "and", or that is about nothing by itself, behind what came before."""
    if context.question and context.articles and goes_on(text):
        return _after(context.question, text, context)
    if context.question and has_no_topic(text):
        return _followed(f"{text.rstrip(' ?!.')} {_subject(context)}", context)
    return None


def _after(before: str | None, text: str, context: Context) -> Resolved:
    """Return a question behind what it leans on."""
    return Resolved(f"{statement(before)} {text}", follows=True, articles=context.articles, asks=text)


def _turned(text: str, context: Context) -> Resolved | None:
    """Return a question that turns to something else, or back to what was talked of before that."""
    turned = change_of_subject(text)
    if turned is None:
        return None
    return Resolved(turned.text, elsewhere=not (turned.back and tells_of(context, turned.back)))


def _on(text: str, context: Context) -> Resolved | None:
    """Return what the last speaker said of something else: "and about the milk?", "anything on the price?"."""
    match = _ON.match(text)
    if match is None or not context.speaker or _ABOUT.match(text):
        return None
    return Resolved(f"What did {context.speaker} say about {match['topic']}?", follows=True, articles=context.articles)


def _replied(text: str, context: Context) -> Resolved | None:
    """Return "and how did he reply?" as asked of whom was spoken to, not of who spoke."""
    who = who_replies(text, context.question)
    return Resolved(f"What did {who} say?", follows=True, articles=context.articles, speaker=who) if who else None


def _whom_instead(text: str, context: Context) -> str | None:
    """Return whom or what the last question is now asked of: "what about Lavrov", "and the mayor?"."""
    match = _ABOUT.match(text)
    if match is None and context.question:
        match = _AND.match(text)
        if match and _ASKING.search(match["whom"]):
            return None
    if match is None:
        return None
    named = context.speaker or context.person if is_pronoun(match["whom"]) else None
    return named or match["whom"]


_SUBJECT = re.compile(r"\b(?:did|does|do|has|had|have|is|was|will|would)\s+(?:he|she|they)\b", re.IGNORECASE)


def _pronoun(text: str, context: Context) -> Resolved | None:
    """Return a question with "she", "it" or "his lawyer" as it is meant; None where nothing in it leans on what came before."""
    if (match := _ASKED_OF.match(text)) and context.articles:
        if _THEIRS.match(match["whom"]):
            return Resolved(text, follows=True, articles=context.articles)  # a role in the story at hand
        if names_somebody(f"- {match['whom']}") and _OF_THAT.search(match["after"]):  # of what was just told
            told = _OF_THAT.sub(lambda m: f"{m['of']} {_told(m['what'], context)}", match["after"], count=1)
            whole = f"{match['before']}{match['whom']}{told}"
            return Resolved(whole, follows=True, articles=context.articles, own=text)
    first = first_of_two(text)
    if first is not None and not (_PERSON.search(first) or _THING.search(first)):
        return None
    person = _PERSON.search(text)
    # in "what did she say about Ann Moss?" it is not Ann Moss who is meant by "she"
    apart = names_somebody(text) and _SUBJECT.search(text) is None
    if apart or not (person or _THING.search(text)):
        return None
    asked = asked_after(context.question) if _SPEECH.search(text) else None
    # whoever told a fact is not whom it was about
    who = (
        (context.speaker if has_words_of_speech(f"{text} {context.question}") else None)
        or asked
        or context.person
        or asked_of(context.question)
    )
    if who and person:
        own = "'s" if owns(text, person.start()) else ""
        named = f"{text[: person.start()]}{who}{own}{text[person.end() :]}"
        theirs = named if person.group().lower() in {"he", "she"} else None  # "his mother" is somebody else
        return Resolved(named, follows=True, articles=context.articles, own=theirs)
    if not is_short(text):
        return None
    if context.place and not person and _THERE.search(text):
        return Resolved(_THERE.sub(f"in {context.place}", text, count=1), follows=True, articles=context.articles)
    if not context.question:
        return Resolved(text)
    return _after(context.question, text, context)


_AUXILIARY = re.compile(r"^(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could)\s+", re.IGNORECASE)


def _told(pronoun: str, context: Context) -> str:
    """Return what "him" or "it" stands for: somebody named, or what the last question was about."""
    if is_pronoun(pronoun) and (who := context.person or asked_of(context.question)):
        return who
    return _AUXILIARY.sub("", statement(context.question)).rstrip(".") or pronoun


def _subject(context: Context) -> str:
    """Return what a mere "and when?" is about: the event that was told, or what the last question asked of."""
    asked = without_question_word(context.question)
    if context.topic and (TELLING.match(context.question or "") or _PERSON.search(asked) or _THING.search(asked)):
        return context.topic
    return asked


def _followed(text: str, context: Context) -> Resolved:
    return Resolved(text if context.question else "", follows=True, articles=context.articles)


def is_pronoun(words: str) -> bool:
    """Tell whether the words are a pronoun that stands for a person."""
    return _PERSON.fullmatch(words.strip()) is not None


def _numbered(text: str, context: Context) -> Resolved | None:
    """Return what is asked of "the second one"."""
    one = numbered(text)
    if one is None:
        return None
    if not context.articles or one.number >= len(context.articles):
        return Resolved(text)
    words = [word for word in one.rest.split() if word.lower() not in {"and", "what", "about", "in", "tell", "me"}]
    return Resolved(
        one.rest if words else context.question or "", follows=True, articles=(context.articles[one.number],)
    )


def is_pointing(words: str | None) -> bool:
    """Tell whether words are a pronoun that stands for somebody or something: "her", "it", "that"."""
    return words is not None and (is_pronoun(words) or _THING.fullmatch(words.strip()) is not None)


def _more(text: str, context: Context) -> Resolved | None:
    """Return what asks for more: of somebody's words, or of what was told; or for something else than was answered."""
    if context.question and rejects(text):
        return Resolved(context.question, follows=True, more=True)
    match = _ELSE.match(text)
    if match is None:
        return None
    who = match["who"]
    if who:
        named = (
            (context.speaker or asked_after(context.question) or context.person or asked_of(context.question))
            if _PERSON.fullmatch(who.strip()) or who.strip().lower() == "they"
            else who
        )
        if not named and context.articles:
            return Resolved(text, follows=True, articles=context.articles, more=True)
        if not named:
            return Resolved("", follows=True)
        rest = _ANYTHING.sub(" ", match["rest"]).rstrip()
        on_topic = rest.strip(" ?!.") and not _THING.search(rest)
        at_hand = context.articles if on_topic else ()  # what else on a topic is first looked for in the story
        return Resolved(f"What did {named} say{rest}", follows=True, articles=at_hand, more=True)
    if context.speaker:
        return Resolved(f"What did {context.speaker} say?", follows=True, more=True, speaker=context.speaker)
    if context.articles and TELLING.match(context.question or ""):
        return Resolved("more details", follows=True, articles=context.articles)
    return Resolved(context.question or "", follows=True, articles=context.articles, more=True)


def _about(text: str, context: Context) -> Resolved | None:
    """Ask the last question of somebody or something else."""
    whom = _whom_instead(text, context)
    if not whom:
        return None
    if not context.question:
        return Resolved(whom)
    if match := _ASKED_OF.match(context.question):
        return Resolved(f"{match['before']}{whom}{match['after']}", follows=True)
    if context.speaker and has_words_of_speech(context.question):
        return Resolved(f"What did {whom} say?", follows=True)
    asked = f"{question_word(context.question)} {whom}?"
    # "and somebody died of it?" is no name, and asks for itself; of another name is asked what was asked before
    again = asked_again(context.question, whom) if whom.lower() in text.lower() else None
    own = None if _THING.search(whom) else again or asked
    return Resolved(f"{statement(context.question)} {asked}", follows=True, own=own, about=whom if own else None)


#: what a question may be that depends on the conversation; the first that it is stands
_READINGS = (_turned, _numbered, _bare, _more, _replied, _on, _about, _pronoun, _going_on)
