"""From the line to the store: messages are gathered, saved by the window, and the one that can't be saved isolated.

While one batch is written, the next one is packed and the one after that comes in, each in a thread of its own: zstd,
digests, TLS and SQLite let go of the interpreter, so that all cores work. All counting and telling stays in the run's
thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from imapdesk.errors import DiskFailed, DiskFull, NotFound, StoreDamaged, StoreError, StoreHeld, StoreTooNew
from imapdesk.mail import Fetched, FolderId, StoreChange, Uid
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.run import Run

if TYPE_CHECKING:
    from imapdesk.store.held.saving import PreparedWindow

_SAVE_AT_BYTES = 8 * 1024 * 1024
_SAVE_AT_COUNT = 500
_UNDER_WAY = 2  # batches: one is packed, one is written
_STORE_IS_BROKEN = (DiskFailed, DiskFull, StoreTooNew, StoreDamaged, StoreHeld)
_NOT_SAVED = (StoreError, ValueError, OverflowError, MemoryError)

Isolate = Callable[[str, Uid, str], None]
OnRemoved = Callable[[str, str], None]


@dataclass(frozen=True, slots=True)
class _Batch:
    """Messages of one folder on their way to the store."""

    folder_id: FolderId
    messages: list[Fetched]
    saving: Future[StoreChange]


class Saver:
    """Buffers fetched messages of one folder at a time; bounded, so that memory does not grow with the mailbox."""

    def __init__(self, run: Run, meter: ProgressMeter, isolate: Isolate, on_removed: OnRemoved) -> None:
        self._run = run
        self._meter = meter
        self._isolate = isolate
        self._on_removed = on_removed
        self._buffer: list[Fetched] = []
        self._buffered = 0
        self._folder_id = FolderId(0)
        self._batches: deque[_Batch] = deque()
        self._packer = ThreadPoolExecutor(1, thread_name_prefix="packer")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="saver")

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
        """Begin to save what was gathered, in one transaction, once there is room; whether there was any.

        Raises StoreError when the store can't be used.
        """
        if not self._buffer:
            return False
        while len(self._batches) >= _UNDER_WAY:
            self._settle()
        messages = self._buffer
        prepared = self._packer.submit(self._run.store.prepare_window, messages)
        saving = self._writer.submit(self._write, self._folder_id, prepared)
        self._buffer, self._buffered = [], 0  # not before: a thread may not be to be had
        self._batches.append(_Batch(self._folder_id, messages, saving))
        self._run.line.progressed()
        return True

    def _write(self, folder_id: FolderId, prepared: Future[PreparedWindow]) -> StoreChange:
        return self._run.store.save_window(folder_id, prepared.result())

    def flush(self) -> bool:
        """Save what was gathered and wait until it is; raises as `save`."""
        begun = self.save()
        while self._batches:
            self._settle()
        return begun

    def close(self) -> None:
        """End the threads; what is not saved is given up, and no file stays behind."""
        self._packer.shutdown()
        self._writer.shutdown()
        for batch in self._batches:  # begun before something ended the run: what was written is here, and told
            if batch.saving.exception() is None:
                self._count(batch.messages, batch.saving.result())
        for messages in (self._buffer, *(batch.messages for batch in self._batches)):
            _remove_files(messages)

    def _settle(self) -> None:
        """Wait for the oldest batch."""
        batch = self._batches.popleft()
        try:
            self._count(batch.messages, batch.saving.result())
        except NotFound as error:
            self._on_removed(batch.messages[0].path, error.sentence)
        except _STORE_IS_BROKEN:
            raise
        except _NOT_SAVED as error:
            self._save_singly(batch, error)
        finally:
            _remove_files(batch.messages)

    def _save_singly(self, batch: _Batch, error: Exception) -> None:
        """A batch could not be saved: find the message that can't be, and save the others."""
        refused = [(batch.messages[0], error)] if len(batch.messages) == 1 else self._find_refused(batch)
        if len(refused) == len(batch.messages) > 1:
            raise error  # nothing at all can be saved: it isn't one message's fault
        for fetched, reason in refused:
            self._isolate(fetched.path, fetched.uid, f"It could not be saved: {reason}")

    def _find_refused(self, batch: _Batch) -> list[tuple[Fetched, Exception]]:
        refused: list[tuple[Fetched, Exception]] = []
        for fetched in batch.messages:
            try:
                self._count([fetched], self._run.store.save_window(batch.folder_id, [fetched]))
            except _STORE_IS_BROKEN:
                raise
            except _NOT_SAVED as error:
                refused.append((fetched, error))
        return refused

    def _count(self, messages: list[Fetched], change: StoreChange) -> None:
        self._run.tally.stored += len(change.message_ids)
        self._meter.add(messages[0].path, len(messages), sum(_measure(fetched.raw) for fetched in messages))
        self._run.changed(change)


def _measure(raw: bytes | Path) -> int:
    return len(raw) if isinstance(raw, bytes) else raw.stat().st_size


def _remove_files(messages: list[Fetched]) -> None:
    for fetched in messages:
        if isinstance(fetched.raw, Path):
            with suppress(OSError):
                fetched.raw.unlink(missing_ok=True)
