"""From the line to the store: messages are gathered, saved by the window, and the one that can't be saved isolated."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from imapdesk.errors import DiskFull, StoreDamaged, StoreError, StoreTooNew
from imapdesk.mail import Fetched, FolderId, Uid
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.run import Run

_SAVE_AT_BYTES = 8 * 1024 * 1024
_SAVE_AT_COUNT = 500
_STORE_IS_BROKEN = (DiskFull, StoreTooNew, StoreDamaged)
_NOT_SAVED = (StoreError, ValueError, OverflowError, MemoryError)

Isolate = Callable[[str, Uid, str], None]


class Saver:
    """Buffers fetched messages of one folder at a time; bounded, so that memory does not grow with the mailbox."""

    def __init__(self, run: Run, meter: ProgressMeter, isolate: Isolate) -> None:
        self._run = run
        self._meter = meter
        self._isolate = isolate
        self._buffer: list[Fetched] = []
        self._buffered = 0
        self._folder_id = FolderId(0)

    def keep(self, folder_id: FolderId, fetched: Fetched) -> None:
        """Take one message; what was gathered is saved when it is of another folder, or enough."""
        if self._buffer and folder_id != self._folder_id:
            self.save()
        self._folder_id = folder_id
        self._buffer.append(fetched)
        self._buffered += len(fetched.raw) if isinstance(fetched.raw, bytes) else _SAVE_AT_BYTES
        if self._buffered >= _SAVE_AT_BYTES or len(self._buffer) >= _SAVE_AT_COUNT:
            self.save()

    def save(self) -> bool:
        """Save what was gathered in one transaction; whether there was anything.

        Raises StoreError when the store can't be used.
        """
        batch, self._buffer, self._buffered = self._buffer, [], 0
        if not batch:
            return False
        try:
            self._save_batch(batch)
        finally:
            _remove_files(batch)
        self._run.line.progressed()
        return True

    def _save_batch(self, batch: list[Fetched]) -> None:
        try:
            self._save_some(batch)
        except _STORE_IS_BROKEN:
            raise
        except _NOT_SAVED as error:
            self._save_singly(batch, error)

    def _save_singly(self, batch: list[Fetched], error: Exception) -> None:
        refused = [(batch[0], error)] if len(batch) == 1 else self._find_refused(batch)
        if len(refused) == len(batch) > 1:
            raise error  # nothing at all can be saved: it isn't one message's fault
        for fetched, reason in refused:
            self._isolate(fetched.path, fetched.uid, f"It could not be saved: {reason}")

    def _find_refused(self, batch: list[Fetched]) -> list[tuple[Fetched, Exception]]:
        refused: list[tuple[Fetched, Exception]] = []
        for fetched in batch:
            try:
                self._save_some([fetched])
            except _STORE_IS_BROKEN:
                raise
            except _NOT_SAVED as error:
                refused.append((fetched, error))
        return refused

    def _save_some(self, batch: list[Fetched]) -> None:
        size = sum(_measure(fetched.raw) for fetched in batch)
        change = self._run.store.save_window(self._folder_id, batch)
        self._run.tally.stored += len(change.message_ids)
        self._meter.add(batch[0].path, len(batch), size)
        self._run.changed(change)


def _measure(raw: bytes | Path) -> int:
    return len(raw) if isinstance(raw, bytes) else raw.stat().st_size


def _remove_files(batch: list[Fetched]) -> None:
    for fetched in batch:
        if isinstance(fetched.raw, Path):
            with suppress(OSError):
                fetched.raw.unlink(missing_ok=True)
