"""Sending an e-mail through an SMTP server (RFC 5321, 8314): verified TLS, then AUTH, then the message."""

from __future__ import annotations

import base64
import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from imapdesk.accounts.credentials import AccessToken, Credential
from imapdesk.errors import Busy, ImapdeskError, Insecure, SettingsRefused, SignInRequired, Unreachable
from imapdesk.mail import Security
from imapdesk.net.connecting import open_socket
from imapdesk.net.trust import make_context

TIMEOUT_S = 30.0
_HELO = "[127.0.0.1]"  # smtplib would ask DNS for this computer's name, which is slow and nobody's business


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """Where notification e-mails go out; an empty ``user`` means that the server wants no sign-in."""

    host: str
    port: int = 465
    security: Security = Security.SSL
    user: str = ""
    sender: str = ""
    ca_file: str | None = None


class _Smtp(smtplib.SMTP):
    """By the way that was chosen."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return open_socket(host, port, timeout)


class _SecureSmtp(smtplib.SMTP_SSL):
    """The same, with TLS from the start."""

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = open_socket(host, port, timeout)
        try:
            return self.context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise


class SmtpSender:
    """Sends through one server. ``context`` says whom to trust; else the CA file, else the system's roots."""

    def __init__(
        self,
        settings: SmtpSettings,
        credential: Credential | None = None,
        *,
        context: ssl.SSLContext | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self._settings = settings
        self._credential = credential
        self._context = context or make_context(settings.ca_file)
        self._timeout_s = timeout_s

    def __repr__(self) -> str:
        return f"SmtpSender({self._settings!r})"

    def send(self, message: EmailMessage) -> None:
        """Connect, secure the connection, sign in and hand over a message; the server answers for it from then on.

        Raises Unreachable, Insecure, SignInRequired, Busy, SettingsRefused(field="smtp_...").
        """
        with self._signed_in() as server:
            server.send_message(message)

    @contextmanager
    def _signed_in(self) -> Iterator[smtplib.SMTP]:
        try:
            server = self._connect()
            try:
                self._sign_in(server)
                yield server
            finally:
                _leave(server)
        except (OSError, smtplib.SMTPException) as error:  # SMTPException is an OSError; named for whoever reads this
            raise _translate(error, self._settings) from error

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        if self._settings.security is Security.SSL:
            return _SecureSmtp(host, port, _HELO, timeout=self._timeout_s, context=self._context)
        server = _Smtp(host, port, _HELO, timeout=self._timeout_s)
        if self._settings.security is Security.STARTTLS:
            try:
                server.starttls(context=self._context)  # raises where the server has none: never clear text instead
            except BaseException:
                server.close()
                raise
        return server

    def _sign_in(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._credential is None:
            return
        offered = server.esmtp_features.get("auth", "").upper().split()
        if isinstance(self._credential, AccessToken):
            code, text = _auth_token(server, self._credential.user, self._credential.token)
        elif "PLAIN" in offered or "LOGIN" not in offered:
            code, text = _auth_plain(server, self._credential.user, self._credential.secret)
        else:
            code, text = _auth_login(server, self._credential.user, self._credential.secret)
        if code not in (235, 503):  # 503: signed in already, by the TLS certificate
            raise smtplib.SMTPAuthenticationError(code, text)


def _leave(server: smtplib.SMTP) -> None:
    """Say goodbye. Trouble with that is no failure: the server has taken the message already."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()


def _auth_plain(server: smtplib.SMTP, user: str, secret: str) -> tuple[int, bytes]:
    # RFC 4616, in UTF-8. smtplib's own login() takes ASCII only.
    return server.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{secret}"))


def _auth_login(server: smtplib.SMTP, user: str, secret: str) -> tuple[int, bytes]:
    code, text = server.docmd("AUTH", "LOGIN " + _base64(user))
    return server.docmd(_base64(secret)) if code == 334 else (code, text)


def _auth_token(server: smtplib.SMTP, user: str, token: str) -> tuple[int, bytes]:
    code, text = server.docmd("AUTH", "XOAUTH2 " + _base64(f"user={user}\1auth=Bearer {token}\1\1"))
    return server.docmd("") if code == 334 else (code, text)  # 334 carries the reason; the 535 follows an empty answer


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _translate(error: OSError, settings: SmtpSettings) -> ImapdeskError:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _translate_sign_in(error, settings)
    if isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError):
        return Unreachable(f"{settings.host} closed the connection.", details=str(error))
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return _translate_not_supported(error, settings)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return _translate_code(code, text, "The mail server refused the recipient.", "smtp_to")
    if isinstance(error, smtplib.SMTPSenderRefused):
        return _translate_code(error.smtp_code, error.smtp_error, "The mail server refused the sender.", "smtp_sender")
    if isinstance(error, smtplib.SMTPResponseException):
        return _translate_code(error.smtp_code, error.smtp_error, "The mail server refused the message.", "smtp_host")
    if isinstance(error, ssl.SSLError):
        return Insecure(f"{settings.host} cannot prove its identity.", details=str(error))
    return Unreachable(f"{settings.host} can't be reached.", details=str(error))


def _translate_sign_in(error: smtplib.SMTPAuthenticationError, settings: SmtpSettings) -> ImapdeskError:
    details = _decode(error.smtp_error)
    if 400 <= error.smtp_code < 500:
        return Busy(f"{settings.host} can't sign anybody in at the moment.", details=details)
    return SignInRequired(f"{settings.host} did not accept the user name or the password.", details=details)


def _translate_not_supported(error: smtplib.SMTPNotSupportedError, settings: SmtpSettings) -> ImapdeskError:
    if "STARTTLS" in str(error):
        return Insecure(f"{settings.host} offers no encryption on this port.", details=str(error))
    return SettingsRefused("The mail server can't deliver to this address.", field="smtp_to", details=str(error))


def _translate_code(code: int, text: bytes | str, sentence: str, field: str) -> ImapdeskError:
    details = f"{code} {_decode(text)}"
    if 400 <= code < 500:
        return Busy("The mail server asks us to try again later.", details=details)
    return SettingsRefused(sentence, field=field, details=details)


def _decode(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text
