"""imapclient over our own line: everything that IMAPClient can do, with our limits, counters and allow-list."""

from __future__ import annotations

import imaplib

from imapclient import IMAPClient

from imapdesk.imap.line.transport import Transport


class Client(IMAPClient):  # type: ignore[misc]
    """An `IMAPClient` on a `Transport` that is already signed in. Nothing of ours may be in flight while it is used."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        super().__init__(transport.host, transport.port, ssl=transport.secured)
        # imapclient 4.1.0 switches imaplib's debugging on for good, which makes a text of every literal.
        transport.debug = 0
        self._starttls_done = transport.secured

    def _create_IMAP4(self) -> imaplib.IMAP4:
        return self._transport

    def _set_read_timeout(self) -> None:
        """The transport keeps its own time."""
