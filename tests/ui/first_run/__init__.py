"""From the welcome page to the first mail."""
