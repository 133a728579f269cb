"""A picture of the web that a person let through: one request for a picture, and nothing else that it could become.

No cookies, no referrer, no credentials, nothing kept. A redirection is followed as a browser does, but never from
https to clear text, nor from the internet into this computer or its own network.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from urllib.parse import urljoin, urlsplit

import urllib3

from imapdesk.errors import ImapdeskError
from imapdesk.net.https import CLEAR_POOLS
from imapdesk.net.trust import make_context
from imapdesk.net.way import is_this_computer

MOST_BYTES = 10_000_000
MOST_REDIRECTIONS = 5
PATIENCE_S = 20.0  # for all of it
STALL_S = 4.0  # without a byte; whoever quits meanwhile waits as long
KINDS = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp"})  # as in ``data:`` addresses
_HEADERS = {"Accept": ", ".join(sorted(KINDS)), "Accept-Encoding": "identity", "User-Agent": "Mozilla/5.0"}
_MOVED = {301, 302, 303, 307, 308}  # RFC 9110 15.4


def fetch_picture(url: str, *, should_stop: Callable[[], bool] = lambda: False) -> bytes | None:
    """The bytes of a picture of one of `KINDS`; None when it isn't one, is too large or can't be had."""
    pool = urllib3.PoolManager(ssl_context=make_context(), headers=_HEADERS)
    pool.pool_classes_by_scheme = CLEAR_POOLS
    try:
        return _fetch(pool, url, should_stop) if is_plain(url) else None
    except (urllib3.exceptions.HTTPError, ImapdeskError, OSError, ValueError):
        return None
    finally:
        pool.clear()


def _fetch(pool: urllib3.PoolManager, url: str, should_stop: Callable[[], bool]) -> bytes | None:
    deadline = time.monotonic() + PATIENCE_S
    for _ in range(MOST_REDIRECTIONS + 1):
        if should_stop() or time.monotonic() > deadline:
            return None
        answer = pool.request(
            "GET", url, redirect=False, retries=False, preload_content=False, decode_content=False, timeout=STALL_S
        )
        try:
            if answer.status not in _MOVED:
                return _read(answer, deadline, should_stop)
            place = answer.headers.get("Location")
            goal = urljoin(url, place) if place else ""
        finally:
            answer.close()
        if not may_lead(url, goal):
            return None
        url = goal
    return None


def _read(answer: urllib3.BaseHTTPResponse, deadline: float, should_stop: Callable[[], bool]) -> bytes | None:
    if answer.status != 200 or not _is_wanted(answer.headers):
        return None
    content = bytearray()
    while chunk := answer.read1(65_536):
        content += chunk
        if len(content) > MOST_BYTES or time.monotonic() > deadline or should_stop():
            return None
    return bytes(content)


def _is_wanted(headers: Mapping[str, str]) -> bool:
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    size = headers.get("Content-Length", "0")
    small = not size.isdecimal() or int(size[:20]) <= MOST_BYTES
    return kind in KINDS and headers.get("Content-Encoding", "identity") == "identity" and small


def is_plain(url: str) -> bool:
    """Whether an address is http or https, of a host, and without a name or password in it. Pure."""
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def may_lead(url: str, goal: str) -> bool:
    """Whether a redirection from one address to another is followed. Pure."""
    if not (is_plain(url) and is_plain(goal)):
        return False
    before, after = urlsplit(url), urlsplit(goal)
    if before.scheme == "https" and after.scheme == "http":
        return False
    return _is_near(before.hostname or "") or not _is_near(after.hostname or "")


def _is_near(host: str) -> bool:
    """Whether a host is this computer or, by its name or number, in its own network (RFC 1918, 4193, 6762)."""
    if is_this_computer(host):
        return True
    import ipaddress

    try:
        return not ipaddress.ip_address(host.strip("[]")).is_global
    except ValueError:
        name = host.rstrip(".").lower()
        return "." not in name or name.endswith((".local", ".internal", ".home.arpa", ".lan"))
