"""Per-server handling: what a server offers but can't be trusted with, and what it can't take.

Each rule names the product and when it was reported or seen. Extensions that a server was caught breaking in a run
are kept in `HostMemory`, so that the next connection doesn't ask for them again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, timedelta

from imapdesk.mail import utc_now

MODEST_DEPTH = 25  # Office 365 takes at most about 25 pipelined commands (Geary, reported)
GENEROUS_DEPTH = 150
PATIENT_SERVERS = ("dovecot", "cyrus")


# What only makes things quicker. Roles and ids of messages stay: without them folders and messages are mistaken.
SPEED = frozenset({"ENABLE", "QRESYNC", "CONDSTORE", "LIST-STATUS", "ESEARCH", "SEARCHRES", "COMPRESS=DEFLATE"})
PLAINLY = frozenset({"LIST-EXTENDED", "XLIST", "NAMESPACE", "ID"})  # and nothing that IMAP4rev1 doesn't have itself

_NAMESPACES_OF = "namespaces of "
_SLOW_SINCE = "slow since, "
_SUSPECTED_SINCE = "suspected since, "
_PLAIN = "plainly"
_SLOW_FOR = timedelta(days=7)  # then what makes things quicker is tried once more
_SUSPECTED_FOR = timedelta(days=1)


def _today() -> date:
    return utc_now().date()


class HostMemory:
    """What was learnt of hosts: extensions that they were caught breaking, namespaces to be listed by themselves.

    Also hosts that are best asked slowly, since when. `snapshot` and the constructor carry it all across runs.
    """

    def __init__(self, learnt: Mapping[str, list[str]] | None = None, today: Callable[[], date] = _today) -> None:
        kept = learnt or {}
        self._today = today
        self._refused = {host: set(names) for host, names in kept.items() if " " not in host}
        self._namespaces = {host: set(names) for host, names in _find(kept, _NAMESPACES_OF)}
        self._slow = {host: _read_day(names) for host, names in _find(kept, _SLOW_SINCE)}
        self._plain = {host for host, names in _find(kept, _SLOW_SINCE) if _PLAIN in names}
        self._suspected = {host: _read_day(names) for host, names in _find(kept, _SUSPECTED_SINCE)}

    def distrust(self, host: str, capability: str) -> None:
        """Never use ``capability`` on ``host`` again."""
        self._refused.setdefault(host.lower(), set()).add(capability.upper())

    def distrusted(self, host: str) -> frozenset[str]:
        """What isn't to be used on ``host``."""
        refused = frozenset(self._refused.get(host.lower(), ()))
        if not _is_recent(self._slow, host, self._today() - _SLOW_FOR):
            return refused
        return refused | SPEED | PLAINLY if host.lower() in self._plain else refused | SPEED

    def note_slow(self, host: str, *, sure: bool, plainly: bool = False) -> None:
        """``host`` answered without `SPEED` where it had not with it; when that isn't ``sure``, the second time counts.

        A line may break by chance, and a computer that slept finds it silent. ``plainly``: without `PLAINLY`, too.
        """
        host = host.lower()
        if sure or _is_recent(self._suspected, host, self._today() - _SUSPECTED_FOR):
            self._suspected.pop(host, None)
            if not _is_recent(self._slow, host, self._today() - _SLOW_FOR):
                self._slow[host] = self._today()
                self._plain.discard(host)
            if plainly:
                self._plain.add(host)
        else:
            self._suspected[host] = self._today()

    def note_quick(self, host: str) -> None:
        """``host`` answered at the first try."""
        self._suspected.pop(host.lower(), None)

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
        learnt |= {_NAMESPACES_OF + host: sorted(names) for host, names in list(self._namespaces.items())}
        for host, day in list(self._slow.items()):
            learnt[_SLOW_SINCE + host] = [str(day), _PLAIN] if host in self._plain else [str(day)]
        return learnt | {_SUSPECTED_SINCE + host: [str(day)] for host, day in list(self._suspected.items())}


def _find(kept: Mapping[str, list[str]], prefix: str) -> list[tuple[str, list[str]]]:
    return [(name.removeprefix(prefix), values) for name, values in kept.items() if name.startswith(prefix)]


def _read_day(words: list[str]) -> date:
    try:
        return date.fromisoformat(words[0])
    except (ValueError, IndexError):
        return date.min


def _is_recent(days: Mapping[str, date], host: str, after: date) -> bool:
    return days.get(host.lower(), date.min) > after


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


def wants_identity(host: str) -> bool:
    """Whether the server opens no folder before it got an ID (himalaya#651, offlineimap3#71), however it breaks."""
    return host.lower().endswith((".163.com", ".126.com", ".yeah.net", ".188.com"))


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
