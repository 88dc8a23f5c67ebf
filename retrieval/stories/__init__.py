"""Stories: the events that several articles cover. Grouping them, telling them, and setting outlets side by side."""

from retrieval.stories.choice import Found
from retrieval.stories.coverage import Count, Coverage
from retrieval.stories.stories import Stories

__all__ = ["Count", "Coverage", "Found", "Stories"]
