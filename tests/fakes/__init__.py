"""Fakes, only where a real server can't be told to fail in the wanted way."""
