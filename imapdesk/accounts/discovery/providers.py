"""The shipped table of well-known providers (``resources/providers.toml``): asked first, and without any network."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from imapdesk.accounts.discovery.domains import ascii_domain
from imapdesk.accounts.discovery.hints import Hint
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source
from imapdesk.mail import Security
from imapdesk.resources import read_text


@dataclass(frozen=True, slots=True)
class Provider:
    """One entry of the table; ``imap`` is None where no other program can read mail."""

    id: str
    name: str
    imap: Server | None
    smtp: Server | None
    domains: tuple[str, ...] = ()
    mx: tuple[str, ...] = ()
    user: str = "address"
    oauth: str = ""
    hint: Hint = Hint.NONE
    help: str = ""

    def make_user(self, address: str) -> str:
        """What one signs in with."""
        return address.rpartition("@")[0] if self.user == "local" else address


@dataclass(frozen=True, slots=True)
class Table:
    """The providers, by the domains of addresses, of mail exchangers and by IMAP host."""

    by_domain: Mapping[str, Provider]
    by_mx: Mapping[str, Provider]
    by_host: Mapping[str, Provider]


def load_providers() -> tuple[Provider, ...]:
    """The providers of the shipped file."""
    return tuple(_make_provider(entry) for entry in tomllib.loads(read_text("providers.toml"))["provider"])


@cache
def load_table() -> Table:
    """The shipped table; read once."""
    providers = load_providers()
    return Table(
        by_domain={domain: each for each in providers for domain in each.domains},
        by_mx={domain: each for each in providers for domain in each.mx},
        by_host={each.imap.host: each for each in reversed(providers) if each.imap},
    )


def find_provider(address: str) -> Provider | None:
    """The provider of an address or domain, without any network: quick enough for every key stroke."""
    try:
        return load_table().by_domain.get(ascii_domain(address))
    except ValueError:  # half a name, while it is being typed
        return None


def find_provider_by_mx(exchanger: str) -> Provider | None:
    """The provider whose mail exchanger this is: the longest known end of its name."""
    labels = exchanger.rstrip(".").lower().split(".")
    ends = (".".join(labels[start:]) for start in range(len(labels) - 1))
    return next((found for end in ends if (found := load_table().by_mx.get(end))), None)


def make_found(provider: Provider, address: str, source: Source) -> FoundSettings | None:
    """A provider's settings for an address; None where it has no IMAP."""
    if provider.imap is None:
        return None
    return FoundSettings(
        source,
        provider.imap.host,
        provider.imap.port,
        provider.imap.security,
        provider.make_user(address),
        provider=provider.name,
        oauth_type=provider.oauth,
        hint_kind=provider.hint,
        help_url=provider.help,
        smtp=provider.smtp,
    )


def enrich(found: FoundSettings) -> FoundSettings:
    """Settings found elsewhere, with what the table knows of that host: how to sign in there, and that it is known."""
    provider = load_table().by_host.get(found.host.lower())
    if provider is None:
        return found
    return replace(
        found,
        provider=provider.name,
        needs_confirmation=False,
        oauth_type=provider.oauth,
        hint_kind=provider.hint,
        help_url=provider.help,
        smtp=found.smtp or provider.smtp,
    )


def _make_provider(entry: Mapping[str, Any]) -> Provider:
    return Provider(
        entry["id"],
        entry["name"],
        _make_server(entry.get("imap")),
        _make_server(entry.get("smtp")),
        tuple(entry.get("domains", ())),
        tuple(entry.get("mx", ())),
        entry.get("user", "address"),
        entry.get("oauth", ""),
        Hint(entry.get("hint", "")),
        entry.get("help", ""),
    )


def _make_server(entry: list[Any] | None) -> Server | None:
    return Server(entry[0], entry[1], Security(entry[2])) if entry else None
