"""Which names belong together: the part of a name that somebody registered. Pure; the list comes with the library."""

from __future__ import annotations

import ipaddress

from imapdesk.mime.trust.suffixes import load_suffixes


def ascii_domain(address: str) -> str:
    """The domain of an e-mail address in lower-case ASCII (RFC 5891). Raises ValueError when it has none."""
    domain = address.strip().rpartition("@")[2].rstrip(".").lower()
    if domain.isascii():
        return domain
    import idna  # late: large tables that most addresses don't need

    return idna.encode(domain, uts46=True).decode("ascii")


def registered_domain(host: str) -> str:
    """The registered part of a name: "example.co.uk" of "imap.example.co.uk"; the name itself where there is none."""
    name = host.rstrip(".").lower()
    return (None if is_ip_address(name) else load_suffixes().privatesuffix(name)) or name


def is_same_organisation(host: str, other: str) -> bool:
    """Whether two names lie below the same registered one."""
    return registered_domain(host) == registered_domain(other)


def is_ip_address(host: str) -> bool:
    """Whether a host is written as an IP address."""
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
