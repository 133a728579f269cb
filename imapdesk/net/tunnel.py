"""Asking a proxy for the way to a server: SOCKS5 (RFC 1928, 1929) and HTTP CONNECT (RFC 9110 9.3.6).

The server's name goes to the proxy as it is: no DNS server hears of it from this computer. Never a byte more is read
than the proxy's answer, since an IMAP server speaks first.
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import socket
from collections.abc import Callable
from typing import TypeVar

from imapdesk.errors import ProxyRefused, ProxyTrouble, Unreachable
from imapdesk.net.way import Proxy, ProxyKind

T = TypeVar("T")

_MAX_HEAD = 16 * 1024
_VERSION, _CONNECT, _NO_SIGN_IN, _PASSWORD, _NOTHING_FITS = 5, 1, 0, 2, 255
_IPV4, _NAME, _IPV6 = 1, 3, 4
_NOT_ALLOWED, _NOT_REACHED = (2,), (1, 3, 4, 5, 6)


def open_tunnel(sock: socket.socket, proxy: Proxy, host: str, port: int, keep_waiting: Callable[[], None]) -> None:
    """Let a socket that is connected to ``proxy`` lead to ``host``; its time-out is the step between two looks.

    Raises Unreachable when the proxy can't or won't reach it, ProxyTrouble, and what ``keep_waiting`` raises.
    """
    talk = _Talk(sock, proxy, keep_waiting)
    if proxy.kind is ProxyKind.SOCKS5:
        _ask_by_socks(talk, proxy, host, port)
    else:
        _ask_by_http(talk, proxy, host, port)


class _Talk:
    """A few bytes there and back."""

    def __init__(self, sock: socket.socket, proxy: Proxy, keep_waiting: Callable[[], None]) -> None:
        self._sock = sock
        self._proxy = proxy
        self._keep_waiting = keep_waiting

    def send(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[self._patiently(lambda data=left: self._sock.send(data)) :]  # type: ignore[misc]

    def read(self, size: int) -> bytes:
        got = b""
        while len(got) < size:
            wanted = size - len(got)
            piece = self._patiently(lambda wanted=wanted: self._sock.recv(wanted))  # type: ignore[misc]
            if not piece:
                raise self._broke("it closed the connection")
            got += piece
        return got

    def read_head(self) -> bytes:
        """Lines up to the empty one."""
        head = b""
        while not head.endswith(b"\r\n\r\n") and not head.endswith(b"\n\n"):
            head += self.read(1)
            if len(head) > _MAX_HEAD or (len(head) == 5 and head != b"HTTP/"):
                raise refuse_language(self._proxy, "HTTP")
        return head

    def _patiently(self, act: Callable[[], T]) -> T:
        while True:
            try:
                return act()
            except TimeoutError:
                self._keep_waiting()
            except OSError as error:
                raise self._broke(str(error)) from error

    def _broke(self, details: str) -> ProxyTrouble:
        return ProxyTrouble(f"The proxy {self._proxy.host} closed the connection.", details=details)


def refuse_language(proxy: Proxy, language: str) -> ProxyTrouble:
    """The error for something that is no proxy, or one of another kind."""
    return ProxyTrouble(f"{proxy.host} doesn't answer as a {language} proxy. Check the proxy's kind and port.")


def refuse_sign_in(proxy: Proxy) -> ProxyRefused:
    """The error for a wrong password; nothing that a mailbox's own sign-in could mend."""
    return ProxyRefused(f"The proxy {proxy.host} wants another user name or password. Change them in the settings.")


def _refuse_goal(proxy: Proxy, host: str, allowed: bool, details: str) -> Unreachable:
    if allowed:
        return Unreachable(f"The proxy {proxy.host} can't reach {host}.", details=details)
    return Unreachable(f"The proxy {proxy.host} doesn't allow a connection to {host}.", details=details)


# --- SOCKS5


def _ask_by_socks(talk: _Talk, proxy: Proxy, host: str, port: int) -> None:
    methods = bytes([_NO_SIGN_IN, _PASSWORD] if proxy.user else [_NO_SIGN_IN])
    talk.send(bytes([_VERSION, len(methods)]) + methods)
    version, method = talk.read(2)
    if version != _VERSION:
        raise refuse_language(proxy, "SOCKS5")
    if method == _PASSWORD and proxy.user:
        _sign_in_by_socks(talk, proxy)
    elif method != _NO_SIGN_IN:
        raise refuse_sign_in(proxy)
    talk.send(bytes([_VERSION, _CONNECT, 0]) + encode_goal(host) + port.to_bytes(2))
    version, code, _, kind = talk.read(4)
    if version != _VERSION:
        raise refuse_language(proxy, "SOCKS5")
    if code:
        raise _refuse_goal(proxy, host, code not in _NOT_ALLOWED, f"SOCKS reply {code}")
    talk.read({_IPV4: 4, _IPV6: 16}.get(kind) or talk.read(1)[0])
    talk.read(2)


def _sign_in_by_socks(talk: _Talk, proxy: Proxy) -> None:
    user, password = proxy.user.encode(), proxy.password.encode()
    if len(user) > 255 or len(password) > 255:  # RFC 1929 2
        raise refuse_sign_in(proxy)
    talk.send(bytes([1, len(user)]) + user + bytes([len(password)]) + password)
    if talk.read(2)[1] != 0:
        raise refuse_sign_in(proxy)


def encode_goal(host: str) -> bytes:
    """The address type and the address of RFC 1928 5; a name stays a name. Pure. Raises Unreachable: it is too long."""
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host.strip("[]"))
        return bytes([_IPV4 if address.version == 4 else _IPV6]) + address.packed
    name = encode_name(host)
    return bytes([_NAME, len(name)]) + name


def encode_name(host: str) -> bytes:
    """A host's name in the letters of DNS (RFC 5890). Pure. Raises Unreachable: no server has such a name."""
    try:
        name = host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError as error:
        raise Unreachable(f"There is no server called {host}.", details=str(error)) from error
    if not 0 < len(name) < 256:
        raise Unreachable(f"There is no server called {host}.")
    return name


# --- HTTP


def _ask_by_http(talk: _Talk, proxy: Proxy, host: str, port: int) -> None:
    name = f"[{host.strip('[]')}]" if ":" in host else encode_name(host).decode()
    lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
    if proxy.user:
        word = base64.b64encode(f"{proxy.user}:{proxy.password}".encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {word}")
    talk.send("\r\n".join([*lines, "", ""]).encode())
    status = talk.read_head().split(b"\n", 1)[0].decode("latin-1").strip()
    code = _read_status(status)
    if code is None:
        raise refuse_language(proxy, "HTTP")
    if code == 407:
        raise refuse_sign_in(proxy)
    if not 200 <= code < 300:
        raise _refuse_goal(proxy, host, code >= 500 or code == 404, status)


def _read_status(line: str) -> int | None:
    words = line.split(maxsplit=2)
    return int(words[1]) if len(words) > 1 and words[0].startswith("HTTP/") and words[1].isdigit() else None
