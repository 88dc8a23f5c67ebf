"""From pages, feeds and files to articles in the archive."""
