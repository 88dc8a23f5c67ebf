"""The one HTTP client, and what keeps it polite and away from private addresses."""
