"""Whether a mailbox's settings can be used; each refusal names the field and says in one sentence what to do."""

from __future__ import annotations

import ipaddress
import re
import ssl
import unicodedata
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar

import idna
from email_validator import EmailNotValidError, validate_email

from imapdesk.errors import SettingsRefused
from imapdesk.mail import MailboxSettings, NewFolders, Period, PeriodKind, Security, utc_now

Word = TypeVar("Word", Security, NewFolders)

MAX_NAME = 200  # characters
MAX_EVERY_MINUTES = 1440
MAX_CONNECTIONS = 15  # Gmail's limit for one mailbox, the highest that a big provider publishes
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, lone surrogates, line and paragraph separators
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_AUTH = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}", re.IGNORECASE)


def validate_settings(
    settings: MailboxSettings, *, taken: Collection[str] = (), today: date | None = None
) -> MailboxSettings:
    """The settings as they are kept: trimmed, host in lower-case ASCII, ``user`` filled in, ``ca_file`` absolute.

    ``taken`` are other mailboxes' names. Raises SettingsRefused with the field's name.
    """
    address = validate_address(settings.address)
    return replace(
        settings,
        name=validate_name(settings.name, taken),
        address=address,
        host=validate_host(settings.host),
        port=_check_range(settings.port, "port", 1, 65535, "The port must be a number from 1 to 65535."),
        security=_check_word(Security, settings.security, "security", "Security must be ssl, starttls or none."),
        user=_check_line(settings.user.strip() or address, "user", "The user name"),
        auth=_check_auth(settings.auth),
        ca_file=_check_ca_file(settings.ca_file),
        certificate=_check_certificate(settings.certificate),
        period=_check_period(settings.period, today or utc_now().date()),
        every_minutes=_check_range(
            settings.every_minutes, "every_minutes", 0, MAX_EVERY_MINUTES,
            "Check every 1 to 1440 minutes, or 0 to check by hand only.",
        ),
        owner=_check_owner(settings.owner),
        new_folders=_check_word(
            NewFolders, settings.new_folders, "new_folders", "New folders must be include, ask or leave."
        ),
        max_message_bytes=_check_range(
            settings.max_message_bytes, "max_message_bytes", 0, 2**40, "The size limit must be 0 (none) or more bytes."
        ),
        max_connections=_check_range(
            settings.max_connections, "max_connections", 1, MAX_CONNECTIONS, "Use 1 to 15 connections."
        ),
    )  # fmt: skip


def validate_name(name: str, taken: Collection[str] = ()) -> str:
    """A mailbox's name, trimmed. Raises SettingsRefused: empty, too long, control characters, or taken."""
    name = _check_line(unicodedata.normalize("NFC", name).strip(), "name", "The name")
    if not name:
        raise SettingsRefused("Give the mailbox a name.", field="name")
    if len(name) > MAX_NAME:
        raise SettingsRefused(f"The name can have {MAX_NAME} characters at most.", field="name")
    if name.casefold() in {other.casefold() for other in taken}:
        raise SettingsRefused(f"There is already a mailbox named “{name}”.", field="name")
    return name


def validate_login(login: str) -> str:
    """A person's login, trimmed. Raises SettingsRefused: empty, or with control characters."""
    return _check_word_given(login, "login", "The login")


def validate_role_name(name: str) -> str:
    """A role's name, trimmed. Raises SettingsRefused: empty, or with control characters."""
    return _check_word_given(name, "name", "The role's name")


def _check_word_given(text: str, field: str, label: str) -> str:
    text = _check_line(text.strip(), field, label)
    if not text:
        raise SettingsRefused(f"{label} is missing.", field=field)
    return text


def validate_address(address: str) -> str:
    """An e-mail address (RFC 5321, 6531), normalised, without asking DNS. Raises SettingsRefused."""
    local, at, domain = address.strip().rpartition("@")
    if not (local and at and domain):
        raise SettingsRefused("This is not an e-mail address.", field="address")
    try:
        # Only the part before the @: the library refuses .local, .test and localhost, where a company's mail may live.
        found = validate_email(f"{local}@example.com", check_deliverability=False, allow_quoted_local=True)
        return f"{found.local_part}@{_check_domain(domain)}"
    except EmailNotValidError as error:
        raise SettingsRefused("This is not an e-mail address.", field="address", details=str(error)) from error


def _check_domain(domain: str) -> str:
    try:
        ascii_name = validate_host(domain)
        if domain.startswith("["):  # a domain literal keeps its brackets (RFC 5321 4.1.3)
            return domain
    except SettingsRefused as error:
        raise SettingsRefused("This is not an e-mail address.", field="address", details=error.details) from error
    return ascii_name if domain.isascii() else unicodedata.normalize("NFC", domain.rstrip(".").lower())


def validate_host(host: str) -> str:
    """A server's name as lower-case ASCII (RFC 5891), or an IP address. Raises SettingsRefused."""
    host = host.strip()
    if not host:
        raise SettingsRefused("Enter the server's name.", field="host")
    try:
        return str(ipaddress.ip_address(host.strip("[]")))
    except ValueError:
        return _check_host_name(host)


def _check_host_name(host: str) -> str:
    bad = SettingsRefused("This is not a server's name.", field="host", details=ascii(host))
    name = host.rstrip(".").lower()
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise bad from error
    labels = name.split(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in labels) or labels[-1].isdigit():
        raise bad
    return name


def _check_range(value: int, field: str, low: int, high: int, sentence: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise SettingsRefused(sentence, field=field)
    return value


def _check_word(words: type[Word], value: Word, field: str, sentence: str) -> Word:
    try:
        return words(value)
    except ValueError as error:
        raise SettingsRefused(sentence, field=field) from error


def _check_line(text: str, field: str, what: str) -> str:
    if any(unicodedata.category(character) in UNPRINTABLE for character in text):
        raise SettingsRefused(f"{what} must not have line ends or control characters.", field=field)
    return text


def _check_auth(auth: str) -> str:
    if not _AUTH.fullmatch(auth):
        raise SettingsRefused("The sign-in method must be password or an account type.", field="auth")
    return auth


def _check_owner(owner: str | None) -> str | None:
    if owner is not None and not owner.strip():
        raise SettingsRefused("Name the owner's login, or make it a system mailbox.", field="owner")
    return None if owner is None else _check_line(owner.strip(), "owner", "The owner's login")


def _check_period(period: Period, today: date) -> Period:
    if period.kind is PeriodKind.SINCE:
        if period.since is None:
            raise SettingsRefused("Choose the day from which mail is loaded.", field="period")
        if period.since > today:
            raise SettingsRefused("The day from which mail is loaded must not be in the future.", field="period")
    return period


def _check_certificate(fingerprint: str | None) -> str | None:
    plain = re.sub(r"[\s:]", "", fingerprint or "").lower()
    if plain and not _FINGERPRINT.fullmatch(plain):
        sentence = "A certificate's fingerprint (SHA-256) has 64 hexadecimal digits."
        raise SettingsRefused(sentence, field="certificate", details=plain)
    return plain or None


def _check_ca_file(ca_file: str | None) -> str | None:
    if ca_file is None or not ca_file.strip():
        return None
    path = Path(ca_file)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        path = path.expanduser().absolute()
        context.load_verify_locations(cafile=path)
    except ssl.SSLError as error:
        raise SettingsRefused(
            "The CA file has no certificate in PEM form.", field="ca_file", details=str(path)
        ) from error
    except (OSError, RuntimeError, ValueError) as error:
        raise SettingsRefused("The CA file can't be read.", field="ca_file", details=str(path)) from error
    return str(path)
