"""Messages at which the line broke in runs that could not judge them: the next run asks for them last, and alone.

Where many messages break the line, each run would otherwise spend its patience on the same few, and mail behind them
would never come.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from imapdesk.mail import KnownFolder, LocationState, Uid
from imapdesk.mail.uid_sets import format_uid_set, parse_uid_set
from imapdesk.sync.run import Run

_KEY = "suspected_messages"
_MOST = 1000  # of one folder

Place = tuple[str, Uid]


class Suspects:
    """Those of one mailbox, kept from run to run; they mean nothing once their folder is renumbered."""

    def __init__(self, run: Run) -> None:
        self._run = run
        kept = self._load()
        known = self._load_known() if kept else {}
        self._any_kept = any(_key_of(one) in kept for one in known.values())
        self._places: frozenset[Place] = frozenset(
            (path, uid) for path, one in known.items() for uid in _read(kept, one)
        )

    def __contains__(self, place: Place) -> bool:
        return place in self._places

    def of(self, path: str) -> set[Uid]:
        """The suspects of one folder."""
        return {uid for where, uid in self._places if where == path}

    def keep(self, struck: Iterable[Place]) -> None:
        """Keep those of before and these, as far as they are still to be had. Raises StoreError."""
        places = self._places.union(struck)
        if not places and not self._any_kept:
            return
        known = self._load_known()
        own = set(map(_key_of, known.values()))
        # Read anew: the run of another mailbox may have kept some meanwhile.
        kept = {key: value for key, value in self._load().items() if key not in own}
        uids: dict[str, set[Uid]] = defaultdict(set)
        for path, uid in places:
            uids[path].add(uid)
        for path in known.keys() & uids.keys():
            if left := uids[path] & self._find_pending(known[path]):
                kept[_key_of(known[path])] = [known[path].uidvalidity, format_uid_set(sorted(left)[-_MOST:])]
        self._run.store.set_setting(_KEY, kept or None)

    def _find_pending(self, known: KnownFolder) -> set[Uid]:
        pending = self._run.store.load_pending(known.folder.id)
        return {message.uid for message in pending if message.state is LocationState.PENDING}

    def _load_known(self) -> dict[str, KnownFolder]:
        return self._run.store.load_known(self._run.mailbox.id)

    def _load(self) -> dict[str, list[object]]:
        return dict(self._run.store.get_setting(_KEY, None) or {})


def _key_of(known: KnownFolder) -> str:
    return str(known.folder.id)


def _read(kept: Mapping[str, list[object]], known: KnownFolder) -> set[Uid]:
    uidvalidity, uids = kept.get(_key_of(known), (None, ""))
    return set(parse_uid_set(str(uids))) if uidvalidity == known.uidvalidity else set()
