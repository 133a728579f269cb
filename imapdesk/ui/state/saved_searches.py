"""Searches that a person keeps: a name and a query each, in the store's settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from imapdesk.desk import Desk

SAVED = "searches.saved"


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search in the tree."""

    name: str
    query: str


def load_searches(desk: Desk) -> tuple[SavedSearch, ...]:
    """Every saved search, by name."""
    saved = desk.get_setting(SAVED, {})
    items = saved.items() if isinstance(saved, dict) else ()
    return tuple(SavedSearch(str(name), str(query)) for name, query in sorted(items))


def keep_search(desk: Desk, name: str, query: str) -> None:
    """Save a search; one of the same name is replaced."""
    kept = {search.name: search.query for search in load_searches(desk)}
    desk.set_setting(SAVED, kept | {name: query})


def drop_search(desk: Desk, name: str) -> None:
    """Remove a saved search."""
    desk.set_setting(SAVED, {search.name: search.query for search in load_searches(desk) if search.name != name})


def rename_search(desk: Desk, name: str, wanted: str) -> str:
    """Call a saved search otherwise; what it is called now. Another one of that name keeps it."""
    kept = {search.name: search.query for search in load_searches(desk)}
    if name not in kept or wanted == name:
        return name
    query, free, number = kept.pop(name), wanted, 2
    while free in kept:
        free, number = f"{wanted} ({number})", number + 1
    desk.set_setting(SAVED, kept | {free: query})
    return free
