"""Rows for lists, conversations, and the columns that sums are made of."""
