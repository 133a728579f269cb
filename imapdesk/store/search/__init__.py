"""Searches: a language, the index that leads to each answer by the fewest rows, and a query asked of all places."""
