"""Messages that can't be had: set aside with the server's words, tried again ever less often."""

from __future__ import annotations

from datetime import timedelta

from imapdesk.mail import FolderId, Uid, utc_now
from imapdesk.sync.run import Run

RETRY_AFTER = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(weeks=1))


def choose_retry_pause(tries_before: int) -> timedelta:
    """How long a message rests after it failed once more: 1 h, 6 h, 1 day, then a week each time."""
    return RETRY_AFTER[min(tries_before, len(RETRY_AFTER) - 1)]


class Quarantine:
    """Puts messages of one run aside."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._tries: dict[tuple[str, Uid], int] | None = None

    def put(self, folder_id: FolderId, path: str, uid: Uid, reason: str) -> None:
        """Set one message aside and say so."""
        retry_at = utc_now() + choose_retry_pause(self._load_tries().get((path, uid), 0))
        self._run.store.quarantine(folder_id, uid, reason, retry_at=retry_at)
        self._run.quarantined(path, uid, reason)

    def _load_tries(self) -> dict[tuple[str, Uid], int]:
        if self._tries is None:
            held = self._run.store.load_quarantine(self._run.mailbox.id)
            self._tries = {(message.folder, message.uid): message.tries for message in held}
        return self._tries
