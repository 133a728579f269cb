"""Searching saved messages, and saying how a query was understood."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from imapdesk.mail import Scope
from imapdesk.store.database.encoding import clean_text
from imapdesk.store.lists.listing import Listing

if TYPE_CHECKING:
    from imapdesk.store.search.parsing import Cut
    from imapdesk.store.search.query import Node
    from imapdesk.store.search.respelling import Respeller


class Searching(Listing):
    """Search by the language of `imapdesk.store.search.parsing`, whose modules are loaded at the first search."""

    def search_ids(
        self,
        text: str,
        scope: Scope,
        limit: int | None = None,
        *,
        by_relevance: bool = False,
        should_stop: Callable[[], bool] | None = None,
    ) -> array[int]:
        """The numbers of matching messages in the scope's order, or best first; any text is a valid query.

        Raises Cancelled once ``should_stop`` says so, StoreError.
        """
        from imapdesk.store.search.finding import Finder
        from imapdesk.store.search.query import All

        if parse(text) == All(()):
            return self.list_ids(scope, limit)
        with self._readers.stopping(should_stop) if should_stop else nullcontext():
            query = self.understand(text)
            return Finder(self._readers, self._choose_rows).find(query, scope, limit, by_relevance=by_relevance)

    def understand(self, text: str) -> Node:
        """What a query asks for, with the other spellings that the saved mail has of its words. Raises StoreError."""
        from imapdesk.store.search.oneself import asks_for_oneself, name_oneself

        node = self._respeller.respell(parse(text))
        return name_oneself(node, self._load_addresses()) if asks_for_oneself(node) else node

    def _load_addresses(self) -> list[str]:
        """Those of the mailboxes whose mail is here, each once."""
        rows = self._readers.rows("SELECT DISTINCT json_extract(settings, '$.address') FROM mailbox ORDER BY 1")
        return [address for (address,) in rows if address and "@" in address]

    @cached_property
    def _respeller(self) -> Respeller:
        from imapdesk.store.search.respelling import Respeller

        return Respeller(self._readers)

    def explain(self, text: str) -> str:
        """How a query is understood, in one line for the person. Raises StoreError."""
        from imapdesk.store.search.explaining import explain_query
        from imapdesk.store.search.finding import Finder
        from imapdesk.store.search.query import Leaf, Place, change_leaves

        finder = Finder(self._readers, self._choose_rows)

        def look(leaf: Leaf) -> Leaf:
            return replace(leaf, known=bool(finder.find_places(leaf))) if isinstance(leaf, Place) else leaf

        return explain_query(change_leaves(self.understand(text), look), self.find_cut(text))

    def find_cut(self, text: str) -> Cut | None:
        """Where a query ends for the search, if it is longer than one may be."""
        from imapdesk.store.search.parsing import find_cut

        return find_cut(clean_text(text))

    def find_terms(self, text: str) -> tuple[str, ...]:
        """The words and phrases of a query that a list and a reader mark in what it found. Raises StoreError."""
        from imapdesk.store.search.hits import find_terms

        return find_terms(self.understand(text))

    def find_file_terms(self, text: str) -> tuple[str, ...]:
        """The words and phrases of a query that are marked in names of files. Raises StoreError."""
        from imapdesk.store.search.hits import find_file_terms

        return find_file_terms(self.understand(text))


def parse(text: str) -> Node:
    """What a person wrote, understood; any text is a valid query."""
    from imapdesk.store.search.parsing import parse_query

    return parse_query(clean_text(text), date.today())
