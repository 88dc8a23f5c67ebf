"""The reader: a small text encoder that tells how near a sentence is in meaning to a question, and what it needs to run."""
