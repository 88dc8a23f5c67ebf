"""The Telegram bot: the application, its lifecycle, delivery and errors."""
