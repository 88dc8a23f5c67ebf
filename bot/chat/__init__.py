"""A conversation without a transport: Telegram and the terminal both use it."""
