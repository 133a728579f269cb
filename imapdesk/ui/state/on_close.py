"""What a person wants the closing of the window to mean: a setting of the window, and its values."""

from __future__ import annotations

ON_CLOSE = "on_close"
KEEP, QUIT, ASK = "tray", "quit", "ask"
