"""Bytes to text: named charsets, wrong names, and no name at all. Never raises."""
