"""One message that is new in several folders at once: it is fetched once, its other places take what came.

Gmail shows a message under each of its labels; elsewhere rules copy what has just arrived.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import replace

from imapdesk.mail import Folder, Listed, Plan, Relink, Uid
from imapdesk.sync.pending import put_in_order
from imapdesk.sync.proving import Prover
from imapdesk.sync.run import Run
from imapdesk.sync.trusting import IdTrust

_CHUNK = 500

Apart = dict[str, set[Uid]]


class Twins:
    """Finds the twins among a run's pending messages and links them when the first of each has come."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._prover = Prover(run)
        self._trust = IdTrust(run)

    def set_apart(self, paths: Collection[str]) -> Apart:
        """The pending messages, by folder, that another folder's fetch brings as well."""
        if sum(bool(folder.pending) for folder in self._load_folders(paths)) < 2:
            return {}
        known = self._run.store.load_known(self._run.mailbox.id)
        ordered = put_in_order([known[path] for path in paths if path in known and known[path].folder.pending])
        return find_twins({one.folder.path: self._run.store.load_pending_listed(one.folder.id) for one in ordered})

    def link(self, apart: Mapping[str, Collection[Uid]]) -> None:
        """Make places of what is saved by now; what isn't stays pending."""
        run = self._run
        for folder in self._load_folders(apart):
            pending = [one for one in run.store.load_pending_listed(folder.id) if one.uid in apart[folder.path]]
            for begin in range(0, len(pending), _CHUNK):
                some = self._with_headers(folder, pending[begin : begin + _CHUNK])
                held = run.store.find_held(run.mailbox.id, some, ids_proved=self._trust.proved)
                relinks = tuple(Relink(one, held[one.uid]) for one in some if one.uid in held)
                if relinks:
                    run.changed(run.store.apply_plan(folder.id, Plan(relink=relinks)))
                    self._trust.note(relinks)
                self._trust.check(one for one in some if one.header and one.uid not in held)

    def _with_headers(self, folder: Folder, some: list[Listed]) -> list[Listed]:
        likely = self._run.store.find_likely(self._run.mailbox.id, some, ids_proved=self._trust.proved)
        marks = self._prover.ask([(folder, likely)]) if likely else {}
        return [replace(one, header=marks.get((folder.path, one.uid))) for one in some]

    def _load_folders(self, paths: Collection[str]) -> list[Folder]:
        return [folder for folder in self._run.store.load_folders(self._run.mailbox.id) if folder.path in paths]


def find_twins(pending: Mapping[str, Iterable[Listed]]) -> Apart:
    """All places of a message but the first, by folder, in the order of the folders.

    Equal when EMAILID or X-GM-MSGID are (RFC 8474 5.1), else likely when Message-ID, size and internal date are, and
    the folders aren't: one folder may hold two letters that look alike. Their headers decide, once the first has come.
    """
    first: dict[Hashable, str] = {}
    apart: Apart = {}
    for path, messages in pending.items():
        here: dict[Hashable, str] = {}
        for one in messages:
            key = _key_of(one)
            if key is None:
                continue
            if key in first or (one.email_id and key in here):
                apart.setdefault(path, set()).add(one.uid)
            else:
                here[key] = path
        first |= here
    return apart


def _key_of(one: Listed) -> Hashable:
    if one.email_id:
        return one.email_id
    if one.message_id is not None and one.size is not None and one.internal_date is not None:
        return one.message_id, one.size, one.internal_date
    return None
