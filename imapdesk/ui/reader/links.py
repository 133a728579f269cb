"""PURE: what a link in a message really does, and whether to open it, ask, or refuse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from html.parser import HTMLParser
from urllib.parse import urlsplit

_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]")
_HOST = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,24})(?=[/:?#\s]|$)", re.IGNORECASE)


class Verdict(Enum):
    """What to do with a link."""

    SHOW = "show"  # ask with the host: the usual way
    WARN = "warn"  # ask with a warning
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """A verdict with the host it leads to and, for a warning, the host that its text shows."""

    verdict: Verdict
    host: str
    url: str
    shown_host: str = ""
    punycode: bool = False


def judge_link(url: str, text: str = "") -> LinkJudgement:
    """Look at a link's target and its text. Only http, https and mailto are ever opened."""
    hidden = bool(_BIDI.search(url) or _BIDI.search(text))
    url = _BIDI.sub("", url.strip())
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return LinkJudgement(Verdict.REFUSE, "", url)
    if parts.scheme.lower() == "mailto":
        return LinkJudgement(Verdict.SHOW, parts.path, url)
    if parts.scheme.lower() not in ("http", "https") or not host:
        return LinkJudgement(Verdict.REFUSE, host, url)
    shown = _shown_host(text)
    lies = bool(shown) and not _same_site(shown, host)
    punycode = any(label.startswith("xn--") for label in host.split(".")) or not host.isascii()
    warn = lies or punycode or hidden or parts.username is not None
    return LinkJudgement(Verdict.WARN if warn else Verdict.SHOW, host, url, shown if lies else "", punycode)


def _shown_host(text: str) -> str:
    text = _BIDI.sub("", text.strip())
    found = _HOST.match(text)
    return found[1].lower() if found and "@" not in text else ""


def _same_site(shown: str, real: str) -> bool:
    return real == shown or real.endswith("." + shown)


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self._href: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self._href = dict(attrs).get("href") or None

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._href = None

    def handle_data(self, data: str) -> None:
        if self._href is not None:
            self.texts[self._href] = (self.texts.get(self._href, "") + data)[:500]


def find_link_texts(html: str) -> dict[str, str]:
    """The visible text of each link target in our own safe HTML."""
    parser = _Anchors()
    parser.feed(html)
    return parser.texts
