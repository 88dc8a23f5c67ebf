"""The bot as a chat in the terminal."""
