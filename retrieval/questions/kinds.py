"""Telling apart what the user wants: a fact, somebody's words, a summary, the stories on something, or small talk."""

import re
from dataclasses import dataclass

from retrieval.domain import AnswerKind, Message
from retrieval.questions.patterns import ASKING, Pattern
from retrieval.questions.words import asks

_I = re.IGNORECASE
_IS = "(?:'|’)?s| is"
_SAY = (
    r"(?:say|said|says|saying|tell|told|comment(?:ed|s)?|claim(?:ed|s)?|announce[ds]?|stat(?:e|ed)|think|thought|"
    r"promise[ds]?|warn(?:ed)?|argue[ds]?|den(?:y|ied)|respond(?:ed)?|react(?:ed)?|answer(?:ed)?|repl(?:y|ied))"
)
_ABOUT = r"(?:about|on|of|regarding|concerning)"
#: when or where somebody spoke, which tells what about: "after the vote", "in court", "when the dam broke"
_UPON = r"(?:after|before|when|while|during|following|upon|once|as|in|at|outside|inside|if|why|how|whether)"
_WHEN_SPOKEN = Pattern(rf"^\W*{_UPON}\b", _I)

#: when somebody did something in a word or two: what they are quoted with then is asked for
_THEIR_DOING = Pattern(
    r"^\W*(?:when|after|as|once)\s+(?:he|she|they)\s+(?!met\b)[\w'’-]{2,40}(?:\s+[\w'’-]{1,40})?\W*$", _I
)

