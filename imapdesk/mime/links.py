"""Where a link really leads, and whether its text says otherwise. Pure: nothing is resolved or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote, urlsplit

from imapdesk.mime.text import find_scripts, has_bidi

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'`{}|\\^\[\]]{2,2000}|\bmailto:[^\s<>\"']{3,500}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_TRAILING = ".,;:!?)*_~'’”»"
_HOST_IN_TEXT = re.compile(
    r"(?:https?://)?(?:[^\s/@]*@)?((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?=[:/?#\s]|\Z)"
)
_PUBLIC_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go"})


class Verdict(StrEnum):
    """What the reader does with a link that was clicked."""

    OPEN = "open"  # show the host, open
    ASK = "ask"  # say what is odd, ask
    REFUSE = "refuse"  # never opened


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """A verdict on one link; ``host`` is the real one in its readable form, ``reason`` a sentence for the person."""

    verdict: Verdict
    host: str = ""
    reason: str = ""


def judge_link(target: str, text: str = "") -> LinkJudgement:
    """Judge a link by where it leads and by what its visible ``text`` claims."""
    cleaned = "".join(character for character in target.strip() if character.isprintable() or character == " ")
    try:
        parts = urlsplit(cleaned)
        scheme, host, user = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.username
    except ValueError:
        return LinkJudgement(Verdict.REFUSE, "", "This link's address can't be read.")
    if scheme in {"mailto", "tel"}:
        return LinkJudgement(Verdict.OPEN, parts.path.partition("?")[0])
    if scheme not in {"http", "https"}:
        return LinkJudgement(Verdict.REFUSE, "", f"Links of the kind “{scheme or 'unknown'}” are not opened.")
    if not host:
        return LinkJudgement(Verdict.REFUSE, "", "This link names no host.")
    return _judge_host(target, host, user, text)


def _judge_host(target: str, host: str, user: str | None, text: str) -> LinkJudgement:
    shown = decode_host(host)
    if has_bidi(unquote(target)) or has_bidi(text):
        return LinkJudgement(Verdict.ASK, shown, "This link hides its direction with invisible characters.")
    claimed = find_claimed_host(text)
    if claimed and not _same_site(claimed, shown):
        return LinkJudgement(Verdict.ASK, shown, f"The text says {claimed}, but the link leads to {shown}.")
    if user is not None:
        return LinkJudgement(Verdict.ASK, shown, f"What stands before the @ is no host; the link leads to {shown}.")
    if shown != host or not host.isascii():
        if len(find_scripts(shown)) > 1:
            return LinkJudgement(Verdict.ASK, f"{shown} ({host})", "This host mixes letters of several alphabets.")
        return LinkJudgement(Verdict.ASK, f"{shown} ({host})", "This host has letters that can look like others.")
    if re.fullmatch(r"[\d.]+|[0-9a-f:]+|0x[0-9a-f]+", host):
        return LinkJudgement(Verdict.ASK, shown, "This link leads to a bare number instead of a name.")
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


def _same_site(claimed: str, real: str) -> bool:
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
