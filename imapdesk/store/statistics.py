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

    def sum_by_sender(
        self, scope: Scope, ids: Sequence[int] | None = None, places: tuple[int, int] | None = None
    ) -> list[Row]:
        """(From, messages, octets, of these messages with attachments, and their octets); of some places only."""
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
        sums = self._sum(scope, ids, "l.folder_id, count(*), sum(coalesce(l.size, 0))", " GROUP BY 1")
        return [(*names[row[0]], row[1], row[2]) for row in sums if row[0] in names]

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
