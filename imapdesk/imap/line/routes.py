"""Whether the network changed under a connection: another of our addresses now leads to the server."""

from __future__ import annotations

import socket
from typing import Any


class Route:
    """The way to a connected socket's other side, as the system chose it when this was made."""

    def __init__(self, sock: socket.socket) -> None:
        self._family = sock.family
        try:
            self._peer: Any = sock.getpeername()
        except OSError:  # it is closed already; whoever reads from it will notice
            self._peer = None
        self._began = self._find()

    def has_moved(self) -> bool:
        """Whether the way now begins elsewhere. No way at all says nothing: the old one may come back."""
        now = self._find()
        return now is not None and self._began is not None and now != self._began

    def _find(self) -> str | None:
        """Our address on the way there. Connecting a datagram socket asks the routing table and sends nothing."""
        if self._peer is None:
            return None
        return find_own_address(self._family, self._peer)


def find_own_address(family: int, peer: Any) -> str | None:
    """Our address on the way to `peer`, or None when there is no way."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect(peer)
            return str(probe.getsockname()[0])
    except OSError:
        return None
