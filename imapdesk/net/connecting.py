"""TCP, patiently and stoppably: names looked up beside us, every address tried, IPv6 and IPv4 by turns.

Where a proxy is on the way, only its own name is looked up here.
"""

from __future__ import annotations

import os
import selectors
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from imapdesk.errors import Cancelled, ProxyTrouble, Unreachable
from imapdesk.net.way import Proxy, Purpose, current

STEP_S = 0.1
NEXT_ADDRESS_AFTER_S = 0.3  # RFC 8305 5 recommends 250 ms

StopAsked = Callable[[], bool]
_families: dict[str, int] = {}  # by host: the address family to be tried last

AddressInfo = tuple[int, int, int, str, tuple[object, ...]]


@dataclass(slots=True)
class Patience:
    """A deadline and a wish to stop, asked by whoever waits."""

    should_stop: StopAsked
    deadline: float
    sentence: str

    def keep_waiting(self) -> None:
        """Raise `Cancelled` or `Unreachable` when there is no more reason to wait."""
        if self.should_stop():
            raise Cancelled("Stopped.")
        if time.monotonic() >= self.deadline:
            raise Unreachable(self.sentence, details="timed out")


def turn_from(host: str, family: int) -> None:
    """From now on try the addresses of ``host`` that are of another family (IPv4, IPv6) first, where it has any."""
    _families[host] = family


def connect(host: str, port: int, patience: Patience) -> socket.socket:
    """A connected TCP socket without Nagle's delay, by the way that was chosen. Raises `Unreachable` or `Cancelled`."""
    proxy = current().find_proxy(Purpose.MAIL, host)
    return _connect_straight(host, port, patience) if proxy is None else connect_by(proxy, host, port, patience)


def connect_by(proxy: Proxy, host: str, port: int, patience: Patience) -> socket.socket:
    """The same through a proxy, which looks the name up. Raises `ProxyTrouble`, too."""
    from imapdesk.net.tunnel import open_tunnel  # late: most connections are straight

    try:
        sock = _connect_straight(proxy.host, proxy.port, patience)
    except Unreachable as error:
        raise ProxyTrouble(f"The proxy {proxy.host} can't be reached.", details=error.details) from error
    try:
        sock.settimeout(STEP_S)
        open_tunnel(sock, proxy, host, port, patience.keep_waiting)
    except BaseException:
        sock.close()
        raise
    return sock


def _connect_straight(host: str, port: int, patience: Patience) -> socket.socket:
    sock = _race(_look_up(host, port, patience), host, patience)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    _keep_alive(sock)
    return sock


def _keep_alive(sock: socket.socket) -> None:
    """Let the system notice within about two minutes that the other side is gone, where it can be told so."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_KEEPCNT", 3)):
        if hasattr(socket, name):
            sock.setsockopt(socket.IPPROTO_TCP, getattr(socket, name), value)


def _look_up(host: str, port: int, patience: Patience) -> list[AddressInfo]:
    found: list[AddressInfo] = []
    trouble: list[Exception] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, UnicodeError) as error:
            trouble.append(error)

    # A resolver can't be interrupted: it is asked in a thread that is left to itself when we stop waiting.
    thread = threading.Thread(target=ask, name="look-up", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(STEP_S)
        if thread.is_alive():
            patience.keep_waiting()
    if trouble or not found:
        details = str(trouble[0]) if trouble else ""
        raise Unreachable(f"There is no server called {host}, or the network is down.", details=details)
    return _alternate_families(sorted(found, key=lambda one: one[0] == _families.get(host)))


def _alternate_families(addresses: list[AddressInfo]) -> list[AddressInfo]:
    """Keep the first choice, then take the families by turns (RFC 8305 4)."""
    first = [one for one in addresses if one[0] == addresses[0][0]]
    other = [one for one in addresses if one[0] != addresses[0][0]]
    mixed = []
    while first or other:
        mixed += first[:1] + other[:1]
        first, other = first[1:], other[1:]
    return mixed


def _race(addresses: list[AddressInfo], host: str, patience: Patience) -> socket.socket:
    """Start on one address after the other; the first that answers wins (RFC 8305 5)."""
    waiting = list(addresses)
    errors: list[str] = []
    with selectors.DefaultSelector() as selector:
        try:
            return _first_connected(selector, waiting, errors, host, patience)
        finally:
            for key in list(selector.get_map().values()):
                key.fileobj.close()  # type: ignore[union-attr]


def _first_connected(
    selector: selectors.BaseSelector, waiting: list[AddressInfo], errors: list[str], host: str, patience: Patience
) -> socket.socket:
    next_start = 0.0
    while waiting or selector.get_map():
        if waiting and (time.monotonic() >= next_start or not selector.get_map()):
            _start(waiting.pop(0), selector, errors)
            next_start = time.monotonic() + NEXT_ADDRESS_AFTER_S
        for key, _ in selector.select(STEP_S) if selector.get_map() else ():
            sock = key.fileobj
            assert isinstance(sock, socket.socket)
            selector.unregister(sock)
            code = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if code == 0:
                return sock
            sock.close()
            errors.append(os.strerror(code))
        patience.keep_waiting()
    raise Unreachable(f"{host} doesn't accept connections on this port.", details="; ".join(errors))


def _start(address: AddressInfo, selector: selectors.BaseSelector, errors: list[str]) -> None:
    family, kind, protocol, _, where = address
    try:
        sock = socket.socket(family, kind, protocol)
    except OSError as error:
        errors.append(str(error))
        return
    try:
        sock.setblocking(False)
        sock.connect_ex(where)
        selector.register(sock, selectors.EVENT_WRITE)
    except OSError as error:
        sock.close()
        errors.append(str(error))


def open_socket(host: str, port: int, timeout_s: float) -> socket.socket:
    """As `socket.create_connection`, by the way that was chosen. Raises OSError, and `Unreachable` of a proxy."""
    proxy = current().find_proxy(Purpose.MAIL, host)
    if proxy is None:
        return socket.create_connection((host, port), timeout=timeout_s)
    patience = Patience(lambda: False, time.monotonic() + timeout_s, f"{host} doesn't answer.")
    sock = connect_by(proxy, host, port, patience)
    sock.settimeout(timeout_s)
    return sock
