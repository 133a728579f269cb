"""A damaged store: what can still be read of its file becomes a new one."""
