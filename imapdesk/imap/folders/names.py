"""From the names of a LIST answer to paths for people, one path for each name and each path once."""

from __future__ import annotations

from collections.abc import Iterable

from imapdesk.imap.grammar.mutf7 import decode


def make_paths(wire_names: Iterable[bytes]) -> dict[bytes, str]:
    """A path for every name. INBOX is INBOX in any case (RFC 9051 5.1); two names never share a path.

    Which of two colliding names keeps the plain path doesn't depend on the order in which they were listed.
    """
    paths: dict[bytes, str] = {}
    taken: set[str] = set()
    for name in sorted(set(wire_names), key=lambda name: (decode(name).encode("utf-8", "replace") != name, name)):
        path = "INBOX" if name.upper() == b"INBOX" else decode(name)
        if path in taken and path == "INBOX":
            continue
        path = _free(path, name, taken)
        taken.add(path)
        paths[name] = path
    return paths


def _free(path: str, name: bytes, taken: set[str]) -> str:
    if path not in taken:
        return path
    plain = name.decode("ascii", "backslashreplace")
    candidates = [plain, *(f"{plain} [{n}]" for n in range(2, 1000))]
    return next(candidate for candidate in candidates if candidate not in taken)
