"""Settings of the program: pages and cards."""
