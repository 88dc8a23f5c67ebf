"""What the operator sees: logs, measurements, and whether the bot is well."""
