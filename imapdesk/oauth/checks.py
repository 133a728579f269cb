"""Checks of form fields: a sentence when a value can't be right, else None. Pure."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

_GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_DOMAIN = r"([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
SHARED_TENANTS = ("common", "organizations", "consumers")


def check_guid(value: str) -> str | None:
    """A GUID, as Microsoft's client ids are."""
    return None if re.fullmatch(_GUID, value) else "This is not an id of the form 00000000-0000-0000-0000-000000000000."


def check_tenant(value: str) -> str | None:
    """A GUID, a domain, or one of Microsoft's three words."""
    if value in SHARED_TENANTS or re.fullmatch(f"{_GUID}|{_DOMAIN}", value):
        return None
    return "A tenant is a GUID, a domain such as example.com, or common, organizations or consumers."


def check_https(value: str) -> str | None:
    """An https address without user name, query or fragment."""
    parts = urlsplit(value)
    if parts.scheme == "https" and parts.hostname and not (parts.username or parts.query or parts.fragment):
        return None
    return "This is not an https address."


def check_one_word(value: str) -> str | None:
    """Printable, without white space."""
    return None if re.fullmatch(r"[!-~]+", value) else "This contains spaces or characters that don't belong here."


def check_readable_file(value: str) -> str | None:
    """A file that exists."""
    return None if Path(value).is_file() else "There is no such file."
