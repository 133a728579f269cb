"""Pages in the place of the messages: statistics and activity."""
