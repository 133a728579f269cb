"""Finds the files that come with the program: icons, themes, tables, translations."""

from __future__ import annotations

from pathlib import Path

_IN_WHEEL = Path(__file__).parent / "resources"
_IN_CHECKOUT = Path(__file__).parent.parent / "resources"


def find(name: str) -> Path:
    """The resource of this name, such as ``icons/mail.svg``; FileNotFoundError if there is none."""
    for folder in (_IN_WHEEL, _IN_CHECKOUT):
        path = folder / name
        if path.exists():
            return path
    raise FileNotFoundError(f"the program's resource {name!r} is missing; is the installation complete?")


def read_text(name: str) -> str:
    """The text of a resource."""
    return find(name).read_text(encoding="utf-8")
