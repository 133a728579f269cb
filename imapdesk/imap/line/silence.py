"""A port that says nothing may wait for TLS to begin: then the security setting is wrong, and waiting on is in vain."""

from __future__ import annotations

import contextlib
import ssl
import threading
import time

from imapdesk.errors import ImapdeskError, Insecure, Unreachable
from imapdesk.imap.config import StopAsked
from imapdesk.mail import Security
from imapdesk.net.connecting import open_socket

QUIET_S = 1.5  # servers greet within milliseconds; some look a client's name up first
_PROBE_S = 3.0


class Silence:
    """A `should_stop` for the wait for a greeting. After a while it asks the port, on another connection, for TLS.

    Calling it raises `Insecure` (STARTTLS was wanted) or `Unreachable` (clear text was) when the port turns out to
    speak TLS from the first byte.
    """

    def __init__(self, host: str, port: int, wanted: Security, should_stop: StopAsked, *, quiet_s: float) -> None:
        self._place = (host, port)
        self._wanted = wanted
        self._should_stop = should_stop
        self._ask_at = time.monotonic() + quiet_s
        self._asking: threading.Thread | None = None
        self._speaks_tls = False

    def __call__(self) -> bool:
        if self._speaks_tls:
            self._refuse()
        if self._asking is None and time.monotonic() > self._ask_at:
            self._asking = threading.Thread(target=self._ask, name="probe for TLS", daemon=True)
            self._asking.start()
        return self._should_stop()

    def _ask(self) -> None:
        self._speaks_tls = speaks_tls(*self._place)

    def _refuse(self) -> None:
        sentence = f"Port {self._place[1]} of {self._place[0]} speaks TLS from the start: choose SSL/TLS for it."
        raise Insecure(sentence) if self._wanted is Security.STARTTLS else Unreachable(sentence)


def speaks_tls(host: str, port: int) -> bool:
    """Whether a TLS handshake gets a TLS answer, whatever the certificate: nothing else is said there."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with contextlib.suppress(OSError, ImapdeskError), open_socket(host, port, _PROBE_S) as sock:
        try:
            context.wrap_socket(sock, server_hostname=host).close()
        except ssl.SSLError as error:
            return "ALERT" in (error.reason or "").upper()  # a refusal, in TLS's own words
        except ValueError:
            return False
        return True
    return False
