"""A line begun before it is asked for: while the program's other parts still load, TCP and TLS are under way.

`begin` starts one in a thread, `take` hands it to the first connection to the same place; one that nobody takes is
closed by `drop_all`. A line that could not be made is not tried a second time: who takes it gets the error.
A synchronisation that finds nothing new spends a third of its time loading modules, a third waiting for the network.
"""

from __future__ import annotations

import contextlib
import socket
import threading
import time

from imapdesk.imap.config import ImapConfig
from imapdesk.imap.line import tls
from imapdesk.mail import Security
from imapdesk.net.connecting import Patience, connect
from imapdesk.net.trust import make_context

PATIENCE_S = 15.0
FRESH_S = 20.0  # some servers hang up on a connection that doesn't sign in for half a minute
STEP_S = 0.1


class EarlyLine:
    """A connection in the making, and the secured wire over it when TLS begins at once."""

    def __init__(self, config: ImapConfig) -> None:
        self.sock: socket.socket | None = None
        self.wire: tls.SecureLine | None = None
        self.context = None if config.protection is Security.NONE else make_context(config.ca_file, config.certificate)
        self._config = config
        self._error: Exception | None = None
        self._done = threading.Event()
        self._unwanted = threading.Event()
        self._done_at = 0.0
        threading.Thread(target=self._make, name="early line", daemon=True).start()

    def _make(self) -> None:
        try:
            self._connect(self._config.host, self._config.port)
        except Exception as error:  # told to whoever takes the line
            self._error = error
        self._done_at = time.monotonic()
        self._done.set()
        if self._unwanted.is_set():
            self._close()

    def _connect(self, host: str, port: int) -> None:
        patience = Patience(self._unwanted.is_set, time.monotonic() + PATIENCE_S, f"{host} doesn't answer.")
        self.sock = connect(host, port, patience)
        if self._config.protection is Security.SSL and self.context is not None:
            self.wire = tls.wrap(self.sock, self.context, host, patience.keep_waiting, STEP_S)

    def wait(self, patience: Patience) -> bool:
        """Whether the line is there and still fresh. Raises what making it raised, or what ``patience`` does."""
        while not self._done.wait(STEP_S):
            patience.keep_waiting()
        if self._error is not None:
            raise self._error
        return time.monotonic() - self._done_at < FRESH_S

    def drop(self) -> None:
        """Close it now, or as soon as it is made."""
        self._unwanted.set()
        if self._done.is_set():
            self._close()

    def _close(self) -> None:
        with contextlib.suppress(OSError):
            if isinstance(self.wire, socket.socket):
                self.wire.close()
            elif self.sock is not None:
                self.sock.close()


_Goal = tuple[str, int, Security, str | None, str | None]
_lines: dict[_Goal, EarlyLine] = {}
_guard = threading.Lock()


def _goal(config: ImapConfig) -> _Goal:
    return config.host, config.port, config.protection, config.ca_file, config.certificate


def begin(config: ImapConfig) -> None:
    """Start a line to where ``config`` leads, unless one waits there. Raises SettingsRefused (certificates)."""
    with _guard, contextlib.suppress(RuntimeError):  # where no thread is to be had, it is made when it is wanted
        if _goal(config) not in _lines:
            _lines[_goal(config)] = EarlyLine(config)


def take(config: ImapConfig) -> EarlyLine | None:
    """The line that was begun to where ``config`` leads; it is now the caller's."""
    with _guard:
        return _lines.pop(_goal(config), None)


def drop_all() -> None:
    """Close the lines that nobody took."""
    with _guard:
        left = list(_lines.values())
        _lines.clear()
    for line in left:
        line.drop()
