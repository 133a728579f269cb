"""What a person has before them in the tree, kept while rows come and go around it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractItemView

from imapdesk.ui.folders.outline import Changes
from imapdesk.ui.folders.row import Row
from imapdesk.ui.state.place import Place

if TYPE_CHECKING:
    from imapdesk.ui.folders.tree import MailboxTree

_IN_SIGHT = 80  # rows: if all of these go, nobody knows any more where they were


class Standing:
    """The row that is chosen, the rows that are folded in, and those in sight."""

    def __init__(self, tree: MailboxTree) -> None:
        self._tree = tree
        self._chosen = tree.place()
        self._folded = tree.folded()
        self._seen = self._list_seen()

    def _list_seen(self) -> list[Row]:
        """From the top on; none where the tree isn't scrolled."""
        seen: list[Row] = []
        row = self._tree.itemAt(0, 0) if self._tree.verticalScrollBar().value() else None
        while isinstance(row, Row) and len(seen) < _IN_SIGHT:
            seen.append(row)
            row = self._tree.itemBelow(row)
        return seen

    def find_folded(self, changes: Changes) -> set[Place]:
        """What was folded in, by the names of now."""
        return {changes.follow(place) for place in self._folded}

    def choose(self, items: Mapping[Place, Row], changes: Changes) -> None:
        """Choose what was chosen, else its mailbox. Qt unfolds what is above it: that is to be folded in after this."""
        row = None
        if self._chosen is not None:
            chosen = changes.follow(self._chosen)
            row = items.get(chosen) or items.get(Place(mailbox=chosen.mailbox))
        if row is not self._tree.currentItem():
            self._tree.setCurrentItem(row)  # type: ignore[arg-type]  # None: nothing

    def look(self, items: Mapping[Place, Row]) -> None:
        """Let the same row be the first in sight, or the next one that is left."""
        for seen in self._seen:
            if seen.place is not None and items.get(seen.place) is seen:
                self._tree.scrollToItem(seen, QAbstractItemView.ScrollHint.PositionAtTop)
                return
