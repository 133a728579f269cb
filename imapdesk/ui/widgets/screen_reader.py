"""Whether somebody listens to the window through Orca, the screen reader of Linux desktops."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QAccessible

_PLACE = ("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Status")
_ANSWER_MS = 500


def screen_reader_runs() -> bool:
    """Ask the session bus; other tools for accessibility than a screen reader don't count. False on other systems."""
    if not sys.platform.startswith("linux") or not QAccessible.isActive():
        return False
    if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
        return False
    from PySide6.QtDBus import QDBusConnection, QDBusInterface

    bus = QDBusInterface(*_PLACE, QDBusConnection.sessionBus())
    bus.setTimeout(_ANSWER_MS)
    return bus.isValid() and bus.property("ScreenReaderEnabled") is True
