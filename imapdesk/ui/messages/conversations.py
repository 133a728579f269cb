"""PURE: which rows a list by conversations has: one per conversation, the others below it where it is unfolded."""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field

from imapdesk.mail import Conversations


@dataclass(frozen=True, slots=True)
class Threads:
    """A list's conversations; ``open`` are the heads whose other messages are shown."""

    members: Mapping[int, array[int]] = field(default_factory=dict)
    unread: frozenset[int] = frozenset()
    open: frozenset[int] = frozenset()

    def count(self, head: int) -> int:
        """How many messages the conversation of a row has, 1 where there is none."""
        others = self.members.get(head)
        return 1 if others is None else len(others) + 1

    def folded_in(self, head: int) -> tuple[int, ...]:
        """The other messages of a folded conversation; none of an open one, whose messages have rows of their own."""
        return () if head in self.open else tuple(self.members.get(head, ()))

    def list_others(self, number: int) -> tuple[int, ...]:
        """What else is in the conversation of a message, newest first."""
        head = self.find_conversation(number)
        return () if head is None else tuple(each for each in (head, *self.members[head]) if each != number)

    def children(self) -> frozenset[int]:
        """The rows that stand below another one."""
        return frozenset(number for head in self.open for number in self.members.get(head, ()))

    def find_head(self, number: int) -> int | None:
        """The open conversation that a row stands in."""
        return next((head for head in self.open if number in self.members.get(head, ())), None)

    def find_conversation(self, number: int) -> int | None:
        """The first row of the conversation of several that a message is in."""
        if number in self.members:
            return number
        return next((head for head, others in self.members.items() if number in others), None)


def lay_out(found: Conversations, before: Threads) -> tuple[array[int], Threads]:
    """The rows of a new list; a conversation that was unfolded before stays so, also under a newer message."""
    shown = before.open | before.children() if before.open else frozenset()
    still_open = (
        frozenset(head for head, others in found.members.items() if head in shown or not shown.isdisjoint(others))
        if shown
        else frozenset()
    )
    if not still_open:
        return found.heads, Threads(found.members, found.unread)
    rows = array("q")
    for head in found.heads:
        rows.append(head)
        if head in still_open:
            rows.extend(found.members[head])
    return rows, Threads(found.members, found.unread, still_open)
