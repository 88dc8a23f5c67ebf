"""Which story some words mean: looked for once, whatever is asked of what was found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from retrieval.domain import Story
from retrieval.questions import Analysis
from retrieval.stories.headlines import headline_terms, is_headline, says_all, words_asked

#: the score from which a story is about some words; what another's weight must be of the best one's to fit as well; and how
#: many stories there are to choose from
FITS, EQUAL, CHOICE = 0.5, 0.8, 5
#: the score of a story that has all the words
WHOLE = 0.99
#: words that headlines must say for several stories to be one in the course of time: one word alone names many
PLAINLY = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A story found for some words.

    `score` is the share of their weight that its headlines and passages hold, 0 to 1; `weight` tells stories of the same
    score apart: the sum of its three best passages' scores.
    """

    story: Story
    score: float
    weight: float = 0.0


class Choice:
    """The stories that some words may mean, found by `find`, which is given how many to find at most."""

    def __init__(self, words: str, languages: Sequence[str], find: Callable[[str, int], list[Found]]) -> None:
        self._words, self._languages, self._find = words, languages, find

    @cached_property
    def found(self) -> list[Found]:
        """The stories found, best first."""
        return self._find(self._words, CHOICE)

    @cached_property
    def _asked(self) -> Analysis:
        return words_asked(self._words, self._languages)

    def fitting(self) -> list[Story]:
        """Return the story that the words are about, or several where they fit as well; none where they say little of any."""
        found = [one for one in self.found if one.score >= FITS]
        if not found:
            return []
        named = [one.story for one in found if is_headline(one.story.headline, self._words, self._languages)]
        if named:
            return named[:1]
        best = found[0]
        if self._asked.means_one_story:  # of those that fit, the best is told
            return [best.story]
        equal = [one.story for one in found if one.score >= best.score - 0.02 and one.weight >= EQUAL * best.weight]
        # the one whose headline says all of it is meant, not those that mention it
        titled = [story for story in equal if self._says_all(story)]
        return titled if len(titled) == 1 else equal

    def best(self) -> Story | None:
        """Return the one that the words are about, None where they say little of any."""
        return next((one for one in self.fitting() if self._is_named(one)), None)

    def continuing(self, story: Story) -> list[Story]:
        """Return the other stories whose headlines say all of the words, where that of a story does: it goes on in them."""
        if len(self._asked.terms) < PLAINLY or not self._says_all(story):
            return []
        return [one.story for one in self.found if one.story.id != story.id and self._says_all(one.story)]

    def _says_all(self, story: Story) -> bool:
        return says_all(story.headline, self._words, self._languages)

    def _is_named(self, story: Story) -> bool:
        """Tell whether a headline has one of the words, or the story all of them: others stand in it by chance."""
        if not headline_terms(story.headline, self._languages).isdisjoint(self._asked.searched):
            return True
        return any(one.story == story and one.score >= WHOLE for one in self.found)
