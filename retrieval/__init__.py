"""Finding, ranking, attributing, answering: text in, answers with citations out."""
