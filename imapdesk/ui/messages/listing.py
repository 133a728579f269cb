"""What a list asks the store, and what it gets: the same in one place, whether folder, search or conversation."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from imapdesk.mail import Conversations, Scope, SortBy, Summary

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.ui.state.place import Place

GROUPED = "list.conversations"
FIRST_IDS = 200
FIRST_ROWS = 60
FIRST_HITS = 50  # what a search answers at once; more of them may take seconds
FIND_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be listed; ``first`` asks for the first rows only, so that they are there sooner."""

    scope: Scope
    key: str
    query: str = ""
    by_relevance: bool = False
    conversation: int | None = None
    together: Sequence[int] = ()  # what the list had in that conversation
    grouped: Collection[str] | None = None
    first: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What a list shows; ``more`` when these are the first rows only."""

    ids: array[int]
    rows: Sequence[Summary]
    grouped: frozenset[str]
    conversations: Conversations | None = None
    explained: str = ""
    terms: tuple[str, ...] = field(default=())
    file_terms: tuple[str, ...] = field(default=())
    more: bool = False

    @property
    def count(self) -> int:
        """How many rows there are, folded conversations as one."""
        return len(self.ids)

    @property
    def whole(self) -> bool:
        """Whether nothing else of what a search finds is left out."""
        return not self.more and len(self.ids) < FIND_LIMIT


def answer(desk: Desk, question: Question, should_stop: Callable[[], bool]) -> Found:
    """Ask the store; runs in a background thread. Raises Cancelled for a search that nobody waits for any more."""
    grouped = frozenset(load_grouped(desk) if question.grouped is None else question.grouped)
    if question.conversation is not None:
        ids = desk.load_conversation(question.conversation, question.together)
        return Found(ids, desk.load_summaries(ids[:FIRST_ROWS]), grouped)
    if question.query:
        return _search(desk, question, grouped, should_stop)
    scope = question.scope
    if question.key in grouped and scope.sort == SortBy.DATE and scope.descending:
        limit = FIRST_IDS * 5 if question.first else None
        found = desk.list_conversations(scope, limit)
        more = limit is not None and len(found.heads) + sum(map(len, found.members.values())) == limit
        return Found(found.heads, desk.load_summaries(found.heads[:FIRST_ROWS]), grouped, found, more=more)
    ids = desk.list_ids(scope, FIRST_IDS) if question.first else desk.list_ids(scope)
    more = question.first and len(ids) == FIRST_IDS
    return Found(ids, desk.load_summaries(ids[:FIRST_ROWS]), grouped, more=more)


def _search(desk: Desk, question: Question, grouped: frozenset[str], should_stop: Callable[[], bool]) -> Found:
    limit = FIRST_HITS if question.first else FIND_LIMIT
    ids = desk.search_ids(
        question.query, question.scope, limit, by_relevance=question.by_relevance, should_stop=should_stop
    )
    explained, terms = desk.explain_search(question.query), desk.find_search_terms(question.query)
    found = Found(ids, desk.load_summaries(ids[:FIRST_ROWS]), grouped, explained=explained, terms=terms)
    return replace(found, file_terms=desk.find_file_terms(question.query), more=question.first and len(ids) == limit)


def load_grouped(desk: Desk) -> set[str]:
    """The places that are shown by conversations."""
    saved = desk.get_setting(GROUPED, [])
    return {str(key) for key in saved} if isinstance(saved, list) else set()


def place_key(place: Place | None) -> str:
    """The name under which a place's choice is remembered."""
    if place is None:
        return ""
    return f"{place.mailbox}\n{place.folder}" if place.mailbox else place.view
