"""Alembic's entry: runs the migrations on the connection that `migrating.upgrade` hands over."""

from alembic import context

from retrieval.archive.message_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite alters a table by copying it
)
context.run_migrations()
