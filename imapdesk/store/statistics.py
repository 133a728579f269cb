"""Sums over saved mail: by hour, by sender, by folder, by the files that come with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from imapdesk.mail import Scope
from imapdesk.store.database.connection import Row
from imapdesk.store.lists.adding import Estimate, Sums, Whole, add_up
from imapdesk.store.lists.listing import OF_MESSAGE, Selection
from imapdesk.store.lists.tallying import Tallying
from imapdesk.store.searching import Searching

if TYPE_CHECKING:
    from imapdesk.store.lists.pieces import Tally
    from imapdesk.store.search.listing_ranks import RankLists
    from imapdesk.store.search.matching import Match
    from imapdesk.store.search.summing import Census


class Statistics(Searching, Tallying):
    """Aggregates; what they mean for a person is the desk's to say. Those of a search are added up by columns."""

    def sum_by_hour(self, scope: Scope) -> list[Row]:
        """(hours since the epoch, messages) where there are any; from an index alone."""
        return self._sum(scope, "l.sort_date / 3600, count(*)", " GROUP BY 1")

    def keeps_sums(self, scope: Scope) -> bool:
        """Whether the sums of a scope by sender and by folder are kept, so that there is nothing to add up."""
        return not (scope.unread or scope.starred or scope.attachments) and scope.include_gone

    def sum_by_sender(self, scope: Scope) -> list[Row]:
        """(From, messages, octets, of these messages with attachments, and their octets)."""
        if self.keeps_sums(scope):
            sums = "sum(messages), sum(octets), sum(with_files), sum(file_octets)"
            return self._sum_kept(scope, f"from_, {sums}", "from_")
        columns = (
            "m.from_, count(*), sum(coalesce(l.size, 0)), sum(m.has_attachments), "
            "sum(CASE WHEN m.has_attachments THEN coalesce(l.size, 0) ELSE 0 END)"
        )
        return self._sum(scope, columns, " GROUP BY m.from_", described=True)

    def sum_by_folder(self, scope: Scope) -> list[Row]:
        """(mailbox, path, messages, octets)."""
        if self.keeps_sums(scope):
            sums = self._sum_kept(scope, "folder_id, sum(messages), sum(octets)", "folder_id")
        else:
            sums = self._sum(scope, "l.folder_id, count(*), sum(coalesce(l.size, 0))", " GROUP BY 1")
        names = self._load_names()
        return [(*names[row[0]], row[1], row[2]) for row in sums if row[0] in names]

    def _load_names(self) -> dict[int, tuple[str, str]]:
        rows = self._readers.rows("SELECT f.id, b.name, f.path FROM folder f JOIN mailbox b ON b.id = f.mailbox_id")
        return {id_: (mailbox, path) for id_, mailbox, path in rows}

    def _sum_kept(self, scope: Scope, columns: str, key: str) -> list[Row]:
        selection = self._choose_rows(scope)
        if selection is None:
            return []
        folders = selection.folders
        where = "" if folders is None else f" AND folder_id IN ({','.join(map(str, folders))})"
        return self._readers.rows(f"SELECT {columns} FROM sender_sum WHERE messages > 0{where} GROUP BY {key}")

    def sum_by_file_word(self, scope: Scope, words: Sequence[str]) -> Row:
        """(messages, octets) of those with a file whose name holds one of ``words``; from an index of words."""
        selection = self._choose_rows(scope)
        if selection is None:
            return (0, 0)
        match = self._match_files(words)
        row = self._readers.row(
            f"SELECT count(*), coalesce(sum(coalesce(l.size, 0)), 0) FROM {match.table} w "
            f"CROSS JOIN message m ON m.rank = w.rowid {OF_MESSAGE} "
            f"WHERE {match.table} MATCH ? AND {selection.where}",
            (match.text, *selection.values),
        )
        return row or (0, 0)

    def sum_up(
        self,
        scope: Scope,
        text: str,
        kinds: Mapping[str, Sequence[str]],
        *,
        on_estimate: Callable[[Estimate], None] | None = None,
        should_stop: Callable[[], bool] = lambda: False,
    ) -> Sums:
        """All sums over what a search finds in a scope; ``kinds`` are words in names of files.

        Where very many messages must be read for that, ``on_estimate`` is told beforehand what some of them say.
        Raises Cancelled once ``should_stop`` says so, StoreError.
        """
        from imapdesk.store.search.finding import Finder
        from imapdesk.store.search.listing_ranks import RankLists
        from imapdesk.store.search.sampling import ask_query

        query, finder = self.understand(text), Finder(self._readers, self._choose_rows)
        # kept sums and columns are of one moment
        with RankLists.open(self._readers, should_stop) as lists, self._readers.snapshot():
            census = finder.make_census(lists, query)
            census.middle, census.tally = self.find_middle(), self.load_tally()
            names, files = self._load_names(), self._find_kinds(lists, kinds)

            def tell(tally: Tally, chosen: bytes, share: float) -> None:
                if on_estimate is not None:
                    on_estimate(Estimate(add_up(tally, chosen, names, files), share))

            places = found = self._ask_scope(census, scope)
            split = finder.split(census, query)
            if found and text.strip() and split is None:
                # what nobody has looked into yet is found by its row alone, which the columns don't have
                found &= self._ask_ids(census, self.search_ids(text, scope, should_stop=should_stop))
            elif split is not None:
                found = ask_query(census, split, places, None if on_estimate is None else tell)
            whole = None
            if self.keeps_sums(scope) and 2 * found.bit_count() > places.bit_count():
                left = census.choose(places ^ found)
                whole = Whole(self.sum_by_sender(scope), self.sum_by_folder(scope), left)
        return add_up(census.tally, census.choose(found), names, files, whole)

    def _ask_scope(self, census: Census, scope: Scope) -> int:
        selection = self._choose_rows(scope)
        if selection is None:
            return 0
        if self.keeps_sums(scope):
            return census.everything if selection.folders is None else census.ask_folders(selection.folders)
        return census.ask_rows(selection.sql("l.id"), selection.values)

    def _ask_ids(self, census: Census, ids: Sequence[int]) -> int:
        return census.ask_ids(set(ids))

    def _find_kinds(self, lists: RankLists, kinds: Mapping[str, Sequence[str]]) -> dict[int, tuple[str, ...]]:
        """The kinds of files of each rank's message that has some."""
        found: dict[int, tuple[str, ...]] = {}
        for name, words in kinds.items():
            ranks = list(lists.list_in_order(self._match_files(words)))
            several = list(filter(found.__contains__, ranks))
            before = list(map(found.__getitem__, several))
            together = {own: (*own, name) for own in set(before)}
            found.update(dict.fromkeys(ranks, (name,)))
            found.update(zip(several, map(together.__getitem__, before), strict=True))
        return found

    def _match_files(self, words: Sequence[str]) -> Match:
        from imapdesk.store.search.matching import Match
        from imapdesk.store.search.vocabulary import StoredVocabulary

        table = "heads" if StoredVocabulary(self._readers, complete=True).has_heads else "words"
        return Match("files : (" + " OR ".join(f'"{word}"' for word in words) + ")", table)

    def _sum(self, scope: Scope, columns: str, tail: str, *, described: bool = False) -> list[Row]:
        selection = self._choose_rows(scope)
        if selection is None:
            return []
        whole = Selection(selection.where, selection.values, described or selection.described)
        return self._readers.rows(whole.sql(columns, tail), whole.values)
