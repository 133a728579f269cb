"""Sums over saved mail, each from one statement: by hour, by sender, by folder, by the files that come with it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from imapdesk.mail import Scope
from imapdesk.store.connection import Row
from imapdesk.store.listing import Selection
from imapdesk.store.searching import Searching


class Statistics(Searching):
    """Aggregates in SQL; what they mean for a person is the desk's to say.

    ``ids`` bounds them to the messages of a search, else ``scope`` does.
    """

    def sum_by_hour(self, scope: Scope, ids: Sequence[int] | None = None) -> list[Row]:
        """(hours since the epoch, messages) where there are any; from an index alone."""
        return self._sum(scope, ids, "l.sort_date / 3600, count(*)", " GROUP BY 1")

    def split_places(self, parts: int) -> list[tuple[int, int]]:
        """The numbers of all places in some parts about equally large, first and last: for sums made side by side."""
        row = self._readers.row("SELECT coalesce(max(id), 0) FROM location")
        step = (int(row[0]) if row else 0) // parts + 1
        return [(step * part + 1, step * (part + 1)) for part in range(parts)]

    def keeps_sums(self, scope: Scope) -> bool:
        """Whether the sums of a scope by sender and by folder are kept, so that there is nothing to add up."""
        return not (scope.unread or scope.starred or scope.attachments) and scope.include_gone

    def sum_by_sender(
        self, scope: Scope, ids: Sequence[int] | None = None, places: tuple[int, int] | None = None
    ) -> list[Row]:
        """(From, messages, octets, of these messages with attachments, and their octets); of some places only."""
        if ids is None and places is None and self.keeps_sums(scope):
            sums = "sum(messages), sum(octets), sum(with_files), sum(file_octets)"
            return self._sum_kept(scope, f"from_, {sums}", "from_")
        columns = (
            "m.from_, count(*), sum(coalesce(l.size, 0)), sum(m.has_attachments), "
            "sum(CASE WHEN m.has_attachments THEN coalesce(l.size, 0) ELSE 0 END)"
        )
        bound = "" if places is None else f" AND l.id BETWEEN {places[0]:d} AND {places[1]:d}"
        return self._sum(scope, ids, columns, f"{bound} GROUP BY m.from_", described=True)

    def sum_by_folder(self, scope: Scope, ids: Sequence[int] | None = None) -> list[Row]:
        """(mailbox, path, messages, octets)."""
        names = {
            row[0]: (row[1], row[2])
            for row in self._readers.rows(
                "SELECT f.id, b.name, f.path FROM folder f JOIN mailbox b ON b.id = f.mailbox_id"
            )
        }
        if ids is None and self.keeps_sums(scope):
            sums = self._sum_kept(scope, "folder_id, sum(messages), sum(octets)", "folder_id")
        else:
            sums = self._sum(scope, ids, "l.folder_id, count(*), sum(coalesce(l.size, 0))", " GROUP BY 1")
        return [(*names[row[0]], row[1], row[2]) for row in sums if row[0] in names]

    def _sum_kept(self, scope: Scope, columns: str, key: str) -> list[Row]:
        selection = self._choose_rows(scope)
        if selection is None:
            return []
        folders = selection.folders
        where = "" if folders is None else f" AND folder_id IN ({','.join(map(str, folders))})"
        return self._readers.rows(f"SELECT {columns} FROM sender_sum WHERE messages > 0{where} GROUP BY {key}")

    def sum_by_file_word(self, scope: Scope, words: Sequence[str], ids: Sequence[int] | None = None) -> Row:
        """(messages, octets) of those with a file whose name holds one of ``words``; from the index of words."""
        selection = self._select_rows(scope, ids)
        if selection is None:
            return (0, 0)
        match = "files : (" + " OR ".join(f'"{word}"' for word in words) + ")"
        row = self._readers.row(
            "SELECT count(*), coalesce(sum(coalesce(l.size, 0)), 0) FROM words w "
            "CROSS JOIN message m ON m.rank = w.rowid CROSS JOIN location l ON l.content_id = m.id "
            f"WHERE words MATCH ? AND {selection.where}",
            (match, *selection.values),
        )
        return row or (0, 0)

    def _sum(
        self, scope: Scope, ids: Sequence[int] | None, columns: str, tail: str, *, described: bool = False
    ) -> list[Row]:
        selection = self._select_rows(scope, ids)
        if selection is None:
            return []
        whole = Selection(selection.where, selection.values, described or selection.described)
        return self._readers.rows(whole.sql(columns, tail), whole.values)

    def _select_rows(self, scope: Scope, ids: Sequence[int] | None) -> Selection | None:
        if ids is None:
            return self._choose_rows(scope)
        return Selection("l.state = 1 AND l.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
