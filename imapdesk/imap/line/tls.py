"""TLS as it has to be: 1.2 or newer, certificate and host name verified or the one that a person trusts, or no line."""

from __future__ import annotations

import socket
import ssl
import sys
from collections.abc import Callable

from imapdesk.errors import Insecure, Unproven, Unreachable, Untrusted
from imapdesk.imap.line.buffered_tls import BufferedTls
from imapdesk.net.trust import PinnedContext

_NOT_TLS = ("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNKNOWN_PROTOCOL", "PACKET_LENGTH_TOO_LONG", "BAD_RECORD_TYPE")
_TOO_OLD = ("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE", "VERSION_TOO_LOW")
# OpenSSL's X509_V_ERR_*: no issuer, self-signed, a self-signed one in the chain, no local issuer, no issuer at all
_UNKNOWN_AUTHORITY = frozenset({2, 18, 19, 20, 21})

_PLATFORM: str = sys.platform  # a variable, so that the type checker reads the code for every system

SecureLine = ssl.SSLSocket | BufferedTls


def wrap(
    sock: socket.socket, context: ssl.SSLContext, host: str, keep_waiting: Callable[[], None], step_s: float
) -> SecureLine:
    """Do the handshake in steps of ``step_s`` seconds; ``keep_waiting`` raises when it has lasted too long.

    Raises `Insecure` with a sentence on what is wrong with the server's TLS, `Unreachable` when the line drops.
    """
    sock.settimeout(step_s)
    try:
        wrapped = _begin(sock, context, host)
        try:
            _shake_hands(wrapped, keep_waiting)
            if isinstance(context, PinnedContext):
                _compare(context, wrapped.getpeercert(binary_form=True), host)
        except BaseException:
            (wrapped if isinstance(wrapped, ssl.SSLSocket) else sock).close()
            raise
        return wrapped
    except ssl.SSLError as error:
        raise explain(error, host) from error
    except (OSError, ValueError) as error:
        raise _explain_drop(error, host) from error


def _begin(sock: socket.socket, context: ssl.SSLContext, host: str) -> SecureLine:
    # Where the system itself judges certificates (truststore on macOS and Windows), it does so for sockets alone.
    if type(context) is ssl.SSLContext or _PLATFORM not in ("darwin", "win32"):
        return BufferedTls(sock, context, host)
    return context.wrap_socket(sock, server_hostname=host, do_handshake_on_connect=False)


def _shake_hands(wrapped: SecureLine, keep_waiting: Callable[[], None]) -> None:
    while True:
        try:
            wrapped.do_handshake()
            return
        except TimeoutError:
            keep_waiting()


def _compare(context: PinnedContext, shown: bytes | None, host: str) -> None:
    if not context.check(shown):
        raise Unproven(f"{host} shows another certificate than the one that you trust.", shown=shown or b"")


def _explain_drop(error: Exception, host: str) -> Insecure | Unreachable:
    if isinstance(error, ValueError):  # a host name that can't stand in a certificate
        return Insecure(f"The certificate of {host} can't be checked.", details=str(error))
    return Unreachable(f"{host} closed the connection while it was being secured.", details=str(error))


def explain(error: ssl.SSLError, host: str) -> Insecure | Unreachable:
    """The sentence for a failed handshake."""
    details = str(error)
    reason = (error.reason or details).upper().replace(" ", "_")
    if isinstance(error, ssl.SSLCertVerificationError):
        kind = Untrusted if getattr(error, "verify_code", 0) in _UNKNOWN_AUTHORITY else Unproven
        return kind(_describe_certificate(error, host), details=details)
    if isinstance(error, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
        return Unreachable(f"{host} closed the connection while it was being secured.", details=details)
    if any(word in reason for word in _NOT_TLS):
        sentence = f"{host} doesn't speak TLS on this port. Check the port and the security setting."
        return Insecure(sentence, details=details)
    if any(word in reason for word in _TOO_OLD):
        return Insecure(f"{host} only offers an outdated kind of TLS.", details=details)
    return Insecure(f"No secure connection to {host} can be made.", details=details)


def _describe_certificate(error: ssl.SSLCertVerificationError, host: str) -> str:
    message = (error.verify_message or str(error)).lower()
    if "expired" in message:
        return f"The certificate of {host} has expired."
    if "not yet valid" in message:
        return f"The certificate of {host} isn't valid yet. Check this computer's clock."
    if "mismatch" in message or "not valid for" in message:
        return f"The certificate that the server shows is not for {host}."
    if "self-signed" in message or "self signed" in message:
        return f"The certificate of {host} is self-signed, so it can't be trusted."
    return f"The certificate of {host} is not from an authority that this computer trusts."
