"""Whether the web engine's sandbox can run here. It is never switched off by the program itself."""

from __future__ import annotations

import os
import sys


def find_sandbox_obstacle() -> str:
    """Why the engine can't be used, or an empty string: as root Chromium would end the whole program."""
    as_root = sys.platform == "linux" and hasattr(os, "geteuid") and os.geteuid() == 0
    return "its sandbox does not run as root" if as_root and not os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") else ""
