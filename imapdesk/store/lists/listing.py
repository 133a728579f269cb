"""Which messages a scope holds: their numbers in order, from covering indexes alone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import chain

from imapdesk.mail import Scope, SortBy
from imapdesk.store.database.base import StoreBase

ORDERS = {
    SortBy.DATE: "l.sort_date {0}, l.id {0}",
    SortBy.FROM: "m.from_ COLLATE NOCASE {0}, l.sort_date DESC, l.id DESC",
    SortBy.SUBJECT: "m.subject COLLATE NOCASE {0}, l.sort_date DESC, l.id DESC",
    SortBy.SIZE: "l.size {0}, l.sort_date DESC, l.id DESC",
}


# Where the messages ``m`` are. Found in one step, SQLite would rather go through a whole folder for each message
# wherever a folder and a date or a mark are asked for: it doesn't know that a message is in one place or two.
OF_MESSAGE = "CROSS JOIN location placed ON placed.content_id = m.id CROSS JOIN location l ON l.id = placed.id"


@dataclass(frozen=True, slots=True)
class Selection:
    """The parts of a SELECT over ``location l``; ``folders`` is None for every folder."""

    where: str
    values: tuple[object, ...]
    described: bool = False  # needs ``message m``
    folders: tuple[int, ...] | None = None

    def sql(self, columns: str, tail: str = "") -> str:
        """The statement."""
        join = " JOIN message m ON m.id = l.content_id" if self.described else ""
        return f"SELECT {columns} FROM location l{join} WHERE {self.where}{tail}"


class Listing(StoreBase):
    """List and count."""

    def list_ids(self, scope: Scope, limit: int | None = None) -> array[int]:
        """The numbers of a scope's messages in its order; a list shows the first ``limit`` while the rest is read."""
        selection = self._choose_rows(scope)
        if selection is None:
            return array("q")
        order = ORDERS[SortBy(scope.sort)].format("DESC" if scope.descending else "ASC")
        tail = f" ORDER BY {order}" + ("" if limit is None else f" LIMIT {int(limit)}")
        ids = array("q")
        for rows in self._readers.batches(selection.sql("l.id", tail), selection.values):
            ids.extend(chain.from_iterable(rows))
        return ids

    def count_messages(self) -> int:
        """How many messages are saved; one in two folders counts twice."""
        row = self._readers.row("SELECT coalesce(sum(saved_count), 0) FROM folder")
        return int(row[0]) if row else 0

    def _choose_rows(self, scope: Scope) -> Selection | None:
        """The WHERE of a scope; None when no folder is in it."""
        folders = self._find_folder_ids(scope)
        if folders is None and (scope.unread or scope.starred):
            folders = [row[0] for row in self._readers.rows("SELECT id FROM folder")]  # their indexes lead with it
        if folders is not None and not folders:
            return None
        parts = ["l.state = 1"]
        if folders is not None:
            parts.append(f"l.folder_id IN ({','.join(map(str, folders))})")
        if scope.unread:
            parts.append("l.gone_at IS NULL AND l.shown & 1 = 0")
        elif not scope.include_gone:
            parts.append("l.gone_at IS NULL")
        if scope.starred:
            parts.append("l.shown & 4 = 4")
        if scope.attachments:
            parts.append("m.has_attachments = 1")
        described = scope.attachments or scope.sort in {SortBy.FROM, SortBy.SUBJECT}
        return Selection(" AND ".join(parts), (), described, None if folders is None else tuple(folders))

    def _find_folder_ids(self, scope: Scope) -> list[int] | None:
        """The folders of a scope by name; None when it is not bound to any."""
        if scope.mailbox is None and scope.folder is None and scope.mailboxes is None and scope.role is None:
            return None
        role = None if scope.role is None else str(scope.role)
        rows = self._readers.rows(
            "SELECT f.id, b.name FROM folder f JOIN mailbox b ON b.id = f.mailbox_id "
            "WHERE (? IS NULL OR b.name = ?) AND (? IS NULL OR f.path = ?) AND (? IS NULL OR f.role = ?)",
            (scope.mailbox, scope.mailbox, scope.folder, scope.folder, role, role),
        )
        return [row[0] for row in rows if scope.mailboxes is None or row[1] in scope.mailboxes]
