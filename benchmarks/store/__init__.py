"""What saving, listing and searching cost."""
