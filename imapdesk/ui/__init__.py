"""The window: everything that needs Qt. Nothing outside this room imports it but the command line, lazily."""
