"""The SQLite file itself: the one writer, the readers, its tables, its health and its copies."""
