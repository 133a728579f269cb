"""The demo's server: on a free port of this computer's own loopback address, for as long as the demo is open."""

from __future__ import annotations

import logging
import secrets
import threading
from collections.abc import Sequence
from socketserver import ThreadingTCPServer

from imapdesk.demo.conversation import Conversation
from imapdesk.demo.mailbox import DemoFolder

USER = "alex@example.com"

_log = logging.getLogger(__name__)


class DemoServer(ThreadingTCPServer):
    """Serves folders to whoever knows the password, which is made anew each time. Nothing leaves the computer."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folders: Sequence[DemoFolder]) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.folders = list(folders)
        self.lock = threading.Lock()
        self.user = USER
        self.password = secrets.token_urlsafe(12)
        self._thread = threading.Thread(target=self.serve_forever, args=(0.1,), name="demo server", daemon=True)

    def handle_error(self, request: object, client_address: object) -> None:
        """A fault of ours ends one conversation; it is noted, not printed."""
        _log.warning("The demo's server gave up a conversation.", exc_info=True)

    @property
    def host(self) -> str:
        """The loopback address."""
        return "127.0.0.1"

    @property
    def port(self) -> int:
        """The port that the system gave it."""
        return int(self.server_address[1])

    def start(self) -> DemoServer:
        """Begin to answer."""
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop answering and free the port."""
        self.shutdown()
        self.server_close()
        self._thread.join(2)
