"""Fetching a small document: https only, verified, bounded, without cookies, and it sees where a redirect leads."""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import urllib3

from imapdesk import __version__
from imapdesk.accounts.discovery.autoconfig import MAX_BYTES
from imapdesk.accounts.discovery.domains import is_same_organisation
from imapdesk.errors import ProxyTrouble, Unreachable
from imapdesk.net.https import POOLS
from imapdesk.net.trust import make_context

MAX_REDIRECTS = 4
REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Document:
    """What an address on the web answered; ``strayed`` when a redirect led to another organisation."""

    content: bytes
    url: str
    strayed: bool = False


class Web:
    """Fetches documents. ``context`` says whom to trust; the system's roots when None."""

    def __init__(self, context: ssl.SSLContext | None = None, *, timeout_s: float = 5.0) -> None:
        self._context = context or make_context()
        self._timeout_s = timeout_s

    def fetch(self, url: str) -> Document | None:
        """The document, or None when there is none: not found, too large, or a redirect to something unencrypted.

        Raises OSError when the server can't be reached or can't be verified, ProxyTrouble.
        """
        start = url
        try:
            for _ in range(MAX_REDIRECTS + 1):
                if urlsplit(url).scheme != "https":
                    return None
                answer = self._get(url)
                if isinstance(answer, bytes):
                    return Document(answer, url, strayed=not is_same_organisation(_host(url), _host(start)))
                if answer is None:
                    return None
                url = urljoin(url, answer)
        except ValueError:  # a redirect to something that is no address; urllib3's own for that is one too
            return None
        except urllib3.exceptions.HTTPError as error:
            raise OSError(f"{type(error).__name__} at {_host(url)}") from error
        except ProxyTrouble:
            raise
        except Unreachable as error:
            raise OSError(error.sentence) from error
        return None

    def _get(self, url: str) -> bytes | str | None:
        """The content, the target of a redirect, or None."""
        with self._make_pool() as pool:
            response = pool.request(
                "GET",
                url,
                headers={"User-Agent": f"imapdesk/{__version__}", "Accept": "text/xml, application/xml"},
                redirect=False,
                retries=False,
                timeout=urllib3.Timeout(connect=self._timeout_s, read=self._timeout_s),
                preload_content=False,
            )
            try:
                if response.status in REDIRECTS:
                    return response.headers.get("Location")
                return self._read(response) if response.status == 200 else None
            finally:
                response.close()

    def _read(self, response: urllib3.BaseHTTPResponse) -> bytes | None:
        """The body; None when it is too large, or comes drop by drop."""
        content, deadline = bytearray(), time.monotonic() + self._timeout_s
        while chunk := response.read1(65536):
            content += chunk
            if len(content) > MAX_BYTES or time.monotonic() > deadline:
                return None
        return bytes(content)

    def _make_pool(self) -> urllib3.PoolManager:
        pool = urllib3.PoolManager(ssl_context=self._context)
        pool.pool_classes_by_scheme = POOLS
        return pool


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
