"""Keeping mailboxes in step: what decides is pure (`plan`, `windows`, `schedule`), what does is thin around it."""
