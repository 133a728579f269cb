"""Synchronising while somebody looks."""
