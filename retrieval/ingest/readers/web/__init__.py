"""Reading web pages: what the page says about itself, and its article's body."""
