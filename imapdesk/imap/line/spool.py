"""Temporary files for messages too large for memory, and what their disk says in the words of `imapdesk.errors`."""

from __future__ import annotations

import contextlib
import errno
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from imapdesk.errors import DiskFailed, DiskFull

_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turns what the operating system says of a temporary file into `DiskFull` or `DiskFailed`."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_SPACE:
            raise DiskFull("There is no space left for a large message.", details=str(error)) from error
        raise DiskFailed("A large message can't be written to the disk.", details=str(error)) from error


def open_spool(folder: Path | None) -> IO[bytes]:
    """A new file for one message; it stays when it is closed. Raises `DiskFull`, `DiskFailed`."""
    with disk_errors():
        return tempfile.NamedTemporaryFile(dir=folder, prefix="message-", suffix=".eml", delete=False)


def drop_spool(file: IO[bytes]) -> None:
    """Close and remove a file that nobody wants."""
    with contextlib.suppress(OSError):
        file.close()  # which may have to write what doesn't fit
    with contextlib.suppress(OSError):
        Path(file.name).unlink(missing_ok=True)