_OPENING = (
    r"(?:please|pls|plz|(?:can|could|would|will) (?:you|u)|(?:can|could|may) (?:i|we) (?:get|have|see)|be so kind as to|"
    r"so|ok|okay|and|now|well|hey|hi|hello|yo)\b[\s,]*|"
    r"(?:i (?:was|am|have been|'ve been|’ve been)|i(?:'m|’m))\b[^.?!]{1,60}?(?:[-–—:,.;]\s*|\band\s+(?:missed (?:it|this)\W*)?)"
)
_GIST = r"(?:\w+ )?(?:summ?ary|gist|story|rundown|lowdown|outline)"
_SHORT = r"(?:(?:an? )?(?:quick|short|brief|rough)(?:ly)? )?"
_SUMMARY = Pattern(
    rf"^\W*(?:{_OPENING}){{0,4}}(?:"
    rf"{_SHORT}(?:summari[sz]e|(?:summary|overview|rundown|tl;?dr|recap)(?:\s+(?:of|on|about))?|"
    r"sum(?:\s+(?:it|this|that|them|things|everything)(?:\s+all)?)? up)|"
    r"catch me up(?:\s+on)?|brief me(?:\s+on)?|fill me in(?:\s+on)?|(?:get|bring) me up to (?:speed|date)(?:\s+on)?|"
    rf"(?:give|get|tell) me,?\s+(?:in (?:a few|short|brief)\s*\w*,?\s+)?(?:an?|the) {_GIST}(?:\s+(?:of|on|about|behind))?|"
    rf"make (?:me )?an? {_GIST}(?:\s+(?:of|on|about))?|what happened (?:with|to|in|at|on)|"
    rf"what(?:{_IS}|s)(?: up| the matter| wrong)? with|"
    rf"what(?:{_IS}) happening (?:with|in)|what(?:{_IS}) going on (?:with|in|at)|tell me about|"
    rf"what(?:{_IS}|s) the (?:story|latest|tea|deal) (?:with|about|on|behind)"
    r")\b[\s:,-]*(?P<topic>.*)$",
    _I | re.DOTALL,
    signs="with summar sum tl recap catch brief fill speed date happen going tell story latest gist rundown lowdown outline "
    "overview tea deal",
)
#: the same behind what is to be told: "the fire at Orr, in a nutshell"
_SUMMARY_OF = Pattern(
    r"^\W*(?P<topic>\S.{2,300}?)[\s,.;:!–—-]+(?:in a nutshell|in brief|"
    rf"{_SHORT}(?:summary|overview|tl;?dr|recap)|give me the gist(?:\s+of (?:it|this|that|(?:this|that|the) story))?)"
    r"(?:\W+(?:please|pls|plz))?\W*$",
    _I | re.DOTALL,
    signs="nutshell brief summary overview tl recap gist",
)
#: only the length of a summary: "longer", "in two sentences", "a bit more detail please", "the whole story"
_LENGTH = Pattern(
    r"^\W*(?:(?:please|and|but|now|make|give|tell|show|me|just|it|that|a|an|bit|little|much|even|in|with|to|the|version|again)"
    r"\b\W*)*(?:longer|shorter|briefer|more (?:briefly|detail(?:s|ed)?)|(?:full |further )?details?|briefly|\w+ sentences?|"
    r"short(?: version)?|(?:whole|full|entire|long) (?:story|version))"
    r"(?:\W+(?:please|version|summary|of it|now))*\W*$",
    _I,
    signs="longer shorter brief detail sentence short whole full entire long",
)
#: "what is it about?", of the story at hand
_ABOUT_WHAT = Pattern(
    rf"^\W*(?:so |and )?what(?:{_IS}|s) (?:it|this|that|(?:the|this|that) (?:story|article|piece|news)) (?:all )?about\W*$",
    _I,
    signs="about",
)
_NEWS = r"(?:news|stories|headlines|articles)"
_TIME = (
    r"(?:today|yesterday|tonight|lately|recently|now|right now|at the moment|"
    r"(?:this|last|past) (?:morning|afternoon|evening|night|week|weekend|month|year))"
)
#: a demand that stands alone, whatever the conversation was about
_NEWEST = Pattern(
    r"^\W*(?:(?:please|so|ok|and|then|hey|can you|could you|show|give|tell|send|list|read|me|us|"
    r"what(?:'s|’s|s| is| are)?|all|of|in|the|some|your)\b[\s,]*)*"
    rf"(?:(?:(?:latest|newest|recent|top|main|big|biggest|major|most important|more|other|new|daily|{_TIME}(?:'s|’s)?)\s+)*"
    rf"{_NEWS}(?:\s+(?:right now|now))?|latest)"
    rf"(?:\s+(?:(?:of|from|for|in|on)\s+)?(?:the\s+)?{_TIME}(?:'s|’s)?)?(?:\s*,?\s*(?:please|thanks?|thank you))?\W*$|"
    r"^\W*(?:so\s+)?what (?:did i|have i|i have|i’ve|i've) miss(?:ed)?"
    rf"(?:\s+{_TIME})?\W*$|"
    rf"^\W*(?:so\s+)?what(?: has|(?:'s|’s))? happened(?: in the news)?\s+{_TIME}\W*$|"
    rf"^\W*(?:so\s+)?what(?: else)?(?:'s|’s|s| is| are) (?:else )?new(?:\s+{_TIME})?\W*$",
    _I,
    signs="news stories headlines articles latest miss new happened",
)
#: "what's the latest?", of a story where there is one to speak of
_LEANS = Pattern(r"^\W*(?:so\s+|and\s+)?what(?:'s|’s|s| is) (?:the )?latest\W*$", _I, signs="latest")
_WHATS_NEW = Pattern(
    rf"^\W*(?:and\s+)?what(?: happened|(?:{_IS}|s| are) (?:new|up|(?:in |on )?the (?:latest )?{_NEWS}|happening|going on))\b\s*"
    r"(?P<topic>today|yesterday|tonight|now|lately|(?:this|last|past) (?:week|month|year))?\W*$",
    _I,
    signs="new up happen going stories headlines articles",
)
_STORIES = Pattern(
    rf"^\W*(?:(?:show|give|send) (?:me )?|list |any |find )?(?:all |every |each )?(?:of )?(?:the |your )?"
    rf"(?:latest|{_NEWS}|(?<=every )story)(?: {_NEWS})?(?: (?:that )?you have)?"
    r"(?:\s+(?:on|about|of|from|with|mentioning))?\b[\s:,-]*(?P<topic>.*)$|"
    rf"^\W*(?:what|which) (?:other )?{_NEWS} (?:do you have|have you(?: got)?|are there) (?:on|about|of|with)\s+(?P<of>.*)$|"
    r"^\W*everything (?:(?:that )?you have )?(?:on|about)\s+(?P<all>.*)$",
    _I | re.DOTALL,
    signs="latest news stories story headlines articles everything",
)
_WHO_SAID = Pattern(
    r"^\W*who(?:\s+(?:else|has|had|have|first|also|ever))*\s+(?:said|says|say|claimed|claims|warned|warns|argued|stated|"
    r"told|commented|complained|insisted|promised|denied|predicted|suggested|stressed|added|called\s+(?:it|them|this|that)|"
    r"described|admitted|acknowledged|declared|noted|quipped|joked|thinks|believes)\b[\s:,]*(?:on\s+|about\s+)?(?:that\s+)?"
    r"(?P<topic>.*)$",
    _I | re.DOTALL,
    signs="who",
)
_WHAT_SAID = tuple(
    Pattern(
        pattern,
        _I | re.DOTALL,
        signs="sa spe spo tal tak too tell told comment claim announce stat th promise warn argue den respond react quot word "
        "remark explain mention reveal disclose specif see view regard judge rate assess feel felt ma take opinion position "
        "stance verdict answer repl expl excuse",
    )
    for pattern in (
        r"^\W*(?:and\s+)?(?:what|anything|how)(?:\s+else)?\s+(?:did|does|do|has|have|had)\s+(?P<speaker>.{1,80}?)\s+"
        rf"(?:(?:also|have|had)\s+)?{_SAY}\b(?:\s+(?:to\s+(?:reporters|journalists|the press)))?\s*"
        rf"(?:(?:(?:{_ABOUT}|to|that)\b\s*|(?={_UPON}\b))(?P<topic>.*))?\W*$",
        r"^\W*(?:and\s+)?how\s+(?:did|does|do|has|have|had)\s+(?P<speaker>.{1,60}?)\s+"
        r"(?:see|saw|seen|view|viewed|regard|regarded|judge|judged|rate|rated|assess|assessed|feel\s+about|felt\s+about)\s+"
        r"(?P<topic>.*)$",
        r"^\W*(?:and\s+)?how\s+(?:did|does|do|has|have|had)\s+(?P<speaker>.{1,60}?)\s+(?:take|took|taken)\s+"
        r"(?P<topic>it|this|that|(?:the|this|that)\s+(?:news|decision|verdict|ruling|result|loss|defeat|move))\W*$",
        r"^\W*(?:and\s+)?what\s+(?:did|does|do|has|have|had)\s+(?P<speaker>.{1,60}?)\s+(?:make|made)\s+of\s+(?P<topic>.*)$",
        r"^\W*(?:and\s+)?what(?:(?:'|’)?s|\s+(?:is|was))\s+(?P<speaker>.{1,60}?)(?:'s|’s|s['’])\s+"
        r"(?:view|take|opinion|position|stance|verdict|answer|reply|explanation|excuse)\s+(?:on|of|to|for|about)\s+(?P<topic>.*)$",
        rf"^\W*(?:did|does|do|has|have|had)\s+(?P<speaker>.{{1,80}}?)\s+{_SAY}\s+(?:anything|something|a word|more)?\s*"
        rf"{_ABOUT}\s+(?P<topic>.*)$",
        r"^\W*(?:did|does|do|has|have|had)\s+(?P<speaker>[^,;:]{1,60}?)\s+(?:ever\s+)?(?:say|said|says|explain(?:ed)?|tell|told|"
        r"mention(?:ed)?|reveal(?:ed)?|disclosed?|specif(?:y|ied))\s+(?:(?:us|anyone|anybody|reporters)\s+)?"
        rf"(?P<topic>(?:{ASKING}|whether|if)\b.*?)\W*$",
        r"^\W*how\s+(?:often|many\s+times)\s+(?:did|does|has|have)\s+(?P<speaker>.{1,60}?)\s+(?:speak|spoke|spoken|talk|talked|"
        rf"comment|commented|say\s+(?:something|anything))\s+{_ABOUT}\s+(?P<topic>.*)$",
        r"^\W*(?:did|has|have|had)\s+(?P<speaker>(?:any|some)(?:one|body)\s+(?:from|at|of|in)\s+.{1,60}?)\s+"
        rf"{_SAY}(?:\s+(?:anything|something|yet|publicly))*\s*(?:{_ABOUT}\s+(?P<topic>.*))?\W*$",
        r"^\W*(?P<speaker>.{1,60}?)(?:'s|’s)?\s+(?:quotes?|quotations?|words|statements?|comments?|remarks?|reaction)\s*"
        rf"(?:{_ABOUT}\s+(?P<topic>.*))?\W*$",
        rf"^\W*(?:quotes?|quotations?|words)\s+(?:by|from|of)\s+(?P<speaker>.{{1,60}}?)\s*(?:{_ABOUT}\s+(?P<topic>.*))?\W*$",
    )
)
#: what stands behind a topic and tells nothing of it: "about her afterwards"
_LATER = Pattern(
    r"\s+(?:afterwards?|later(?: on)?|then|at the time|at all|in the end|publicly|exactly|yet|so far)\W*$", _I
)
_GREETING = Pattern(
    r"^\W*(?:hi|hello|hey|good (?:morning|evening|afternoon|day)|greetings|yo|hallo|hola|bonjour|guten tag|привет|здравствуйте)"
    r"(?:\s+(?:there|bot|all|everyone|onrecord))*\W*$",
    _I,
    signs="hi hello hey good greet yo hallo hola bonjour guten привет здрав",
)
_THANKS = Pattern(
    r"^\W*(?:(?:ok(?:ay)?|great|cool|nice|perfect|got it|right|lovely)\W+)*(?:many thanks|thanks?(?: you)?|thank you|thx|ty|"
    r"ta|cheers|great|ok(?:ay)?|cool|nice|perfect|got it|merci|danke|gracias|спасибо)"
    r"(?:\s+(?:a lot|very much|so much|you|bot|mate|again|for .{1,30}))*\W*$",
    _I,
    signs="thank thx ty ta cheers great ok cool nice perfect got merci danke gracias спасибо",
)
_BYE = Pattern(r"^\W*(?:bye|goodbye|good night|see you(?: later)?|ciao)\W*$", _I, signs="bye night see ciao")
_ABOUT_BOT = Pattern(
    r"^\W*(?:who are you|what are you|what can you do|what do you do|how do you work|help|huh|eh|pardon(?: me)?|sorry|"
    r"i (?:don['’]?t|do not) (?:understand|get (?:it|that))|what do you mean|"
    r"are you (?:a )?(?:bot|human|ai|robot)|how are you)\W*$",
    _I,
    signs="you help huh eh pardon sorry stand get",
)
_TALK = (
    (Message.GREETING, _GREETING),
    (Message.THANKS, _THANKS),
    (Message.BYE, _BYE),
    (Message.ABOUT, _ABOUT_BOT),
)
_ASKS = re.compile(rf"\b(?:{ASKING})\b", _I)
_QUESTION_WORD = re.compile(
    rf"\b(?:{ASKING}|whats|whos|wheres|whens|hows|whys|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b",
    _I,
)


