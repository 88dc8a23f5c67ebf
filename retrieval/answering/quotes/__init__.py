"""Answers made of quotations: who said it, and what somebody said."""
