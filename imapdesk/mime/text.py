"""Text from strangers made harmless to show: no invisible direction changes, no control characters, no false names."""

from __future__ import annotations

import re
import unicodedata

from imapdesk.mail import Address

# Unicode's explicit directional characters (UAX 9) and those that draw nothing but change what stands beside them.
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_LINES = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24})", re.IGNORECASE)
_MAX_MARKS = 6  # combining characters on one letter; more climb over the neighbouring lines
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARKS = re.compile(rf"({_MARK}{{{_MAX_MARKS}}}){_MARK}+")


def has_bidi(text: str) -> bool:
    """Whether the text turns its direction with invisible characters."""
    return not text.isascii() and _BIDI.search(text) is not None


def neutralise(text: str) -> str:
    """One line that shows what it says: for subjects, names and anything else a stranger wrote."""
    if text.isascii() and text.isprintable():
        return text
    text = _HIDDEN.sub("", _LINES.sub(" ", text))
    return _MARKS.sub(r"\1", text)


def find_scripts(text: str) -> frozenset[str]:
    """The alphabets of a text's letters, by the first word of their Unicode names; Japanese counts as one."""
    scripts = set()
    for character in text:
        if character.isalpha():
            word = unicodedata.name(character, "UNKNOWN").partition(" ")[0]
            scripts.add("CJK" if word in {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "BOPOMOFO"} else word)
    return frozenset(scripts)


def find_shown_address(person: Address) -> str:
    """The address that a display name shows instead of the real one, or an empty string.

    As in "bank@example.com" <x@example.net>.
    """
    name = unicodedata.normalize("NFKC", neutralise(person.name)).replace("＠", "@")
    real = person.address.lower().strip("._-")
    shown = (match[0].lower() for match in _ADDRESS.finditer(name))
    return next((each for each in shown if each.strip("._-") != real), "")


def mixes_alphabets(name: str) -> bool:
    """Whether one word of a name has Latin letters and some that look like them; bilingual names have each apart."""
    if name.isascii():
        return False
    words = (find_scripts(word) for word in unicodedata.normalize("NFKC", neutralise(name)).split())
    return any("LATIN" in scripts and scripts & {"CYRILLIC", "GREEK"} for scripts in words)
