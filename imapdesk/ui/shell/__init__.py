"""The window itself: what it starts with, its menus and keys, its tray icon and status bar, and who plays with whom."""
