"""Who came before or after somebody in an office: "who replaced Rem", "whom did Falk succeed", "Falk's predecessor"."""

import re
from dataclasses import dataclass

from retrieval.questions.patterns import Pattern

_I = re.IGNORECASE
_NAME = (
    r"(?P<name>(?!(?:the|an?|it|this|that|these|those|what|which)\b)[^\s?,;]+"
    r"(?:\s+(?!(?:as|at|in|for|on|with|of|by)\b)[^\s?,;]+){0,3}?)"
)
_WHERE = r"(?:\s+(?:as|at|in|for|on)\b[^?]{0,60})?\W*$"
_TAKES = r"(?:replac(?:e|es|ed|ing)|succeed(?:s|ed|ing)?|follow(?:s|ed|ing)?|tak(?:e|es|ing) over from|took over from)"
_JOB = r"(?:(?:old|former)\s+)?(?:job|post|seat|place|role|position)"
_AFTER = tuple(
    Pattern(
        rf"^\W*(?:(?:and|so|but)\s+)?{form}", _I, signs="replac succe follow over job post seat place role position"
    )
    for form in (
        rf"who(?:(?:'|’)?s|\s+(?:will|is|was|is to|are|has))?\s+(?:be\s+|to\s+)?{_TAKES}\s+{_NAME}{_WHERE}",
        rf"who\s+(?:got|gets|takes|took|has|will get|will take)\s+{_NAME}(?:'s|’s|s['’])\s+{_JOB}{_WHERE}",
        rf"who(?:(?:'|’)?s|\s+(?:is|was|will be))\s+{_NAME}(?:'s|’s|s['’])\s+successor{_WHERE}",
        rf"who(?:(?:'|’)?s|\s+(?:is|was|will be))\s+the\s+successor\s+(?:of|to)\s+{_NAME}{_WHERE}",
    )
)
_BEFORE = tuple(
    Pattern(rf"^\W*(?:(?:and|so|but)\s+)?{form}", _I, signs="replac succe follow over predecessor before")
    for form in (
        rf"whom?\s+(?:did|does|will|has)\s+{_NAME}\s+{_TAKES}{_WHERE}",
        rf"whom?\s+(?:is|was|will)\s+{_NAME}\s+(?:be\s+)?(?:replacing|succeeding|following|taking over from){_WHERE}",
        rf"who(?:(?:'|’)?s|\s+(?:is|was))\s+{_NAME}(?:'s|’s|s['’])\s+predecessor{_WHERE}",
        rf"who(?:(?:'|’)?s|\s+(?:is|was))\s+the\s+predecessor\s+of\s+{_NAME}{_WHERE}",
        rf"who\s+(?:was|ran|led|headed|held|had|did|chaired|ruled)\s+[^?]{{2,60}}?\s+before\s+{_NAME}\W*$",
    )
)


@dataclass(frozen=True, slots=True)
class Succession:
    """Whose successor is asked for, where `later`, or else whose predecessor."""

    name: str
    later: bool


def succession_asked(text: str) -> Succession | None:
    """Return whose successor or predecessor a question asks for, None where it asks for neither.

    >>> succession_asked("who replaced Odd Rem at Norrwind?"), succession_asked("whom did Rem replace?")
    (Succession(name='Odd Rem', later=True), Succession(name='Rem', later=False))
    >>> succession_asked("Who was mayor of Tarnfoss before Runa Dahl?")
    Succession(name='Runa Dahl', later=False)
    >>> succession_asked("who replaced the bridge?") is None
    True
    """
    for later, forms in ((True, _AFTER), (False, _BEFORE)):
        for form in forms:
            if match := form.match(text):
                return Succession(match["name"], later)
    return None
