"""Looks for a screen before Qt does: where Qt finds none it ends the whole process, without a sentence."""

from __future__ import annotations

import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from imapdesk.errors import NoScreen

_ANSWER_S = 5.0
_X_PORT = 6000
# [protocol/][host]:display[.screen], as XOpenDisplay(3) reads it.
_X_NAME = re.compile(r"(?:\w+/)?(?P<host>.*):(?P<number>\d+)(?:\.\d+)?")


def need_screen(environ: Mapping[str, str]) -> None:
    """Make sure that a window can be opened. Only Linux asks: elsewhere every session has a screen.

    Raises:
        NoScreen: no display server is named, or none answers under its name.
    """
    if not sys.platform.startswith("linux"):
        return
    chosen = environ.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith(("xcb", "wayland")):
        return  # offscreen, vnc and the like need no display server
    display, wayland = environ.get("DISPLAY", ""), environ.get("WAYLAND_DISPLAY", "")
    if not display and not wayland:
        raise NoScreen("The window needs a screen and there is none here. See “imapdesk --help” for the commands.")
    if not (display and _answers_x(display)) and not (wayland and _answers_wayland(wayland, environ)):
        raise NoScreen(
            "The window needs a screen and none answers. See “imapdesk --help” for the commands.",
            details=f"DISPLAY={display} WAYLAND_DISPLAY={wayland}",
        )


def _answers_x(name: str) -> bool:
    found = _X_NAME.fullmatch(name)
    if found is None:
        return name.startswith("/") and _connects(name)
    host, number = found["host"], int(found["number"])
    if host in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"
        return _connects("\0" + path) or _connects(path)
    if host.startswith("/"):
        return True  # a socket whose path holds a colon; Qt knows best
    try:
        socket.create_connection((host.strip("[]"), _X_PORT + number), timeout=_ANSWER_S).close()
    except OSError:
        return False
    return True


def _answers_wayland(name: str, environ: Mapping[str, str]) -> bool:
    return _connects(str(Path(environ.get("XDG_RUNTIME_DIR", "/")) / name))


def _connects(path: str) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(_ANSWER_S)
        try:
            line.connect(path)
        except OSError:
            return False
    return True
