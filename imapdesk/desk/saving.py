"""Saving chosen messages: each as a file that is called by its day and subject, or all of them as one mbox file."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from imapdesk.desk.messages import MessageDesk
from imapdesk.desk.shown.export import OnProgress, make_mbox_entry, say_where
from imapdesk.mail import ExportItem, Summary

_BATCH = 500  # messages whose rows are looked at in one go
_ENDING = ".eml"


class SavingDesk(MessageDesk):
    """The part of `Desk` that saves messages which somebody chose one by one."""

    def save_each(self, ids: Sequence[int], folder: Path, on_progress: OnProgress | None = None) -> int:
        """Write messages as .eml files into a folder that is there, byte for byte; how many. No file is replaced.

        Raises:
            DiskFull: no space is left; what was written before stays, and whole.
            SettingsRefused: nothing can be written there.
            StoreDamaged: a message can't be read.
        """
        done = 0
        names: Counter[str] = Counter()
        with say_where(folder):
            for done, (summary, item) in enumerate(self._load(ids), 1):
                _write_new(folder, _choose_name(summary), names, item.raw)
                _tell(on_progress, done)
        return done

    def save_as_mbox(self, ids: Sequence[int], path: Path, on_progress: OnProgress | None = None) -> int:
        """Write messages as one mbox file, which another of this name gives way to once it is whole; how many.

        Raises:
            DiskFull, SettingsRefused, StoreDamaged: as above; the file that was there is as it was.
        """
        with say_where(path):
            if path.exists() and not path.is_file():
                raise FileExistsError(f"{path} is no file")  # a folder, or a device that must not be replaced
            part = path.with_name(path.name + ".part")
            try:
                with part.open("wb") as file:
                    done = _append((item for _summary, item in self._load(ids)), file, on_progress)
                os.replace(part, path)
            finally:
                part.unlink(missing_ok=True)
        return done

    def _load(self, ids: Sequence[int]) -> Iterator[tuple[Summary, ExportItem]]:
        """One message in memory at a time; those that are no longer there are left out."""
        for start in range(0, len(ids), _BATCH):
            for summary in self.load_summaries(ids[start : start + _BATCH]):
                for item in self.store.iter_messages((summary.id,)):
                    yield summary, item


def _append(items: Iterable[ExportItem], file: BinaryIO, on_progress: OnProgress | None) -> int:
    done = 0
    for done, item in enumerate(items, 1):
        file.write(make_mbox_entry(item))
        _tell(on_progress, done)
    return done


def _tell(on_progress: OnProgress | None, done: int) -> None:
    if on_progress:
        on_progress(done)


def _choose_name(summary: Summary) -> str:
    """The day first, so that a folder of them is in order."""
    from imapdesk.mime.names import name_message

    when = summary.sent_at or summary.received_at
    return name_message(summary.subject, _ENDING, _find_day(when) if when else "")


def _find_day(when: datetime) -> str:
    try:
        return when.astimezone().date().isoformat()
    except (OverflowError, OSError, ValueError):  # years that this platform's clock can't place
        return when.date().isoformat()


def _write_new(folder: Path, name: str, names: Counter[str], raw: bytes) -> None:
    """A file by this name, or by it and the next number that is free; a torn one doesn't stay."""
    path, file = _open_new(folder, name, names)
    try:
        with file:
            file.write(raw)
    except OSError:
        path.unlink(missing_ok=True)
        raise


def _open_new(folder: Path, name: str, names: Counter[str]) -> tuple[Path, BinaryIO]:
    """``names`` counts those that were tried, so that a thousand newsletters don't try each other's again."""
    while True:
        names[name.casefold()] += 1
        number = names[name.casefold()]
        path = folder / (name if number == 1 else f"{name.removesuffix(_ENDING)} ({number}){_ENDING}")
        try:
            return path, path.open("xb")
        except FileExistsError:
            continue
