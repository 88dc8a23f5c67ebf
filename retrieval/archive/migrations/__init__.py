"""Alembic's migrations of the archive's tables."""
