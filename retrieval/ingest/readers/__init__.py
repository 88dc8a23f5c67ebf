"""From bytes to articles: a reader for each form in which articles come."""
