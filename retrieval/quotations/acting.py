"""Whether whoever is named does something: a verb right behind a name."""

import re

from retrieval.quotations.lexicon import Lexicon

#: the word behind a name: "Odo Tarn met", "Odo Tarn, his coat wet, nodded"
_NEXT = re.compile(r"(?:,[^,.;\n]{1,60},|,)?\s([a-z]+)(?:n['’]t)?\b(?!['’])")


def acts(text: str, end: int, words: Lexicon) -> bool:
    """Say whether a verb stands behind a name that ends at `end`: "Odo Tarn met", "Odo Tarn, his coat wet, nodded"."""
    found = _NEXT.match(text, end)
    word = found.group(1) if found else ""
    return word.endswith("ed") or word in words.acts or words.tags.get(word, "w") in "VS"
