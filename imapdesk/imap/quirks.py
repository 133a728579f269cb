"""Per-server handling: what a server offers but can't be trusted with, and what it can't take.

Each rule names the product and when it was reported or seen. Extensions that a server was caught breaking in a run
are kept in `HostMemory`, so that the next connection doesn't ask for them again.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

MODEST_DEPTH = 25  # Office 365 takes at most about 25 pipelined commands (Geary, reported)
GENEROUS_DEPTH = 150
PATIENT_SERVERS = ("dovecot", "cyrus")


_NAMESPACES_OF = "namespaces of "


class HostMemory:
    """What was learnt of hosts: extensions that they were caught breaking, namespaces to be listed by themselves.

    `snapshot` and the constructor carry it across runs.
    """

    def __init__(self, learnt: Mapping[str, list[str]] | None = None) -> None:
        kept = learnt or {}
        self._refused = {host: set(names) for host, names in kept.items() if not host.startswith(_NAMESPACES_OF)}
        self._namespaces = {
            host.removeprefix(_NAMESPACES_OF): set(names)
            for host, names in kept.items()
            if host.startswith(_NAMESPACES_OF)
        }

    def distrust(self, host: str, capability: str) -> None:
        """Never use ``capability`` on ``host`` again."""
        self._refused.setdefault(host.lower(), set()).add(capability.upper())

    def distrusted(self, host: str) -> frozenset[str]:
        """What isn't to be used on ``host``."""
        return frozenset(self._refused.get(host.lower(), ()))

    def note_namespaces(self, host: str, prefixes: Collection[bytes]) -> None:
        """``LIST "" "*"`` leaves out what begins with these."""
        if prefixes:
            known = self._namespaces.setdefault(host.lower(), set())
            known.update(prefix.decode("latin-1") for prefix in prefixes)

    def namespaces(self, host: str) -> list[bytes]:
        """The prefixes that are to be listed by themselves on ``host``."""
        return [prefix.encode("latin-1") for prefix in sorted(self._namespaces.get(host.lower(), ()))]

    def snapshot(self) -> dict[str, list[str]]:
        """A value that JSON can hold."""
        learnt = {host: sorted(names) for host, names in list(self._refused.items())}
        return learnt | {_NAMESPACES_OF + host: sorted(names) for host, names in list(self._namespaces.items())}


def find_unreliable(host: str, identity: Mapping[str, str]) -> frozenset[str]:
    """Capabilities that this host or product is known to break."""
    unreliable: set[str] = set()
    name = identity.get("name", "").lower()
    if host.lower().endswith((".mail.me.com", ".icloud.com")):
        unreliable.add("QRESYNC")  # iCloud: VANISHED is wrong (Mailspring; Apple forum 694251; EDS I#637)
    if name.startswith("cyrus") and _version(identity.get("version", "")) < (2, 5, 11):
        unreliable |= {"LIST-EXTENDED", "LIST-STATUS"}  # Cyrus before 2.5.11: RETURN options broken (reported)
    if host.lower().endswith(("yahoo.com", "aol.com", ".qq.com")):
        unreliable |= {"SEARCH", "ESEARCH", "SEARCHRES"}  # Yahoo answers 1000 of 10000 (mail-archiver#490); QQ: none
    if "yandex" in host.lower():
        unreliable |= {"SEARCHRES"}  # Yandex: SEARCH by date unreliable (Mailspring, reported)
    return frozenset(unreliable)


def asks_size(identity: Mapping[str, str]) -> bool:
    """Whether RFC822.SIZE is cheap: DavMail downloads the body for it (getmail6#69)."""
    return "davmail" not in identity.get("name", "").lower()


def forgets_numbers(identity: Mapping[str, str], greeting: bytes) -> bool:
    """Whether EXAMINE gives UIDs and a UIDVALIDITY that hold for that one time only.

    Courier writes them down when a folder is opened with SELECT (seen with 5.0.13): until then each EXAMINE of a folder
    has another UIDVALIDITY, and new mail may get other UIDs the next time.
    """
    words = identity.get("name", "") + " " + greeting.decode("latin-1")
    return "courier-imap" in words.lower()


def pipeline_depth(identity: Mapping[str, str], greeting: bytes) -> int:
    """How many commands may be in flight at once."""
    words = (identity.get("name", "") + " " + greeting.decode("latin-1")).lower()
    return GENEROUS_DEPTH if any(name in words for name in PATIENT_SERVERS) else MODEST_DEPTH


def _version(text: str) -> tuple[int, ...]:
    numbers = re.search(r"\d+(?:\.\d+)*", text)
    return tuple(int(one) for one in numbers[0].split(".")) if numbers else (99,)
