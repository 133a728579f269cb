"""Where imapdesk keeps its data: everything it writes lies below one directory, for its owner's eyes only."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from imapdesk.errors import DiskFull, SettingsRefused, StoreError

STORE_NAME = "imapdesk.db"
_FULL = (errno.ENOSPC, errno.EDQUOT)


def choose_data_dir(wanted: Path | str | None = None) -> Path:
    """The data directory: the one asked for, else ``IMAPDESK_DATA_DIR``, else the platform's place."""
    named = wanted or os.environ.get("IMAPDESK_DATA_DIR")
    if named:
        return make_absolute(named, field="data_dir")
    return find_usual_data_dir()


def make_absolute(path: Path | str, *, field: str = "dest") -> Path:
    """The place that a person names, whole; ``~`` is their own folder.

    Raises:
        SettingsRefused: it is relative to a folder that is no longer there, or to the folder of nobody (``field``).
    """
    try:
        return Path(path).expanduser().absolute()
    except (OSError, RuntimeError) as error:
        raise SettingsRefused(f"{path} can't be found from here.", field=field, details=str(error)) from error


def find_usual_data_dir() -> Path:
    """The platform's place for what a program keeps of this person.

    Raises:
        SettingsRefused: there is none: a container's user may be a mere number, without a home.
    """
    import platformdirs  # only when nobody named a place: it costs start-up time

    try:
        return Path(platformdirs.user_data_dir("imapdesk", appauthor=False))
    except RuntimeError as error:
        sentence = "Nobody says where your home folder is: name a data directory (--data-dir or IMAPDESK_DATA_DIR)."
        raise SettingsRefused(sentence, field="data_dir", details=str(error)) from error


def make_private_dir(path: Path) -> Path:
    """Make a directory that only its owner can enter (0700 whatever the umask).

    Raises:
        StoreError: it can't be made there; `DiskFull` when the disk is the reason.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            path.chmod(0o700)
    except OSError as error:
        raise _describe(path, error) from error
    return path


def _describe(path: Path, error: OSError) -> StoreError:
    if is_full(error):
        return make_disk_full(path, str(error))
    return StoreError(f"The data directory {path} can't be used.", details=str(error))


def is_full(error: OSError) -> bool:
    """Whether no space is left on the disk, or of a person's share of it."""
    return error.errno in _FULL


def make_disk_full(path: Path, details: str = "") -> DiskFull:
    """The error for a disk without space; ``path`` lies on it."""
    return DiskFull(f"No space is left on the disk that holds {path}.", details=details)
