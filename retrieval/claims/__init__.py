"""Claims beside the sentences of articles: the figures, dates and names of both, and where they differ. Nothing is judged."""
