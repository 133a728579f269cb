"""The list, conversations and searches."""
