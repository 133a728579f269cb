"""What the first synchronisation of a new mailbox will bring, by what the server told; honest where it did not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from imapdesk.mail import FolderListing, FolderState

USUAL_MESSAGE_BYTES = 75_000  # for servers that tell counts and no sizes
USUAL_BYTES_PER_S = 4_000_000


@dataclass(frozen=True, slots=True)
class Plan:
    """``octets`` are bytes; ``exact`` when the server measured them; ``older`` is None where it didn't say."""

    folders: int
    messages: int
    octets: int
    exact: bool
    older: int | None


def make_plan(listing: FolderListing, included: Collection[str]) -> Plan:
    """The plan for the ticked folders."""
    states = [state for path in included if (state := listing.states.get(path)) is not None and state.messages]
    messages = sum(_count(state) for state in states)
    counted = all(state.since_count is not None for state in states)
    return Plan(
        folders=len(included),
        messages=messages,
        octets=sum(map(_estimate, states)),
        exact=all(state.octets is not None and _count(state) == state.messages for state in states),
        older=sum(state.messages or 0 for state in states) - messages if counted else None,
    )


def _count(state: FolderState) -> int:
    everything = state.messages or 0
    return everything if state.since_count is None else min(state.since_count, everything)


def _estimate(state: FolderState) -> int:
    """A folder's share of its size by the share of its messages; without a size what mail usually is."""
    if state.octets is None or not state.messages:
        return _count(state) * USUAL_MESSAGE_BYTES
    return state.octets * _count(state) // state.messages
