"""Stories: the events that several articles cover. Grouping them, telling them, and setting outlets side by side."""
