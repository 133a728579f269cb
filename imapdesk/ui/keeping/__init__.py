"""Mail that leaves or enters by files: export, import, backup and restore, each with its progress and a way to stop."""
