"""Waiting for changes: NOTIFY (RFC 5465) for all folders, else IDLE (RFC 2177) for one, else a NOOP now and then."""

from __future__ import annotations

import time

from imapdesk.errors import Unreachable
from imapdesk.imap.connection import Connection
from imapdesk.imap.examine import Examined, make_examine
from imapdesk.imap.pipeline import Command
from imapdesk.imap.refusals import explain_bye, explain_refusal
from imapdesk.imap.responses import Parts, classify
from imapdesk.mail import ListedFolder

LONGEST_WAIT_S = 240.0  # home routers forget a silent connection after about five minutes
POLL_S = 60.0
ANSWER_S = 15.0

_NEWS = frozenset({"EXISTS", "EXPUNGE", "FETCH", "VANISHED", "STATUS", "LIST"})
_NOTIFY = (
    b"NOTIFY SET (SELECTED (MessageNew MessageExpunge FlagChange)) "
    b"(PERSONAL (MessageNew MessageExpunge FlagChange MailboxName))\r\n"
)


class _News:
    """Whether something changed; told by whatever the server says while we wait."""

    def __init__(self) -> None:
        self._came = False

    def heard(self) -> bool:
        """Whether there was any."""
        return self._came

    def take(self, parts: Parts) -> None:
        assert isinstance(parts[0], bytes)
        what = classify(parts[0])
        self._came = self._came or (what is not None and what.kind in _NEWS)


def wait_for_change(connection: Connection, folder: ListedFolder, seconds: float = LONGEST_WAIT_S) -> bool:
    """True as soon as something changed, False after ``seconds`` (at most `LONGEST_WAIT_S` is asked of a line)."""
    news = _News()
    connection.pipeline.on_unsolicited = news.take
    until = time.monotonic() + min(seconds, LONGEST_WAIT_S)
    if connection.examined != folder.wire_name:
        _open(connection, folder)
    if connection.has("IDLE"):
        _idle(connection, news, until)
    else:
        _poll(connection, news, until)
    return news.heard()


def _open(connection: Connection, folder: ListedFolder) -> None:
    examined = Examined()
    connection.pipeline.run(make_examine(connection, folder, examined))
    if examined.status is not None and not examined.ok:
        raise explain_refusal(examined.status, f"to open {folder.path}")
    connection.examined = folder.wire_name
    if connection.has("NOTIFY"):
        notify = Command(_NOTIFY)
        connection.pipeline.run(notify)
        if notify.done is not None and not notify.done.ok:
            connection.distrust("NOTIFY")


def _idle(connection: Connection, news: _News, until: float) -> None:
    pipeline, transport = connection.pipeline, connection.transport
    invited: list[bytes] = []
    command = Command(b"IDLE\r\n", on_data=news.take)
    with pipeline.hearing(invited.append):
        pipeline.queue(command)
        pipeline.flush()
        while not invited and command.done is None:
            pipeline.step()
        while not news.heard() and command.done is None and pipeline.bye is None and transport.wait_for_data(until):
            pipeline.step()
        if pipeline.bye is not None:
            raise explain_bye(pipeline.bye, Unreachable("The server ended the connection."))
        if command.done is None:
            transport.deadline = time.monotonic() + ANSWER_S
            transport.write(b"DONE\r\n")
            pipeline.finish()
            transport.deadline = None
    if command.done is not None and not command.done.ok:
        connection.distrust("IDLE")


def _poll(connection: Connection, news: _News, until: float) -> None:
    """Servers without IDLE say what is new in their answer to NOOP."""
    while not news.heard():
        connection.transport.deadline = time.monotonic() + ANSWER_S
        connection.pipeline.run(Command(b"NOOP\r\n", on_data=news.take))
        connection.transport.deadline = None
        if news.heard() or time.monotonic() >= until:
            return
        while connection.transport.wait_for_data(min(until, time.monotonic() + POLL_S)):
            connection.pipeline.step()
            if connection.pipeline.bye is not None:
                raise explain_bye(connection.pipeline.bye, Unreachable("The server ended the connection."))
            if news.heard():
                return
