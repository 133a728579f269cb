"""Signing in with the real web engine, and the master password."""
