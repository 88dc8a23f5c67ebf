"""The verbs of saying are inflected as English inflects them."""

import re

from retrieval.text.languages import language

IRREGULAR = {
    "forbid": "forbade|forbidden", "foresee": "foresaw|foreseen", "lay": "laid", "read": "read", "say": "said",
    "speak": "spoke|spoken", "swear": "swore|sworn", "tell": "told", "write": "wrote|written",
    "plead": "pleaded|pled", "beseech": "beseeched|besought", "forecast": "forecast|forecasted",
}  # fmt: skip
#: verbs of two syllables whose last one is stressed, so that their last consonant doubles
STRESSED_LAST = {"admit", "rebut", "concur", "refer", "forbid"}
#: a British l doubles whatever the stress
EITHER = {"counsel", "label", "signal"}
VERBS = [line.split() for line in language("en").lines("quotations.cues", "verbs")]


def stems(base: str) -> list[str]:
    """Return the stems that -ed and -ing are set on: a consonant after one stressed vowel doubles."""
    one_vowel = re.fullmatch(r"[^aeiou]*(?:[aeiou]|qui)[bdgklmnprtz]", base) is not None or base in STRESSED_LAST
    one_vowel = one_vowel or base.endswith("pan")
    if base in EITHER:
        return [base, base + base[-1]]
    return [base + base[-1]] if one_vowel else [base]


def past(base: str) -> str:
    if base in IRREGULAR:
        return IRREGULAR[base]
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ied"
    return "|".join(stem + ("d" if stem.endswith("e") else "ed") for stem in stems(base))


def participle(base: str) -> str:
    return "|".join(re.sub(r"(?<![eo])e$", "", stem) + "ing" for stem in stems(base))


def present(base: str) -> str:
    if re.search(r"[^aeiou]y$", base):
        return base[:-1] + "ies"
    return base + ("es" if re.search(r"(?:s|x|z|ch|sh|[^aeiou]o)$", base) else "s")


def test_every_verb_of_saying_has_the_forms_of_its_class() -> None:
    assert [forms[1:] for forms in VERBS] == [
        [form(forms[0]) for form in (present, past, participle)] for forms in VERBS
    ]
