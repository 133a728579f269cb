"""Where the program's own files (icons, themes) lie: inside the package when installed, beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def resource_dir() -> Path:
    """The folder that holds ``icons`` and ``themes``."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"


@cache
def read_resource(name: str) -> str:
    """The text of one of our own files, named from the resources folder."""
    return (resource_dir() / name).read_text(encoding="utf-8")
