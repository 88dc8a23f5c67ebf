"""Checking what is claimed: the nearest sentences, and the details in which they differ."""
