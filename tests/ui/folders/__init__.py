"""The tree, its ticks and its views."""
