"""The operators of the search language and what their values mean, pure. A value that makes no sense is words."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote

from imapdesk.store.search.days import choose_age, choose_dates, is_age, is_in_two_words
from imapdesk.store.search.kinds import choose_kind
from imapdesk.store.search.query import All, Header, Mark, Node, Not, Place, Size, Words

TEXT_FIELDS = {"from": "from", "to": "to", "cc": "cc", "subject": "subject", "body": "body", "filename": "filename"}
_MARKS = {
    "unread": "unread",
    "unseen": "unread",
    "new": "unread",
    "read": "read",
    "seen": "read",
    "starred": "starred",
    "flagged": "starred",
    "answered": "answered",
    "replied": "answered",
    "forwarded": "forwarded",
    "draft": "draft",
    "gone": "gone",
    "deleted": "gone",
}
_ALIASES = {  # other programs' names
    "bcc": "to",  # which the index has beside it
    "attachment": "filename",
    "attachments": "filename",
    "ext": "filename",
    "folder": "in",
    "label": "in",
    "date": "on",
    "received": "on",
    "sent": "on",
    "mid": "id",
    "rfc822msgid": "id",
    "messageid": "id",
    "msgid": "id",
    "since": "after",
    "newer": "after",
    "older": "before",
    "size": "larger",
    "larger_than": "larger",
    "smaller_than": "smaller",
}
_WHETHER = {"hasattachment": "attachment", "hasattachments": "attachment", "isread": "read", "read": "read"}
_WHETHER |= {"isflagged": "starred", "hasflag": "starred"}
_YES, _NO = ("yes", "true", "1", "ja"), ("no", "false", "0", "nein")
_OPERATORS = {"is", "has", "in", "mailbox", "before", "after", "on", "older_than", "newer_than", "larger", "smaller"}
_OPERATORS |= {"header", "list", "deliveredto", "id", "tag", "until", *TEXT_FIELDS, *_WHETHER}
_HEADERS = {"list": "List-Id", "deliveredto": "Delivered-To"}
_HAVING = {"attachment": "attachment", "attachments": "attachment", "file": "attachment", "files": "attachment"}
_HAVING |= {"star": "starred", "attach": "attachment"}
_SCALES = {"": 1, "b": 1, "k": 1024, "kb": 1024, "m": 1024**2, "mb": 1024**2, "g": 1024**3, "gb": 1024**3}


def find_operator(name: str) -> str | None:
    """The operator that a name in front of a colon stands for."""
    known = _ALIASES.get(name.lower(), name.lower())
    return known if known in _OPERATORS else None


def choose_leaf(name: str, value: str, today: date, *, quoted: bool = False, is_last: bool = False) -> Node:
    """The meaning of ``name:value``; words when it has none. ``is_last``: it may go on."""
    if name.startswith("header:"):
        name, value = "header", f"{name[7:]}={value}"
    operator = find_operator(name)
    if quoted and operator and not value.strip():
        return All(())
    found = choose_operator(operator, value.strip(), today) if operator else None
    if found is not None:
        return found
    if operator in TEXT_FIELDS and value.strip():
        field, text = TEXT_FIELDS[operator], value
    else:
        field, text = "", f"{name}:{value}" if name else value
    if quoted:
        return Words(text, field, phrase=True) if text.strip() else All(())
    return make_words(field, text, is_last)


def make_words(field: str, text: str, is_last: bool) -> Node:
    """A word; a star alone stands for everything."""
    stripped = text.rstrip("*")
    typed = stripped == text and is_last and len(stripped) >= 2 and stripped[-1:].isalnum()
    return Words(stripped, field, prefix=typed or stripped != text, typed=typed) if stripped else All(())


def choose_operator(name: str, value: str, today: date) -> Node | None:
    """The meaning of an operator's value; None where it has none, or is a text to be found."""
    if name == "is":
        mark = _MARKS.get(value.lower())
        return Mark(mark) if mark else None
    if name == "has":
        having = _HAVING.get(value.lower())
        return Mark(having) if having else choose_kind(value)
    if name in _WHETHER:
        return _choose_whether(Mark(_WHETHER[name]), value.lower())
    if name == "tag":  # for marks alone: "Tag: Anna" begins a German letter
        mark = _MARKS.get(value.lower()) or _HAVING.get(value.lower())
        return Mark(mark) if mark else None
    if name == "in":
        return All(()) if value.lower() == "anywhere" else Place("folder", value) if value else None
    if name == "mailbox":
        return Place("mailbox", value) if value else None
    if name in {"before", "after", "on", "until"}:
        return choose_dates(name, value, today)
    if name in {"older_than", "newer_than"}:
        return choose_age(value, today, older=name == "older_than")
    if name in {"larger", "smaller"}:
        return _choose_size(name, value)
    if name in _HEADERS:
        return Header(_HEADERS[name], value) if value else None
    if name == "id":
        return _choose_message(value)
    return _choose_header(value) if name == "header" else None


def join_value(value: str, following: str) -> str | None:
    """An operator's value that goes on in the next word: "5 MB", "last week", "may 2026"; None where it doesn't."""
    if is_in_two_words(f"{value} {following}"):
        return f"{value} {following}"
    has_unit = value[-1:].isdigit() and (following.lower() in _SCALES or is_age(value + following))
    return value + following if has_unit else None


def _choose_whether(mark: Mark, value: str) -> Mark | Not | None:
    if value in _YES:
        return mark
    return Not(mark) if value in _NO else None


def _choose_message(value: str) -> Header | None:
    """One message by its whole Message-ID, as it is or as a link has it (RFC 2392)."""
    known = unquote(value.removeprefix("mid:")).strip("<>")
    return Header("Message-ID", f"<{known}>") if re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", known) else None


def _choose_size(name: str, value: str) -> Size | None:
    found = re.fullmatch(r"([<>]=?)?(\d{1,12}(?:[.,]\d{1,3})?)([kmg]?b?)", value.lower())
    if not found:
        return None
    is_larger = found[1].startswith(">") if found[1] else name == "larger"
    return Size(int(float(found[2].replace(",", ".")) * _SCALES[found[3]]), larger=is_larger)


def _choose_header(value: str) -> Header | None:
    found = re.fullmatch(r"([!-9;-~]+?)(?:[:=]\s*(.*))?", value, re.DOTALL)
    return Header(found[1], found[2] or "") if found else None
