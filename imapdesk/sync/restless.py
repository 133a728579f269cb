"""Folders that the server gives a new UIDVALIDITY each time they are opened.

Their numbers hold no longer than one opening (RFC 9051 2.3.1.1 lets a server do so between sessions), so that each is
surveyed and fetched from without being opened again, apart from the others. What is held is recognised by its header.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.mail import Folder, FolderId, FolderState, KnownFolder, Observed
from imapdesk.sync.run import Run
from imapdesk.sync.survey import is_renumbered

if TYPE_CHECKING:
    from imapdesk.store import Store

_KEY = "restless_folders"


class Restless:
    """What is known of them; kept across runs, so that the next one need not find out again."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known = load_restless(run.store)
        self._told: set[FolderId] = set()

    def __contains__(self, folder_id: FolderId) -> bool:
        return folder_id in self._known

    def settle(self, folder: Folder, *, renumbers: bool) -> None:
        """Another opening showed, or did not show, another UIDVALIDITY than the one before it."""
        if renumbers and folder.id not in self._told:
            self._told.add(folder.id)
            self._run.notice(
                f"The server renumbers “{folder.path}” each time it is opened; its mail is recognised by its headers."
            )
        if renumbers != (folder.id in self._known):
            # Read anew: the run of another mailbox may have learnt something meanwhile.
            others = load_restless(self._run.store) - {folder.id}
            self._known = others | {folder.id} if renumbers else others
            self._run.store.set_setting(_KEY, sorted(self._known) or None)


def load_restless(store: Store) -> frozenset[FolderId]:
    """The folders of all mailboxes that were renumbered at each opening when they were last opened."""
    return frozenset(store.get_setting(_KEY, None) or ())


def is_contradicted(state: FolderState | None, known: KnownFolder, observed: Observed) -> bool:
    """Whether a folder was opened with neither the UIDVALIDITY that was listed just before nor the known one."""
    listed = state.uidvalidity if state is not None else None
    return is_renumbered(listed, observed.uidvalidity) and observed.uidvalidity != known.uidvalidity
