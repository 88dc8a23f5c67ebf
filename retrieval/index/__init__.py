"""Indexes: the candidates for a query and the statistics of the collection."""
