"""Links to other stories whose label is joined to their headline: "Low water:Ferries stay in port until Friday".

On the page the label was set apart by its type alone, so that nothing but the colon is left between the two. No sentence
is written so.
"""

import re
from collections import Counter
from collections.abc import Sequence

#: a label of a few words, a colon with no space behind it, and a headline that begins with a letter: a figure may end a time
_JOINED = re.compile(
    r"(?:[►▶▸•*–—-]\s{0,12})?(?P<label>[^\s:](?:[^:\n]{0,68}[^\s:])):(?=[\"“'‘(]?[^\W\d_])[^\n]{4,200}[^\s.…:;,]"
)
#: a label of so many letters at least: "Q:" and "A:" open what is said in an interview
_LETTERS = 2


def joined_links(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that are links of this form; the lines have no white space around them.

    A label that comes again is a speaker's in a record of what was said, and what stands behind it is text.

    >>> sorted(joined_links(["It rained.", "Low water:Ferries stay in port", "Ferry times: 9:30 and 10:15"]))
    [1]
    >>> sorted(joined_links(["FALK:Was it late?", "BRILL:No.", "FALK:Who was aboard?"]))
    []
    """
    found = {
        number: match["label"]
        for number, line in enumerate(lines)
        if ":" in line and (match := _JOINED.fullmatch(line)) and sum(map(str.isalpha, match["label"])) >= _LETTERS
    }
    often = Counter(found.values())
    return frozenset(number for number, label in found.items() if often[label] == 1)
