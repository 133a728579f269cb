"""What is still to be fetched, as windows: folder by folder, newest first, what was not answered once more alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from imapdesk.mail import Folder, KnownFolder, KnownMessage, Uid, Window
from imapdesk.sync.progress import ProgressMeter
from imapdesk.sync.run import Run, to_listed
from imapdesk.sync.suspects import Suspects
from imapdesk.sync.windows import WindowLimits, choose_order, estimate_size, make_windows

_TOO_LARGE = "It is larger than this mailbox's limit."


class PendingMail:
    """Makes windows of the pending messages of some folders."""

    def __init__(self, run: Run, limits: WindowLimits, meter: ProgressMeter, suspects: Suspects) -> None:
        self._run = run
        self._limits = limits
        self._meter = meter
        self._suspects = suspects

    def make_windows(
        self,
        paths: Collection[str],
        unanswered: Mapping[str, set[Uid]] | None = None,
        leave: Mapping[str, set[Uid]] | None = None,
    ) -> list[Window]:
        """Windows for all that is pending in the folders but `leave`; suspects and the `unanswered` last, singly."""
        one_path = next(iter(paths)) if len(paths) == 1 else None
        known = self._run.store.load_known(self._run.mailbox.id, one_path)
        windows: list[Window] = []
        alone: list[Window] = []
        for one in put_in_order([known[path] for path in paths if path in known]):
            if not one.folder.pending and not one.folder.quarantined and not one.folder.left_out:
                continue
            messages = self._load(one.folder)
            left = (leave or {}).get(one.folder.path)
            messages = [message for message in messages if message.uid not in left] if left else messages
            single = (unanswered or {}).get(one.folder.path, set()) | self._suspects.of(one.folder.path)
            rest = [message for message in messages if message.uid not in single]
            again = [message for message in messages if message.uid in single]
            if unanswered is None:
                self._meter.expect(len(messages), sum(map(estimate_size, messages)))
            listed = to_listed(one.folder)
            windows += make_windows(listed, one.uidvalidity, rest, self._limits)
            alone += make_windows(listed, one.uidvalidity, again, replace(self._limits, count=1, first_count=1))
        return windows + alone

    def _load(self, folder: Folder) -> list[KnownMessage]:
        """A folder's pending messages; the mailbox's limit, which may be another one now, leaves out the large ones."""
        store, limit = self._run.store, self._run.mailbox.settings.max_message_bytes
        if folder.left_out:
            store.let_in(folder.id, limit)
        messages = store.load_pending(folder.id)
        if not limit:
            return messages
        for message in messages:
            if (message.size or 0) > limit:
                store.quarantine(folder.id, message.uid, _TOO_LARGE, retry_at=None)
        return [message for message in messages if (message.size or 0) <= limit]


def put_in_order(known: Collection[KnownFolder]) -> list[KnownFolder]:
    """The folders as people want them filled."""
    by_path = {one.folder.path: one for one in known}
    return [by_path[listed.path] for listed in choose_order(to_listed(one.folder) for one in known)]
