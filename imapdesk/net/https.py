"""urllib3 (and requests over it) on the way that was chosen."""

from __future__ import annotations

import socket
import time

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from imapdesk.net.connecting import Patience, connect_by
from imapdesk.net.way import Purpose, current

_LONGEST_S = 30.0


class _ByTheWay(HTTPConnection):
    """Goes through the proxy where there is one."""

    def _new_conn(self) -> socket.socket:
        """Raises Unreachable and its like for a proxy's troubles, urllib3's own errors for the server's."""
        proxy = current().find_proxy(Purpose.WEB, self.host)
        if proxy is None:
            return super()._new_conn()
        wait_s = float(self.timeout) if isinstance(self.timeout, (int, float)) else _LONGEST_S
        patience = Patience(lambda: False, time.monotonic() + wait_s, f"{self.host} doesn't answer.")
        sock = connect_by(proxy, self.host, self.port or self.default_port, patience)
        sock.settimeout(wait_s)
        return sock


class _Secured(_ByTheWay, HTTPSConnection):
    """TLS is made with the server itself all the same."""


class _Pool(HTTPSConnectionPool):
    ConnectionCls = _Secured


class _ClearPool(HTTPConnectionPool):
    ConnectionCls = _ByTheWay


class _NoPool(HTTPSConnectionPool):
    def __init__(self, *_: object, **__: object) -> None:
        raise ValueError("Nothing is asked for in clear text.")


POOLS = {"https": _Pool, "http": _NoPool}  # for PoolManager.pool_classes_by_scheme
CLEAR_POOLS = {"https": _Pool, "http": _ClearPool}  # only for what is public anyway
