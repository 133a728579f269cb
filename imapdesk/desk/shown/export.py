"""Export: saved mail as Maildir, mbox or .eml files, with the server's bytes unchanged."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC
from enum import StrEnum
from itertools import groupby
from pathlib import Path

from imapdesk.desk.computer.places import is_full, make_disk_full
from imapdesk.errors import SettingsRefused
from imapdesk.mail import ExportItem

OnProgress = Callable[[int], None]

# Maildir's info letters (https://cr.yp.to/proto/maildir.html), in the ASCII order that the format asks for.
_MAILDIR_LETTERS = {
    "\\Draft": "D",
    "\\Flagged": "F",
    "$Forwarded": "P",
    "\\Answered": "R",
    "\\Seen": "S",
    "\\Deleted": "T",
}
_FROM_LINE = re.compile(rb"^(>*From )", re.MULTILINE)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*%\ud800-\udfff]|^\.+|[. ]+$')
_LONGEST_PART = 200  # bytes; file systems take 255, and .mbox.part comes after it
_LONGEST_PATH = 600  # bytes of a folder's parts together; macOS takes 1,024 for the whole path
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d|cur|new|tmp)(\.|$)", re.IGNORECASE)


class ExportFormat(StrEnum):
    """How exported mail is laid out."""

    MAILDIR = "maildir"
    MBOX = "mbox"
    EML = "eml"


def export_messages(
    items: Iterable[ExportItem], dest: Path, layout: ExportFormat, on_progress: OnProgress | None = None
) -> int:
    """Write messages below ``dest``; how many. Exporting again to the same place adds only what is new there.

    Raises:
        DiskFull: no space is left; what was written stays whole.
        SettingsRefused: the place can't be written to.
    """
    write = {ExportFormat.MAILDIR: _write_maildir, ExportFormat.MBOX: _write_mbox, ExportFormat.EML: _write_eml}[layout]
    count = 0
    with say_where(dest):
        for count, _ in enumerate(write(items, dest), 1):
            if on_progress:
                on_progress(count)
    return count


@contextmanager
def say_where(dest: Path) -> Iterator[None]:
    """A place that takes no files is the person's to change, and is named. Raises DiskFull, SettingsRefused."""
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise make_disk_full(dest, str(error)) from error
        raise SettingsRefused(f"Mail can't be written to {dest}.", field="dest", details=str(error)) from error


def choose_dir(dest: Path, item: ExportItem) -> Path:
    """DEST/MAILBOX/FOLDER..., each part made safe for every file system (percent-encoded where it is not).

    A folder that lies too deep for one gets a single name, which begins like its path.
    """
    parts = [_safe(part) for part in (item.folder.split(item.delimiter) if item.delimiter else [item.folder])]
    if len("/".join(parts).encode()) > _LONGEST_PATH:
        parts = [_shorten("%2F".join(parts))]
    return dest.joinpath(_safe(item.mailbox), *parts)


def _safe(part: str) -> str:
    def encode(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode(errors="surrogatepass"))

    encoded = _keep_encodable(_UNSAFE.sub(encode, part))
    if _RESERVED.match(encoded):
        encoded = f"%{ord(encoded[0]):02X}{encoded[1:]}"
    return _shorten(encoded) or "%"


def _keep_encodable(name: str) -> str:
    """Where file names are not in UTF-8 (an older locale), what they can't hold is percent-encoded as well."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return "".join(one if one.isascii() else "".join(f"%{byte:02X}" for byte in one.encode()) for one in name)
    return name


def _shorten(name: str) -> str:
    """Long names end in a digest of the whole, so that two which begin alike stay apart."""
    encoded = name.encode()
    if len(encoded) <= _LONGEST_PART:
        return name
    return encoded[: _LONGEST_PART - 17].decode(errors="ignore") + "~" + hashlib.sha256(encoded).hexdigest()[:16]


def _write_maildir(items: Iterable[ExportItem], dest: Path) -> Iterator[None]:
    made: dict[Path, dict[str, str]] = {}
    for item in items:
        folder = choose_dir(dest, item)
        names = made.get(folder)
        if names is None:
            names = made[folder] = _make_maildir(folder)
        _place_maildir(folder, names, item)
        yield


def _make_maildir(folder: Path) -> dict[str, str]:
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    return {name.split(_info_mark())[0]: name for name in os.listdir(folder / "cur")}


def _place_maildir(folder: Path, names: dict[str, str], item: ExportItem) -> None:
    base = _choose_name(item)
    name = (
        base + _info_mark() + "2," + "".join(sorted(_MAILDIR_LETTERS[f] for f in item.flags if f in _MAILDIR_LETTERS))
    )
    known = names.get(base)
    if known is None:
        (folder / "tmp" / base).write_bytes(item.raw)
        os.replace(folder / "tmp" / base, folder / "cur" / name)
    elif known != name:
        os.replace(folder / "cur" / known, folder / "cur" / name)
    names[base] = name


def _info_mark() -> str:
    return "!" if os.name == "nt" else ":"  # a colon can't stand in a Windows file name


def _choose_name(item: ExportItem) -> str:
    arrived = int(item.internal_date.timestamp()) if item.internal_date else 0
    return f"{arrived}.U{item.uid}_{hashlib.sha256(item.raw).hexdigest()[:16]}.imapdesk"


def _write_mbox(items: Iterable[ExportItem], dest: Path) -> Iterator[None]:
    """One file a folder in the mboxrd form (RFC 4155 leaves quoting open; mboxrd's can be undone).

    An earlier export's file is replaced only by a whole one.
    """
    written: set[tuple[int, int]] = set()
    for folder, together in groupby(items, lambda item: choose_dir(dest, item)):
        path = folder.with_name(folder.name + ".mbox")
        part = folder.with_name(folder.name + ".mbox.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        # two folders can come to one file: those of two name spaces, or "Work" and "work"
        goes_on = _identify(path) in written
        if goes_on:
            os.replace(path, part)
        with open(part, "ab" if goes_on else "wb") as file:
            for item in together:
                file.write(make_mbox_entry(item))
                yield
        os.replace(part, path)
        written.add(_identify(path))


def _identify(path: Path) -> tuple[int, int]:
    """A file by whatever name the disk finds it: many take capitals and small letters for the same."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_dev, found.st_ino


def make_mbox_entry(item: ExportItem) -> bytes:
    """A message as it stands in an mbox file, with the line in front of it and behind."""
    arrived = item.internal_date.astimezone(UTC).strftime("%a %b %d %H:%M:%S %Y") if item.internal_date else ""
    separator = f"From MAILER-DAEMON {arrived or 'Thu Jan 01 00:00:00 1970'}\n".encode()
    body = _FROM_LINE.sub(rb">\1", item.raw.replace(b"\r\n", b"\n"))
    return separator + body + (b"\n" if body.endswith(b"\n") else b"\n\n")


def _write_eml(items: Iterable[ExportItem], dest: Path) -> Iterator[None]:
    for item in items:
        folder = choose_dir(dest, item)
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / (_choose_name(item).removesuffix(".imapdesk") + ".eml")
        part = path.with_suffix(".part")
        part.write_bytes(item.raw)
        os.replace(part, path)
        yield
