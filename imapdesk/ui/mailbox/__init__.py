"""A mailbox's dialogs and its own page."""
