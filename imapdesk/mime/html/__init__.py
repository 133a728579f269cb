"""HTML that can't phone home, and HTML as text."""
