"""Whose folders are whose: NAMESPACE (RFC 2342, RFC 9051 6.3.10), asked with the first flight of a connection.

What other people share is listed as well, where ``LIST "" "*"`` leaves it out (Courier's ``#shared.``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from imapdesk.imap.grammar.responses import Parts, classify
from imapdesk.imap.grammar.tokens import UnreadableAnswer, Value, parse_values

MOST_NAMESPACES = 16
# UW-IMAP offers whole news spools, FTP sites and home directories in this way: nobody's mail.
_NOT_MAIL = (b"~", b"#news", b"#ftp", b"#mh")


@dataclass(frozen=True, slots=True)
class Namespace:
    """Where folders of one kind begin; ``shared`` are other people's and everybody's."""

    prefix: bytes
    delimiter: bytes | None
    shared: bool

    def holds(self, name: bytes) -> bool:
        """Whether a folder lies in it, going by its name."""
        root = self.prefix[: -len(self.delimiter)] if self.delimiter and self.prefix.endswith(self.delimiter) else None
        return name.startswith(self.prefix) or (bool(root) and name == root)


@dataclass(slots=True)
class Namespaces:
    """What a server says of its namespaces; nothing until it was asked."""

    known: list[Namespace] = field(default_factory=list)

    def take(self, parts: Parts) -> None:
        """Take an untagged response, if it is the one."""
        assert isinstance(parts[0], bytes)
        what = classify(parts[0])
        if what is None or what.kind != "NAMESPACE":
            return
        try:
            groups = parse_values(parts, what.begins)
        except UnreadableAnswer:
            return
        found = [one for number, group in enumerate(groups[:3]) for one in _read_group(group, shared=number > 0)]
        self.known = found[:MOST_NAMESPACES]

    def is_shared(self, name: bytes) -> bool:
        """Whether a folder is other people's; the longest prefix decides, and INBOX is one's own."""
        if name.upper() == b"INBOX":
            return False
        holding = [one for one in self.known if one.holds(name)]
        best = max(holding, key=lambda one: (len(one.prefix), not one.shared), default=None)
        return best is not None and best.shared

    def find_unlisted(self, names: Iterable[bytes]) -> list[bytes]:
        """The prefixes of shared namespaces of which a listing holds nothing."""
        listed = list(names)
        asked = [one for one in self.known if one.shared and one.prefix and not one.prefix.startswith(_NOT_MAIL)]
        return [one.prefix for one in asked if not any(one.holds(name) for name in listed)]


def _read_group(group: Value, *, shared: bool) -> list[Namespace]:
    found = []
    for pair in group if isinstance(group, tuple) else ():
        if isinstance(pair, tuple) and len(pair) >= 2 and isinstance(pair[0], bytes):
            delimiter = pair[1] if isinstance(pair[1], bytes) and pair[1] else None
            found.append(Namespace(pair[0], delimiter, shared))
    return found
