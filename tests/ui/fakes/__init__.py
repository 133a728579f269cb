"""A desk in memory, and invented mail for it."""
