"""Read-only by construction: the commands that may leave this program, and nothing else.

Folders are opened with EXAMINE and bodies asked with BODY.PEEK, which change nothing on a server (RFC 9051 6.3.3,
6.4.5). One exception is a person's own flag change: SELECT and UID STORE +FLAGS/-FLAGS, let through only while
`imapdesk.imap.messages.flags` holds the door open. The other is SELECT alone: on servers whose numbers hold only
for folders that were opened so (`imapdesk.imap.line.quirks.forgets_numbers`), and for a folder whose numbers hold for
one opening, when a flag change is to follow in it. Of the mail it changes no more than \\Recent.
"""

from __future__ import annotations

import re

_READING = frozenset(
    {"AUTHENTICATE", "CAPABILITY", "COMPRESS", "ENABLE", "EXAMINE", "FETCH", "ID", "IDLE", "LIST", "LOGIN", "LOGOUT"}
    | {"LSUB", "NAMESPACE", "NOOP", "NOTIFY", "SEARCH", "STARTTLS", "STATUS", "UNSELECT", "XLIST"}
)
_BY_UID = frozenset({"FETCH", "SEARCH"})
_CHANGES_SEEN = re.compile(rb"(?<![A-Z.])(?:BODY\[|RFC822(?!\.(?:SIZE|HEADER)\b)|BINARY\[)", re.IGNORECASE)
_SELECT = re.compile(rb"SELECT [^\r\n]+", re.IGNORECASE)
_FLAG_CHANGE = re.compile(rb"(?:SELECT [^\r\n]+|UID STORE [0-9:,]+ [+-]FLAGS \([^()\r\n]*\))", re.IGNORECASE)


class ForbiddenCommand(RuntimeError):
    """A bug of ours: a command that could change the server was about to be sent."""


def check_command(line: bytes, *, flag_changes: bool = False, select: bool = False) -> None:
    """Raise `ForbiddenCommand` unless ``line`` (without its tag) is one that may be sent.

    >>> check_command(b"UID FETCH 1:5 (UID BODY.PEEK[])")
    """
    if not (_may_be_sent(line, flag_changes) or (select and _SELECT.fullmatch(line.rstrip(b"\r\n")))):
        raise ForbiddenCommand(f"{line.split(b' ', 1)[0]!r} is not among the commands that imapdesk sends")


def _may_be_sent(line: bytes, flag_changes: bool) -> bool:
    words = line.rstrip(b"\r\n").split(b" ", 2)
    verb = words[0].decode("latin-1").upper()
    if flag_changes and _FLAG_CHANGE.fullmatch(line.rstrip(b"\r\n")):
        return b"\\Deleted" not in line
    if verb == "UID":
        verb = words[1].decode("latin-1").upper() if len(words) > 1 else ""
        if verb not in _BY_UID:
            return False
    return verb in _READING and not (verb == "FETCH" and _CHANGES_SEEN.search(line))
