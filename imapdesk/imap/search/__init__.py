"""Searching on the server: a query in plain words, written as SEARCH keys (RFC 9051 6.4.4)."""
