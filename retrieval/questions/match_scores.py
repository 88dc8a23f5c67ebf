"""Questions after the score of a match: the words that ask do not stand in "Harl Rovers 3 Vexley City 2"."""

import re

from retrieval.questions.patterns import Pattern
from retrieval.text.languages import DEFAULT, language
from retrieval.text.terms import analyzer

_ASKED = Pattern(language(DEFAULT).section("answers.patterns")["score"], re.IGNORECASE, signs="score result finish end")
#: what no score is told with
ASKING_TERMS = frozenset(analyzer(DEFAULT).terms(" ".join(language(DEFAULT).words("questions.asking", "scores"))))


def asks_for_score(question: str) -> bool:
    """Tell whether the score of a match is asked for.

    >>> asks_for_score("What was the score in Ostby?"), asks_for_score("how did the match end"), asks_for_score("Who scored?")
    (True, True, False)
    """
    return _ASKED.search(question) is not None
