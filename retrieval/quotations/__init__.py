"""Who said what: quotations and their speakers."""