#: question marks of the world's scripts
_ASKING_MARKS = frozenset("?？؟;⁇")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The kind of question; for somebody's words who and about what; for small talk the reply to it."""

    kind: AnswerKind
    speaker: str | None = None
    topic: str | None = None
    talk: Message | None = None


def asks_for_the_newest(text: str) -> bool:
    """Say whether a text asks for the newest stories, of a time or of any, and for no topic.

    >>> [asks_for_the_newest(text) for text in ("news", "yesterday's headlines, please", "what did I miss this week?")]
    [True, True, True]
    >>> [asks_for_the_newest(text) for text in ("news about the ferry", "what's the latest?", "who is in the news?")]
    [False, False, False]
    """
    return _NEWEST.match(text) is not None and _LEANS.match(text) is None


def wanted(text: str) -> Wanted:
    """Return what the user wants, by the form of the words."""
    stripped = text.strip()
    if (talk := small_talk(stripped)) is not None:
        return Wanted(AnswerKind.CHAT, talk=talk)
    if (match := _SUMMARY.match(stripped)) and not _is_fact(stripped, match):
        return Wanted(AnswerKind.SUMMARY, topic=_clean(match["topic"]))
    if _ABOUT_WHAT.match(stripped):
        return Wanted(AnswerKind.SUMMARY)
    if _LENGTH.match(stripped):
        return Wanted(AnswerKind.SUMMARY, topic=stripped)
    if (match := _SUMMARY_OF.match(stripped)) and not _QUESTION_WORD.match(match["topic"]):
        return Wanted(AnswerKind.SUMMARY, topic=_clean(match["topic"]))
    if match := _WHO_SAID.match(stripped):
        return Wanted(AnswerKind.WHO_SAID, topic=_clean(match["topic"]))
    for form in _WHAT_SAID:
        if (match := form.match(stripped)) and _may_speak(match["speaker"]):
            return Wanted(AnswerKind.WHAT_SAID, _clean(match["speaker"]), _clean(_LATER.sub("", match["topic"] or "")))
    if match := _WHATS_NEW.match(stripped):
        return Wanted(AnswerKind.STORIES, topic=_clean(match["topic"]))
    if (match := _STORIES.match(stripped)) and not _ASKS.search(
        listed := match["topic"] or match["of"] or match["all"] or ""
    ):
        return Wanted(AnswerKind.STORIES, topic=_clean(listed))
    asking = _ASKING_MARKS.intersection(stripped) or _QUESTION_WORD.search(stripped) or asks(stripped)
    if not asking and len(stripped.split()) <= 3:
        return Wanted(AnswerKind.STORIES, topic=_clean(stripped))
    return Wanted(AnswerKind.FACT)


