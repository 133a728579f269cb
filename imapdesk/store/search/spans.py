"""Dates as spans of ranks, pure: so that the index of words needn't walk through all the years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from imapdesk.store.search.query import Dates, Node

_SLACK_S = 86_400 * 2  # a rank is near its message's second, not at it


def bound_ranks(rows: Iterable[Node]) -> str:
    """Conditions on ``words w`` that follow from those on dates."""
    bounds = [f" AND w.rowid {sign} {second}" for node in rows if isinstance(node, Dates) for sign, second in _of(node)]
    return "".join(bounds)


def _of(dates: Dates) -> Iterator[tuple[str, int]]:
    if dates.first is not None:
        yield ">=", _to_second(dates.first) - _SLACK_S
    if dates.end is not None:
        yield "<=", _to_second(dates.end) + _SLACK_S


def _to_second(day: date) -> int:
    return (day.toordinal() - date(1970, 1, 1).toordinal()) * 86_400
