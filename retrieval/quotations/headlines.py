"""Headlines whose words all have capitals."""

#: words of so many letters have small letters in headlines too
_SHORT = 3


def is_titled(line: str) -> bool:
    """Say whether every longer word of a line has a capital, as in some headlines.

    >>> is_titled("Mayor Brill Says Bridge Is Safe"), is_titled("Mayor Brill says the bridge is safe")
    (True, False)
    """
    words = [word for word in line.split() if len(word) > _SHORT]
    return len(words) > _SHORT and all(not word[0].islower() for word in words)