def tells_when(topic: str) -> bool:
    """Tell whether a topic is when or where somebody spoke, and not what of.

    >>> tells_when("after the vote"), tells_when("the vote")
    (True, False)
    """
    return _WHEN_SPOKEN.match(topic) is not None


def is_when_they_did(topic: str | None) -> bool:
    """Tell whether a topic is no more than what somebody did when they spoke.

    >>> is_when_they_did("when she resigned"), is_when_they_did("when the dam broke"), is_when_they_did("why he left")
    (True, False, False)
    """
    return topic is not None and _THEIR_DOING.match(topic) is not None


def small_talk(text: str) -> Message | None:
    """Return the reply to small talk, or to what holds no word; None where it is more than talk."""
    if not any(character.isalnum() for character in text):
        return Message.NO_WORDS
    for message, form in _TALK:
        if form.match(text):
            return message
    return None


def _is_fact(text: str, match: "re.Match[str]") -> bool:
    """ "What happened to X?" asks for a story; of those who did something, or with a long clause behind it, for a fact."""
    if not text.lower().startswith("what happened"):
        return False
    return len(match["topic"].split()) > 12 or _THOSE_WHO.match(match["topic"]) is not None


_THOSE_WHO = Pattern(
    r"^(?:(?:all|any) )?(?:(?:of )?those|the ones|(?:the )?(?:people|men|women)|any(?:one|body)|every(?:one|body)) who\b",
    _I,
    signs="who",
)
#: words that do not begin somebody's name or role; and those after which "state" or "claim" is a noun
_NOBODY = frozenset(["it", "this", "that", "there", "what", "which", "when", "where", "how", "why"])
_BEFORE_NOUNS = frozenset(
    ("the", "a", "an", "every", "each", "this", "that", "no", "any", "some", "his", "her", "its", "their", "our", "my",
     "your", "of", "for", "to", "in", "on")
)  # fmt: skip


def _may_speak(speaker: str | None) -> bool:
    if not speaker:
        return False
    words = speaker.lower().split()
    return len(words) <= 8 and words[0] not in _NOBODY and words[-1] not in _BEFORE_NOUNS


#: the country in small letters, where a noun follows: "us officials", not "told us"
_US = re.compile(r"^us(?=\s+[a-z])")


def _clean(words: str | None) -> str | None:
    if not words:
        return None
    return _US.sub("US", words.strip().strip("?!.…,;: \"“”'‘’«»").strip()) or None
