"""Handlers of commands, questions, buttons and inline queries."""
