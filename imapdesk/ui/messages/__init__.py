"""The message list: table, conversations, search, and what can be done with the selected ones."""
