"""Sending the flags that a person changed here: the only thing that is ever written on a server."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from imapdesk.errors import ProtocolError, ServerRefused, Unreachable
from imapdesk.mail import FlagWish, FolderId, KnownFolder, Uid
from imapdesk.sync.restless import load_restless
from imapdesk.sync.run import Run, to_listed

_TRIES = 2  # then they wait for the next run: what arrived is worth more
_PASSING = frozenset({"UNAVAILABLE", "SERVERBUG", "INUSE", "OVERQUOTA"})  # RFC 5530


def send_wishes(run: Run, known: dict[str, KnownFolder]) -> frozenset[str]:
    """Send a mailbox's open wishes; the paths of the folders whose flags changed on the server by it.

    What is wished for in a folder that is no longer on the server stays a mark of what is kept here: it is sent when
    the folder, or the message, comes back, and until then no run has anything to do for it. What is wished
    for in a folder that is renumbered at each opening waits for its look (`send_wishes_at`).
    """
    wishes = load_wishes(run)
    by_id = {one.folder.id: one for one in known.values() if one.folder.on_server and one.folder.selectable}
    wished = {folder_id: by_id[folder_id] for folder_id in wishes if folder_id in by_id}
    at_once = {folder_id: one for folder_id, one in wished.items() if folder_id not in load_restless(run.store)}
    if at_once:
        run.enter("flags")
    for folder_id, folder in at_once.items():
        run.check()
        if not _send_or_wait(run, folder, wishes[folder_id]):
            break
    return frozenset(one.folder.path for one in wished.values())


def send_wishes_at(run: Run, path: str) -> None:
    """Send a folder's open wishes by the numbers that it was just looked at by, for as long as it is open."""
    known = run.store.load_known(run.mailbox.id, path).get(path)
    wishes = load_wishes(run).get(known.folder.id) if known is not None and known.uidvalidity else None
    if known is not None and wishes:
        run.enter("flags")
        run.check()
        _send_or_wait(run, known, wishes)


def load_wishes(run: Run) -> dict[FolderId, list[FlagWish]]:
    """What may be sent, by folder: of a mailbox that is only read, nothing."""
    return {} if run.mailbox.settings.read_only else run.store.load_wishes(run.mailbox.id)


def _send_or_wait(run: Run, known: KnownFolder, wishes: list[FlagWish]) -> bool:
    """Whether the line stood it; else what is left waits for the next run."""
    try:
        _send(run, known, wishes)
    except (Unreachable, ProtocolError) as error:
        run.line.progressed()  # reading gets the whole of the patience
        run.missed("Changed flags could not be sent now.", error.details)
        return False
    return True


def _send(run: Run, known: KnownFolder, wishes: list[FlagWish]) -> None:
    add = _group((wish.uid, wish.add) for wish in wishes)
    remove = _group((wish.uid, wish.remove) for wish in wishes)
    folder = to_listed(known.folder)
    try:
        answered = run.line.attempt(
            lambda session: session.change_flags(folder, known.uidvalidity, add, remove), tries=_TRIES
        )
    except ServerRefused as error:
        if error.code == "UIDVALIDITY":  # a renumbered folder is relinked first; its wishes wait for the next run
            return
        run.missed(f"The server refused to change flags in “{known.folder.path}”.", error.details)
        if error.code not in _PASSING:
            run.changed(run.store.settle_wishes([wish.id for wish in wishes], ok=False))
        return
    run.line.progressed()
    # A message that got no answer was expunged meanwhile (RFC 9051 6.4.9). Where it was moved, its wish goes with it.
    run.changed(run.store.settle_wishes([wish.id for wish in wishes if wish.uid in answered], ok=True))


def drop_lost_wishes(run: Run) -> None:
    """At the end of a run that had all folders: what is gone and turned up nowhere can't be changed any more."""
    if not run.tally.troubles:
        run.changed(run.store.drop_lost_wishes(run.mailbox.id))


def _group(pairs: Iterable[tuple[Uid, frozenset[str]]]) -> dict[str, list[Uid]]:
    grouped: dict[str, list[Uid]] = defaultdict(list)
    for uid, flags in pairs:
        for flag in flags:
            grouped[flag].append(uid)
    return dict(grouped)
