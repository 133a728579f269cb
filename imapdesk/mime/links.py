"""Where a link really leads, and whether its text says otherwise. Pure: nothing is resolved or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from imapdesk.mime.text import find_scripts, has_bidi

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'`{}|\\^\[\]]{2,2000}|\bmailto:[^\s<>\"']{3,500}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_TRAILING = ".,;:!?)*_~'’”»"
_HOST_IN_TEXT = re.compile(
    r"(?:https?://)?(?:[^\s/@]*@)?((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?=[:/?#\s]|\Z)"
)
_LONGEST_TEXT = 500  # characters of a link's text
_MOST_TEXTS = 20  # different ones of the same target
_PUBLIC_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go"})


class Verdict(StrEnum):
    """What the reader does with a link that was clicked."""

    OPEN = "open"  # show the host, open
    ASK = "ask"  # say what is odd, ask
    REFUSE = "refuse"  # never opened


class Oddity(StrEnum):
    """What is odd about a link, if anything."""

    NONE = ""
    UNREADABLE = "unreadable"
    KIND = "kind"  # neither a web page nor an address to write to
    NO_HOST = "no_host"
    DIRECTION = "direction"  # invisible characters turn what is shown
    OTHER_HOST = "other_host"  # the text names another host
    BEFORE_AT = "before_at"  # what stands before the @ looks like a host and is none
    ALPHABETS = "alphabets"  # letters of several alphabets in one host
    LETTERS = "letters"  # letters that can look like others
    NUMBER = "number"  # a bare number instead of a name


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """A verdict on one link, and why.

    ``host`` is where it leads, readable; ``claimed`` the host that the text names instead; ``url`` the target without
    invisible characters, the only form that may be opened.
    """

    verdict: Verdict
    host: str = ""
    oddity: Oddity = Oddity.NONE
    claimed: str = ""
    url: str = ""


def judge_links(target: str, texts: Sequence[str]) -> LinkJudgement:
    """Judge a target by every text that leads to it: the worst verdict counts."""
    ranks = list(Verdict)
    return max((judge_link(target, text) for text in texts or ("",)), key=lambda judged: ranks.index(judged.verdict))


def judge_link(target: str, text: str = "") -> LinkJudgement:
    """Judge a link by where it leads and by what its visible ``text`` claims."""
    cleaned = "".join(character for character in target.strip() if character.isprintable() or character == " ")
    return replace(_judge(cleaned, target, text), url=cleaned)


def _judge(cleaned: str, target: str, text: str) -> LinkJudgement:
    try:
        parts = urlsplit(cleaned)
        scheme, host, user = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.username
    except ValueError:
        return LinkJudgement(Verdict.REFUSE, "", Oddity.UNREADABLE)
    if scheme in {"mailto", "tel"}:
        return LinkJudgement(Verdict.OPEN, parts.path.partition("?")[0])
    if scheme not in {"http", "https"}:
        return LinkJudgement(Verdict.REFUSE, host, Oddity.KIND)
    if not host:
        return LinkJudgement(Verdict.REFUSE, "", Oddity.NO_HOST)
    return _judge_host(target, host, user, text)


def _judge_host(target: str, host: str, user: str | None, text: str) -> LinkJudgement:
    shown = decode_host(host)
    if has_bidi(unquote(target)) or has_bidi(text):
        return LinkJudgement(Verdict.ASK, shown, Oddity.DIRECTION)
    claimed = find_claimed_host(text)
    if claimed and not is_same_site(claimed, shown):
        return LinkJudgement(Verdict.ASK, shown, Oddity.OTHER_HOST, claimed)
    if user is not None:
        return LinkJudgement(Verdict.ASK, shown, Oddity.BEFORE_AT)
    if shown != host or not host.isascii():
        mixed = len(find_scripts(shown)) > 1
        return LinkJudgement(Verdict.ASK, f"{shown} ({host})", Oddity.ALPHABETS if mixed else Oddity.LETTERS)
    if re.fullmatch(r"[\d.]+|[0-9a-f:]+|0x[0-9a-f]+", host):
        return LinkJudgement(Verdict.ASK, shown, Oddity.NUMBER)
    return LinkJudgement(Verdict.OPEN, shown)


def decode_host(host: str) -> str:
    """A host with its punycode labels readable; a label that can't be read stays as it is."""
    labels = []
    for label in host.lower().split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, ValueError):
            labels.append(label)
    return ".".join(labels)


def find_claimed_host(text: str) -> str:
    """The host that a link's visible text names, or an empty string; "v1.2" and "e.g." name none."""
    words = text.strip()
    if not words or len(words) > 300:
        return ""
    match = _HOST_IN_TEXT.match(words)
    if match is None or (" " in words and not words.lower().startswith(("http://", "https://", "www."))):
        return ""
    return match[1].lower()


def is_same_site(claimed: str, real: str) -> bool:
    """Whether two hosts belong to whoever registered either."""
    return claimed == real or site_of(claimed) == site_of(real)


def site_of(host: str) -> str:
    """The part of a host that someone registered, near enough to compare: "a.example.co.uk" -> "example.co.uk"."""
    labels = host.lower().rstrip(".").split(".")
    if re.fullmatch(r"[\d.]+", host):
        return host
    long = len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _PUBLIC_SECOND_LEVEL
    return ".".join(labels[-3:] if long else labels[-2:])


def find_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and target of each address in plain text, trailing punctuation left out."""
    if "@" not in text and "://" not in text and "www." not in text:
        return
    for match in _URL.finditer(text):
        found = match[0]
        while found and found[-1] in _TRAILING and not (found[-1] == ")" and found.count("(") >= found.count(")")):
            found = found[:-1]
        if found.startswith("www."):
            yield match.start(), match.start() + len(found), f"https://{found}"
        elif "://" in found or found.startswith("mailto:"):
            yield match.start(), match.start() + len(found), found
        elif "@" in found:
            yield match.start(), match.start() + len(found), f"mailto:{found}"


def link_text(text: str) -> str:
    """Plain text as HTML with its links live; line ends stay as they are."""
    pieces: list[str] = []
    position = 0
    for start, end, target in find_links(text):
        pieces.append(escape(text[position:start], quote=False))
        shown = escape(text[start:end], quote=False)
        pieces.append(f'<a href="{escape(target)}" rel="noopener noreferrer">{shown}</a>')
        position = end
    pieces.append(escape(text[position:], quote=False))
    return "".join(pieces)


def find_link_texts(html: str) -> dict[str, tuple[str, ...]]:
    """The visible texts of each link in safe HTML, by `make_link_key` of its target."""
    found: dict[str, tuple[str, ...]] = {}
    if "href" not in html:
        return found
    for anchor in LexborHTMLParser(html).css("a[href]"):
        key = make_link_key(anchor.attributes.get("href") or "")
        text = " ".join(anchor.text().split())[:_LONGEST_TEXT]
        if text and text not in found.get(key, ()):
            found[key] = (*found.get(key, ()), text)[:_MOST_TEXTS]
    return found


def make_link_key(target: str) -> str:
    """One name for a target in a page and for what a browser engine makes of it, which spells hosts and paths anew."""
    try:
        parts = urlsplit(target.strip())
        host = decode_host((parts.hostname or "").rstrip("."))
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return target.strip()
    path = unquote(parts.path).rstrip("/")
    return f"{parts.scheme.lower()}:{host}{port}{path}?{unquote(parts.query)}#{unquote(parts.fragment)}"
