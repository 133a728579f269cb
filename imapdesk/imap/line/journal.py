"""The protocol log: what is said on a line, with everything secret or personal replaced. Off unless asked for.

Literals (mail, passwords in their literal form) never come here: only lines do, and of these no quoted text, no name of
a folder, no sign-in. What stays are verbs, tags, numbers, flags and response codes: what tells how a server behaves.
"""

from __future__ import annotations

import logging
import re

log = logging.getLogger("imapdesk.protocol")

HIDDEN = "[hidden]"
LONGEST = 300

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"?')
_ADDRESS = re.compile(r"[^\s<>()\[\]\",;:@]+@[^\s<>()\[\]\",;@]+")
_SENT = re.compile(r"(?P<tag>[A-Za-z0-9.]+) (?P<verb>UID [A-Z]+|[A-Z]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_STATUS = re.compile(r"(?P<head>\S+ (?:OK|NO|BAD|BYE|PREAUTH))(?P<code> \[[^\]]*\])?.*", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(r"(?P<head>\* (?:LIST|LSUB|XLIST|STATUS)) (?P<rest>.*)", re.IGNORECASE | re.DOTALL)
_LISTED = re.compile(r"(?P<attributes>\([^)]*\)) (?P<delimiter>\"(?:[^\"\\]|\\.)\"|NIL) .*", re.IGNORECASE | re.DOTALL)
_ITEMS = re.compile(r"\([A-Z0-9 .=-]*\)\s*$", re.IGNORECASE)
_HARMLESS = re.compile(r"\* (?:CAPABILITY|FLAGS|ENABLED|SEARCH|ESEARCH|VANISHED|\d+ )", re.IGNORECASE)
_OPEN_VERBS = frozenset(
    {"CAPABILITY", "NOOP", "IDLE", "LOGOUT", "STARTTLS", "ENABLE", "COMPRESS", "NAMESPACE", "UNSELECT", "NOTIFY"}
    | {"FETCH", "UID FETCH", "UID STORE"}
)


def redact_sent(line: str) -> str:
    """A line of ours as it may be kept. Pure.

    >>> redact_sent('A1 LOGIN "ada" "secret"')
    'A1 LOGIN [hidden]'
    """
    text = line.rstrip("\r\n")
    if text.upper() == "DONE":
        return "DONE"
    found = _SENT.fullmatch(text)
    if found is None:
        return HIDDEN  # a continuation: SASL, or the rest of a command after a literal
    verb, rest = found["verb"].upper(), found["rest"]
    if verb in _OPEN_VERBS:
        return _trim(_scrub(text))
    if verb in ("EXAMINE", "SELECT", "STATUS", "LIST", "LSUB", "XLIST") and (items := _ITEMS.search(rest)):
        return _trim(f"{found['tag']} {verb} {HIDDEN} {items[0].strip()}")
    return f"{found['tag']} {verb}" + (f" {HIDDEN}" if rest.strip() else "")


def redact_received(line: str) -> str:
    """A line of the server's as it may be kept: answers in its own words lose the words and keep the code. Pure.

    >>> redact_received("A1 NO [AUTHENTICATIONFAILED] ada may not")
    'A1 NO [AUTHENTICATIONFAILED] [hidden]'
    """
    text = line.rstrip("\r\n")
    if (status := _STATUS.fullmatch(text)) is not None:
        return _trim(_scrub(f"{status['head']}{status['code'] or ''} {HIDDEN}"))
    if (named := _NAMED.fullmatch(text)) is not None:
        listed = _LISTED.fullmatch(named["rest"])
        items = _ITEMS.search(named["rest"])
        kept = f"{listed['attributes']} {listed['delimiter']} {HIDDEN}" if listed else HIDDEN
        return _trim(f"{named['head']} " + (f"{HIDDEN} {items[0].strip()}" if items and not listed else kept))
    if _HARMLESS.match(text):
        return _trim(_scrub(text))
    if text == ")":
        return text  # what is left of a FETCH after its literal
    return "+" if text.startswith("+") else HIDDEN


def _scrub(text: str) -> str:
    return _ADDRESS.sub(HIDDEN, _QUOTED.sub(HIDDEN, text))


def _trim(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} … ({len(text)} characters)"


class Journal:
    """Writes to the logger ``imapdesk.protocol`` while it is on; lines may come from any thread."""

    def __init__(self) -> None:
        self.on = False

    def note_sent(self, data: bytes) -> None:
        """What we wrote; only its lines that begin a command are looked at closer."""
        for line in data.decode("utf-8", "replace").splitlines():
            log.info("C: %s", redact_sent(line))

    def note_received(self, line: bytes) -> None:
        """A line that was read."""
        log.info("S: %s", redact_received(line.decode("utf-8", "replace")))


JOURNAL = Journal()
