"""The window as a whole: start and end, keys, language, keeping."""
