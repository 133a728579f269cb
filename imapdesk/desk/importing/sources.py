"""Where mail files lie: one file, a folder with folders in it, or a .zip of them, all seen alike."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO

from imapdesk.errors import SettingsRefused


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file by its path below the source; ``size`` in bytes."""

    path: PurePosixPath
    size: int
    open: Callable[[], IO[bytes]]


@contextmanager
def open_source(source: Path) -> Iterator[list[SourceFile]]:
    """Every file of a source, by name.

    Raises:
        SettingsRefused: it can't be read (field "source").
    """
    with ExitStack() as opened:
        try:
            files = list(_find_files(source, opened))
        except (OSError, zipfile.BadZipFile) as error:
            raise SettingsRefused(f"{source.name} can't be read.", field="source", details=str(error)) from error
        yield sorted(files, key=lambda file: file.path)


def _find_files(source: Path, opened: ExitStack) -> Iterator[SourceFile]:
    if source.is_dir():
        yield from _walk(source)
    elif source.exists() and not source.is_file():
        raise OSError("neither a file nor a folder")  # a pipe or a device may never end
    elif zipfile.is_zipfile(source):
        yield from _list(opened.enter_context(zipfile.ZipFile(source)))
    else:
        yield _make_file(source, PurePosixPath(source.name))


def _walk(top: Path) -> Iterator[SourceFile]:
    """Files of a folder; links are not followed: they may lead in a circle or out of it.

    A folder that can't be read stands there like a file that can't, so that nobody takes its mail for imported.
    """
    closed: list[OSError] = []
    for place, _dirs, names in os.walk(top, onerror=closed.append):
        for path in (Path(place, name) for name in names):
            if not path.is_symlink() and path.is_file():
                yield _make_file(path, PurePosixPath(path.relative_to(top).as_posix()))
    for error in closed:
        folder = Path(error.filename)
        if folder == top:
            raise error
        yield SourceFile(PurePosixPath(folder.relative_to(top).as_posix()), 0, partial(_refuse, error))


def _refuse(error: OSError) -> IO[bytes]:
    raise error


def _make_file(path: Path, name: PurePosixPath) -> SourceFile:
    return SourceFile(name, path.stat().st_size, partial(_open, path))


def _list(archive: zipfile.ZipFile) -> Iterator[SourceFile]:
    for member in archive.infolist():
        if not member.is_dir():
            path = PurePosixPath(member.filename.replace("\\", "/"))
            yield SourceFile(path, member.file_size, partial(archive.open, member))


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")
