"""The progress bar of ``imapdesk sync`` on a terminal: one line a mailbox."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TransferSpeedColumn

from imapdesk.sync import events

if TYPE_CHECKING:
    from typing import Self


class SyncProgress:
    """Turns events of a run into bars; events may come from several threads."""

    def __init__(self) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TransferSpeedColumn(), transient=True
        )
        self._tasks: dict[str, Any] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def on_event(self, event: events.Event) -> None:
        """Show what an event tells."""
        if isinstance(event, events.Progress):
            with self._lock:
                task = self._tasks.setdefault(event.mailbox, None)
                if task is None:
                    task = self._tasks[event.mailbox] = self._bars.add_task(event.mailbox, total=None)
            self._bars.update(
                task, completed=event.done, total=event.total, description=f"{event.mailbox}: {event.folder}"
            )
