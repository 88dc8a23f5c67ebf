"""Feeds of every form, read into one model."""
