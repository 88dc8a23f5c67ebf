"""Polling the feeds: whom to ask when, and what a visit brings."""
