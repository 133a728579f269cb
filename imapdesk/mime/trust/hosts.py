"""Hosts as a browser reads them: punycode, wide letters, numbers in odd forms, and what belongs to one owner."""

from __future__ import annotations

import re
import socket
import unicodedata
from urllib.parse import unquote

_PUBLIC_SECOND_LEVEL = frozenset({"co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go"})
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}|[0-9a-f:.]*:[0-9a-f:.]*")


def normal_host(host: str) -> str:
    """A host as it is looked up: escapes resolved, wide letters and full stops as the usual ones (UTS 46)."""
    if "%" in host:
        host = unquote(host)
    if not host.isascii():
        host = unicodedata.normalize("NFKC", host.replace("\u00ad", "")).replace("\u3002", ".")
    host = host.lower().rstrip(".")
    return _read_number(host) if _NUMBER.fullmatch(host) and ":" not in host else host


def _read_number(host: str) -> str:
    try:
        return socket.inet_ntoa(socket.inet_aton(host))  # "0x7f.1" and "2130706433" are 127.0.0.1
    except OSError:
        return host


def is_number(host: str) -> bool:
    """Whether a host is an address of the network instead of a name."""
    return _NUMBER.fullmatch(host) is not None


def decode_host(host: str) -> str:
    """A host with its punycode labels readable; a label that can't be read stays as it is."""
    labels = []
    for label in host.lower().split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, ValueError):
            labels.append(label)
    return ".".join(labels)


def encode_host(host: str) -> str:
    """A host in the letters in which it is looked up."""
    return ".".join(
        label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}" for label in host.split(".")
    )


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
