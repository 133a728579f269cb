"""Which row of the tree becomes current by itself: after the start, for a new mailbox, after a change of name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from imapdesk.ui.shell.last_place import find_folded, find_place
from imapdesk.ui.state.place import Place
from imapdesk.ui.state.shelf import Snapshot

if TYPE_CHECKING:
    from imapdesk.ui.shell.main_window import MainWindow


class FirstPlace:
    """Chooses at most once for each reason; what the person chose stays."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._inbox_of: str | None = None
        self._page_of: str | None = None

    def want_inbox(self, mailbox: str) -> None:
        """A mailbox was added: its inbox is chosen as soon as its folders are known."""
        self._inbox_of = mailbox

    def want_page(self, mailbox: str) -> None:
        """A mailbox was renamed while its page was open: the page stays."""
        self._page_of = mailbox

    def forget(self, place: Place) -> None:
        """A row became current: by the person's will, unless it is the mailbox whose inbox is still to come."""
        if place.mailbox != self._inbox_of or place.folder is not None:
            self._inbox_of = None

    def choose(self, snapshot: Snapshot) -> bool:
        """Make a row current if one is wanted; true when messages are shown by that."""
        tree = self._window.tree
        if self._page_of and tree.select(Place(mailbox=self._page_of)):
            self._page_of = None
            return False
        wanted = self._inbox_of
        if wanted is None and tree.place() is None:
            if (left := self._return()) is not None:
                return left
            if not snapshot.mailboxes:
                return tree.select(Place(view="all"))  # mail that was imported, or kept
            wanted = snapshot.mailboxes[0].name
        inbox = snapshot.find_inbox(wanted) if wanted else None
        if wanted and tree.select(Place(mailbox=wanted, folder=inbox.path if inbox else None)):
            self._inbox_of = None if inbox else wanted  # its folder list is still to come
            return True
        return False

    def _return(self) -> bool | None:
        """Go back to where the window was left, if that is still there; true when messages are shown by that."""
        tree, state = self._window.tree, self._window.state
        tree.fold(find_folded(state))
        place = find_place(state)
        if place is None or not tree.select(place):
            return None
        return not place.is_mailbox
