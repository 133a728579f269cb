"""Which hosts and addresses the visible text of a link names, however they are spelt. Pure."""

from __future__ import annotations

import re
import unicodedata

from imapdesk.mime.text import neutralise
from imapdesk.mime.trust.suffixes import looks_like_suffix

_HOST = r"((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?![\w-])"
_WRITTEN_OUT = re.compile(rf"(?:https?:/+(?:[^\s/@]{{0,100}}@)?|(?<![\w.@-])(?=www\.)){_HOST}", re.IGNORECASE)
_BARE = re.compile(rf"(?:[^\s/@]{{0,100}}@)?{_HOST}(?=[:/?#]|\Z)")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_AROUND = re.compile(r"\A[\W_]+|[\W_]+\Z")
_UNSEEN = re.compile("[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c\u200d\u2800\u3164\ufe00-\ufe0f\uffa0]")
_DOT = re.compile(r"(?<=[0-9A-Za-z])\u3002(?=[0-9A-Za-z])")
_SLASHES = str.maketrans("\u2044\u2215\u29f8", "///")
_LONGEST = 600  # characters that are looked at
_MOST = 5
# What ends a file's name and hardly a host's: "report.pdf" and "Node.js" name none.
_FILE_ENDINGS = """
    pdf doc docx xls xlsx ppt pptx odt ods odp txt rtf csv xml json html htm php asp aspx jsp js css jpg jpeg png gif
    svg webp mp3 mp4 wav avi ics vcf eml msg exe msi dmg apk tar gz rar zip log ini cfg yml yaml toml
"""
_FILES = frozenset(_FILE_ENDINGS.split())
# Countries whose endings files have, too; only names that everybody knows as a file's are one: "README.md".
_FILES_OR_COUNTRIES = frozenset({"md", "rs", "py", "sh", "pl", "mk", "cc", "so", "ps", "ac", "am", "in"})
_USUAL_FILES = """
    readme changelog changes contributing license licence copying authors install todo notes news history security
    code_of_conduct roadmap faq index main lib mod setup conftest manage build run configure makefile test tests utils
"""
_USUAL_NAMES = frozenset(_USUAL_FILES.split())
_TECHNIQUES = frozenset({"asp.net", "ado.net", "vb.net", "ml.net", "json.net", "paint.net"})


def find_claimed_hosts(text: str) -> list[str]:
    """Hosts that a text names: each that is written out, and a bare one that is all of it; "v1.2" names none."""
    words = _read(text)
    found = [match[1].lower() for match in _WRITTEN_OUT.finditer(words)]
    alone = _AROUND.sub("", words)
    bare = None if re.search(r"\s", alone) else _BARE.match(alone)
    if bare is not None and _may_be_host(bare[1]):
        found.append(bare[1].lower())
    return list(dict.fromkeys(found))[:_MOST]


def find_claimed_addresses(text: str) -> list[str]:
    """Addresses that a text names, in lower case."""
    return [match[0].lower() for match in _ADDRESS.finditer(_read(text))][:_MOST]


def _may_be_host(host: str) -> bool:
    name, _dot, last = host.lower().rpartition(".")
    if last in _FILES or host.lower() in _TECHNIQUES:
        return False
    if last in _FILES_OR_COUNTRIES and (name in _USUAL_NAMES or "_" in name):
        return False
    return last.isdigit() or looks_like_suffix(last)


def _read(text: str) -> str:
    """What an eye reads: without what is invisible, wide letters as the usual ones."""
    seen = unicodedata.normalize("NFKC", _UNSEEN.sub("", neutralise(text[:_LONGEST])))
    return _DOT.sub(".", seen).translate(_SLASHES)
