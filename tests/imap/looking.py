"""How the fault tests look at a scripted server: sessions, surveys, windows, and what came of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable

from imapdesk.errors import ImapdeskError
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.session import ImapSession
from imapdesk.mail import (
    Fetched,
    ListedFolder,
    Observed,
    Survey,
    SurveyKind,
    SurveyRequest,
    Uid,
    Window,
    WindowDone,
)
from tests.fakes.scripted_server import ScriptedServer

QUICK = Limits(connect_s=2.0, sign_in_s=3.0, command_s=0.6)
"""For servers that fall silent."""
PATIENT = Limits(connect_s=30.0, sign_in_s=30.0, command_s=30.0)
"""For all others: on a busy machine they may think for seconds."""
MEGABYTE = 1024 * 1024
Start = Callable[..., ScriptedServer]


def make_raw(number: int, size: int = 300) -> bytes:
    head = b"Subject: %d\r\nMessage-ID: <%d@example.org>\r\n\r\n" % (number, number)
    return head + random.Random(number).randbytes(size // 2).hex().encode() + b"\r\n"


def open_session(server: ScriptedServer, **options: object) -> ImapSession:
    config = ImapConfig(server.host, server.port, None, "ada@example.org", "secret")
    options.setdefault("limits", PATIENT)
    return ImapSession.open(config, **options)  # type: ignore[arg-type]


def folder(name: str) -> ListedFolder:
    return ListedFolder(name, name.encode(), "/")


def look(
    session: ImapSession, kind: SurveyKind = SurveyKind.EVERYTHING, name: str = "INBOX", **fields: object
) -> Observed:
    return next(session.survey([SurveyRequest(folder(name), Survey(kind, **fields))]))  # type: ignore[arg-type]


def list_and_look(session: ImapSession) -> None:
    session.list_folders()
    look(session)


def make_windows(uids: Iterable[int], *, count: int = 4, size: int = 300, name: str = "INBOX") -> list[Window]:
    ordered = sorted(uids, reverse=True)
    chunks = [tuple(Uid(uid) for uid in ordered[i : i + count]) for i in range(0, len(ordered), count)]
    return [Window(folder(name), None, chunk, size * len(chunk)) for chunk in chunks]


def take(
    session: ImapSession, windows: Iterable[Window]
) -> tuple[dict[int, bytes], list[WindowDone], Exception | None]:
    """What came, how the windows ended, and what ended it all."""
    got: dict[int, bytes] = {}
    done: list[WindowDone] = []
    try:
        for one in session.fetch(windows):
            if isinstance(one, Fetched):
                assert one.uid not in got
                got[one.uid] = one.raw if isinstance(one.raw, bytes) else one.raw.read_bytes()
            else:
                done.append(one)
    except ImapdeskError as error:
        return got, done, error
    return got, done, None
