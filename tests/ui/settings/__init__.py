"""Settings, each of which counts at once."""
