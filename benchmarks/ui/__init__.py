"""The window over very many messages."""
