"""Stories: the events that several articles cover. Grouping them, telling them, and setting outlets side by side."""

from retrieval.archive.stories import Story
from retrieval.stories.comparing import Comparison, Difference, Side
from retrieval.stories.course import Moment, Timeline
from retrieval.stories.coverage import Count, Coverage
from retrieval.stories.stories import Found, Stories

__all__ = ["Comparison", "Count", "Coverage", "Difference", "Found", "Moment", "Side", "Stories", "Story", "Timeline"]
