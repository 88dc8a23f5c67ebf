"""Articles, quotations and stories by id: the truth that every index is built from."""
