"""The listener for sign-ins in the system's browser (RFC 8252 7.3): this computer only, one answer, then closed."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from imapdesk.errors import Cancelled, SignInRequired
from imapdesk.oauth.refusals import SignInReason

TIME_LIMIT_S = 300.0
_POLL_S = 0.1

_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<style nonce="{nonce}">body{{font:1.1em system-ui,sans-serif;margin:15vh auto;max-width:30em;padding:0 1em;
color:#222;background:#fff}}@media(prefers-color-scheme:dark){{body{{color:#eee;background:#222}}}}</style></head>
<body><h1>{title}</h1><p>{text}</p><script nonce="{nonce}">history.replaceState(null, "", "/")</script></body></html>
"""
_DONE = ("The browser's part is done", "You can close this page and go back to imapdesk.")
_FAILED = ("The sign-in did not succeed", "You can close this page; imapdesk says what happened.")


class LoopbackListener:
    """Listens on a free port of 127.0.0.1 from its construction until it is closed. Use it with ``with``.

    ``template`` is the redirect address with ``{port}`` in it; only its path is answered, anything else gets a 404.
    """

    def __init__(self, template: str = "http://127.0.0.1:{port}/imapdesk") -> None:
        self._answer: str | None = None
        self._answered = threading.Event()
        self._taking = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _make_handler(self))
        self.redirect_uri = template.format(port=self._server.server_address[1])
        parts = urlsplit(self.redirect_uri)
        self.path = parts.path or "/"
        self.hosts = frozenset({parts.netloc, f"127.0.0.1:{parts.port}"})
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name="imapdesk-loopback", daemon=True
        )
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def wait(self, *, should_stop: Callable[[], bool] = lambda: False, timeout_s: float = TIME_LIMIT_S) -> str:
        """The whole redirect address, as soon as the browser brings it; the listener is closed then.

        Raises SignInRequired after ``timeout_s``, Cancelled within 0.1 s of ``should_stop()``.
        """
        until = time.monotonic() + timeout_s
        try:
            while not self._answered.wait(_POLL_S):
                if should_stop():
                    raise Cancelled("The sign-in was cancelled.")
                if time.monotonic() >= until:
                    raise SignInRequired(
                        "Nobody signed in within the time limit. Please start again.", reason=SignInReason.TIMED_OUT
                    )
        finally:
            self.close()
        assert self._answer is not None  # set before the event
        return self._answer

    def close(self) -> None:
        """Stop listening; doing it twice does no harm."""
        if self._thread.is_alive():
            self._server.shutdown()
            self._thread.join()
        self._server.server_close()

    def take(self, query: str) -> bool:
        """Keep the first answer's query; False for any later one."""
        with self._taking:
            if self._answer is not None:
                return False
            self._answer = f"{self.redirect_uri}?{query}"
            return True

    def announce(self) -> None:
        """Wake the waiting thread, after the browser has got its page."""
        self._answered.set()


class _Server(ThreadingHTTPServer):
    # Browsers open spare connections and send nothing on them: with a single thread they would hold up the answer.
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: the default prints a traceback, and a browser that hangs up is no news."""


def _make_handler(listener: LoopbackListener) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        timeout = 10
        server_version = "imapdesk"
        sys_version = ""

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            # A foreign host name here would be DNS rebinding: a web page that lets its name point to 127.0.0.1.
            if parts.path != listener.path or self.headers.get("Host") not in listener.hosts or not parts.query:
                self.send_error(404)
            elif listener.take(parts.query):
                try:
                    self._answer(*(_FAILED if "error" in dict(parse_qsl(parts.query)) else _DONE))
                finally:
                    listener.announce()
            else:
                self.send_error(410)

        def _answer(self, title: str, text: str) -> None:
            nonce = secrets.token_urlsafe(16)
            body = _PAGE.format(title=title, text=text, nonce=nonce).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.send_header(
                "Content-Security-Policy",
                f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; frame-ancestors 'none'",
            )
            self.send_header("Referrer-Policy", "no-referrer")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing: the request line holds the code."""

    return Handler
