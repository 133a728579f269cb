"""The window's own files (icons, themes), each read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from imapdesk.resources import find, read_text


@cache
def resource_dir() -> Path:
    """The folder that holds ``icons`` and ``themes``."""
    return find("icons").parent


@cache
def read_resource(name: str) -> str:
    """The text of one of our own files, named from the resources folder."""
    return read_text(name)
