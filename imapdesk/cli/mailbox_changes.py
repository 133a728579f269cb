"""The ``key=value`` words of ``imapdesk mailbox set`` as changes of settings, and days."""

from __future__ import annotations

from datetime import date
from typing import Any

from imapdesk.errors import SettingsRefused
from imapdesk.mail import NewFolders, Period, PeriodKind, Security

_FLAGS = {"read-only": "read_only", "forget-gone": "forget_gone", "instant": "instant"}
_TEXTS = ("name", "address", "host", "user")
_NUMBERS = {
    "port": "port",
    "every": "every_minutes",
    "max-message-bytes": "max_message_bytes",
    "connections": "max_connections",
}
SETTINGS_HELP = """\b
Settings:
  name, address, host, user    as with “mailbox add”
  port=N                       the server's port
  security=ssl|starttls|none   how the connection is protected
  ca-file=PEM                  trust this certificate authority (empty: the system's)
  certificate=SHA256           trust the one certificate with this fingerprint (empty: verify it)
  oauth=TYPE                   sign in with this provider (empty: with a password)
  every=MINUTES                1 to 1440, 0: only by hand
  period=last_year|everything  which mail the first sync loads
  since=YYYY-MM-DD             the same, by a day; all-mail=yes|no as well
  new-folders=include|ask|leave
  max-message-bytes=N          leave larger messages out (0: no limit)
  connections=N                at a time to this server
  read-only=yes|no             never change anything on the server
  forget-gone=yes|no           also delete here what is deleted there
  instant=yes|no               bring in new mail at once
  owner=LOGIN, system=yes|no   whose mailbox it is
"""


def parse_changes(words: tuple[str, ...]) -> dict[str, Any]:
    """``key=value`` words as changes of `MailboxSettings`.

    Raises:
        SettingsRefused: an unknown key or a value of the wrong kind.
    """
    changes: dict[str, Any] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise SettingsRefused(f"“{word}” is not of the form key=value.")
        field_name, parsed = _parse_change(key.strip().replace("_", "-"), value)
        changes[field_name] = parsed
    return changes


def _parse_change(key: str, value: str) -> tuple[str, Any]:
    if key in _TEXTS:
        return key, value
    if key in _NUMBERS or key == "every-minutes":
        return _NUMBERS.get(key, "every_minutes"), _parse_number(key, value)
    if key in _FLAGS:
        return _FLAGS[key], _parse_flag(key, value)
    if key == "security":
        return key, _parse_choice(Security, key, value)
    if key == "new-folders":
        return "new_folders", _parse_choice(NewFolders, key, value)
    return _parse_special(key, value)


def _parse_special(key: str, value: str) -> tuple[str, Any]:
    if key == "since":
        return "period", Period(PeriodKind.SINCE, parse_date(value))
    if key == "period":
        return "period", Period(_parse_choice(PeriodKind, key, value))
    if key == "all-mail":
        return "period", Period(PeriodKind.EVERYTHING if _parse_flag(key, value) else PeriodKind.LAST_YEAR)
    if key == "ca-file":
        return "ca_file", value or None
    if key == "certificate":
        return key, value or None
    if key == "oauth":
        return "auth", value or "password"
    if key == "owner":
        return "owner", value or None
    if key == "system":
        return "owner", None if _parse_flag(key, value) else get_login()
    known = ", ".join(sorted([*_TEXTS, *_NUMBERS, *_FLAGS, "security", "new-folders", "since", "period", "all-mail",
                              "ca-file", "certificate", "oauth", "owner", "system"]))  # fmt: skip
    raise SettingsRefused(f"There is no setting “{key}”. Settings: {known}.", field=key)


def get_login() -> str:
    """Who runs the program."""
    from imapdesk.desk import current_login  # late: it brings most of the program with it

    return current_login()


def _parse_number(key: str, value: str) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise SettingsRefused(f"“{value}” is not a number for {key}.", field=key) from error


def _parse_flag(key: str, value: str) -> bool:
    words = {"yes": True, "true": True, "on": True, "1": True, "no": False, "false": False, "off": False, "0": False}
    if value.lower() not in words:
        raise SettingsRefused(f"“{value}” is neither yes nor no for {key}.", field=key)
    return words[value.lower()]


def _parse_choice(kind: Any, key: str, value: str) -> Any:
    try:
        return kind(value.lower())
    except ValueError as error:
        choices = ", ".join(str(member) for member in kind)
        raise SettingsRefused(f"“{value}” is not one of {choices} for {key}.", field=key) from error


def parse_date(text: str) -> date:
    """A day written as YYYY-MM-DD.

    Raises:
        SettingsRefused: it is not one.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SettingsRefused(f"“{text}” is not a date like 2026-01-31.", field="since") from error
