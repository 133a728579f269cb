"""SRV (RFC 6186) and MX look-ups; the only module that knows dnspython."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from imapdesk.mail import Security
from imapdesk.net.way import current

if TYPE_CHECKING:
    from dns.rdatatype import RdataType
    from dns.resolver import Answer, Resolver

_SERVICES = (("_imaps._tcp", Security.SSL), ("_imap._tcp", Security.STARTTLS))


@dataclass(frozen=True, slots=True)
class Service:
    """A server that a domain names for IMAP."""

    host: str
    port: int
    security: Security


class Dns:
    """Asks DNS; ``resolver`` is the system's when None."""

    def __init__(self, resolver: Resolver | None = None, *, timeout_s: float = 5.0) -> None:
        self._resolver = resolver
        self._timeout_s = timeout_s

    def find_services(self, domain: str) -> list[Service]:
        """A domain's IMAP servers, best first: TLS from the start before STARTTLS. Raises OSError: DNS did not answer.

        A target of "." says that the service is decidedly not offered (RFC 2782), and gives nothing.
        """
        import dns.rdatatype as types

        found = []
        for service, security in _SERVICES:
            records = sorted(
                self._ask(f"{service}.{domain}", types.SRV), key=lambda record: (record.priority, -record.weight)
            )
            hosts = ((record.target.to_text(omit_final_dot=True).lower(), record.port) for record in records)
            found += [Service(host, port, security) for host, port in hosts if host not in ("", ".", "@")]
        return found

    def find_exchangers(self, domain: str) -> list[str]:
        """A domain's mail exchangers, most preferred first. Raises OSError: DNS did not answer."""
        import dns.rdatatype as types

        records = sorted(self._ask(domain, types.MX), key=lambda record: record.preference)
        hosts = (record.exchange.to_text(omit_final_dot=True).lower() for record in records)
        return [host for host in hosts if host not in ("", ".", "@")]  # RFC 7505: "." takes no mail

    def _ask(self, name: str, kind: RdataType) -> Answer | tuple[()]:
        if current().hides_names():
            return ()  # the proxy looks names up, and whoever asks by it wants no DNS server to hear of them
        import dns.exception
        import dns.resolver

        try:
            resolver = self._resolver or dns.resolver.Resolver()
            return resolver.resolve(name, kind, lifetime=self._timeout_s, search=False)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return ()
        except dns.exception.DNSException as error:
            raise OSError(f"DNS did not answer for {name}") from error
