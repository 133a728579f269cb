"""Pictures of every state of the window."""
