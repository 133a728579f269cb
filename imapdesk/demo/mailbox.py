"""The mail that the demo's server holds: folders of messages with flags, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

UIDVALIDITY = 1


@dataclass(slots=True)
class DemoMessage:
    """One message; its flags are the only thing that changes."""

    uid: int
    raw: bytes
    received: datetime
    flags: set[str] = field(default_factory=set)

    @property
    def seen(self) -> bool:
        """Whether it was read."""
        return "\\Seen" in self.flags


@dataclass(slots=True)
class DemoFolder:
    """One folder; ``use`` is its special use (RFC 6154) or empty."""

    path: str
    use: str = ""
    messages: list[DemoMessage] = field(default_factory=list)

    @property
    def uidnext(self) -> int:
        """The UID that the next message will get."""
        return self.messages[-1].uid + 1 if self.messages else 1

    def deliver(self, raw: bytes, received: datetime, *flags: str) -> DemoMessage:
        """Add a message."""
        message = DemoMessage(self.uidnext, raw, received, set(flags))
        self.messages.append(message)
        return message

    def measure(self, item: str) -> int | None:
        """The value of a STATUS item (RFC 3501 6.3.10, RFC 8438 for SIZE); None for one that is not known here."""
        values = {
            "MESSAGES": len(self.messages),
            "UIDNEXT": self.uidnext,
            "UIDVALIDITY": UIDVALIDITY,
            "UNSEEN": sum(not message.seen for message in self.messages),
            "RECENT": 0,
            "SIZE": sum(len(message.raw) for message in self.messages),
        }
        return values.get(item)
