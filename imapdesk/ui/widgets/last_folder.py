"""Where files are saved: begun in one's own folder, from then on in that of the last file, while the program runs."""

from __future__ import annotations

from pathlib import Path


class _Last:
    folder: Path | None = None


def find_last_folder() -> Path:
    """The folder that a dialog opens in."""
    return _Last.folder if _Last.folder is not None and _Last.folder.is_dir() else Path.home()


def remember_folder(folder: Path) -> None:
    """Somebody chose this one."""
    _Last.folder = folder
