"""A real SMTP server on loopback (aiosmtpd) with TLS and AUTH, that keeps what it receives."""

from __future__ import annotations

import asyncio
import base64
import ssl
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers.ports import listen


class MailServer:
    """``refuse`` is what DATA answers with when set; ``received`` are the messages that were taken."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        users: dict[str, str] | None = None,
        tokens: dict[str, str] | None = None,
        mechanisms: set[str] | None = None,
    ) -> None:
        self.received: list[EmailMessage] = []
        self.refuse = ""
        self.refuse_recipient = ""
        self.attempts: list[str] = []
        self._users, self._tokens = users or {}, tokens or {}
        hidden = {"PLAIN", "LOGIN", "XOAUTH2"} - (mechanisms or {"PLAIN", "LOGIN", "XOAUTH2"})
        options: dict[str, Any] = {"auth_exclude_mechanism": hidden, "enable_SMTPUTF8": True, "decode_data": False}
        self._closed = bool(users or tokens)
        if self._closed:
            options |= {"authenticator": self._authenticate, "auth_require_tls": starttls is not None}
        if starttls is not None:
            options |= {"tls_context": starttls, "require_starttls": True}
        self._options, self._tls = options, tls
        self._socket = listen()
        self.port: int = self._socket.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(
                lambda: SMTP(self, loop=self._loop, hostname="localhost", **self._options),
                sock=self._socket,
                ssl=self._tls,
            )
        )
        self._loop.run_forever()
        server.close()
        left = asyncio.all_tasks(self._loop)
        for task in left:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()

    async def handle_MAIL(
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self._closed and not session.authenticated:
            return "530 5.7.0 Authentication required"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 ok"

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if self.refuse_recipient:
            return self.refuse_recipient
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.refuse:
            return self.refuse
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 taken"

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        text = base64.b64decode(args[1]).decode()
        self.attempts.append(text)
        user, token = text.removeprefix("user=").removesuffix("\1\1").split("\1auth=Bearer ")
        if self._tokens.get(user) == token:
            return AuthResult(success=True, auth_data=user)
        reason = base64.b64encode(b'{"status":"400","schemes":"Bearer"}').decode()
        await server.push(f"334 {reason}")
        await server._reader.readline()
        return AuthResult(success=False, handled=False)

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        if isinstance(data, LoginPassword):
            self.attempts.append(mechanism)
            good = self._users.get(data.login.decode()) == data.password.decode()
            return AuthResult(success=good, handled=False)
        return AuthResult(success=True)
