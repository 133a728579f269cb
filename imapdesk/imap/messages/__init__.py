"""Messages fetched in windows, their headers, and a person's flag changes."""
