"""From an e-mail address to the settings of its server: every place at once, the most trusted answer wins.

Only the domain leaves this computer, and only over https, DNS and TLS.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from imapdesk.accounts.discovery.autoconfig import parse_autoconfig
from imapdesk.accounts.discovery.dns import Dns
from imapdesk.accounts.discovery.domains import ascii_domain, is_ip_address, is_same_organisation, registered_domain
from imapdesk.accounts.discovery.hints import describe_hint
from imapdesk.accounts.discovery.probe import Probe, Sight
from imapdesk.accounts.discovery.providers import enrich, find_provider, find_provider_by_mx, make_found
from imapdesk.accounts.discovery.race import Finish, race
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source
from imapdesk.accounts.discovery.web import Web
from imapdesk.accounts.settings import validate_address, validate_host
from imapdesk.errors import Cancelled, SettingsRefused, Unreachable
from imapdesk.mail import Security

LIMIT_S = 10.0
AUTOCONFIG_URLS = {
    Source.AUTOCONFIG: "https://autoconfig.{domain}/mail/config-v1.1.xml",
    Source.WELL_KNOWN: "https://{domain}/.well-known/autoconfig/mail/config-v1.1.xml",
    Source.ISPDB: "https://autoconfig.thunderbird.net/v1.1/{domain}",
}
GUESSES = tuple(
    (host, port, security)
    for port, security in ((993, Security.SSL), (143, Security.STARTTLS))
    for host in ("imap.{domain}", "mail.{domain}", "{domain}")
)


@dataclass(frozen=True)
class Places:
    """Where discovery looks; every part can be exchanged, so that another list or a private DNS server can be used."""

    web: Web = field(default_factory=Web)
    dns: Dns = field(default_factory=Dns)
    probe: Probe = field(default_factory=Probe)
    urls: dict[Source, str] = field(default_factory=lambda: dict(AUTOCONFIG_URLS))
    guesses: tuple[tuple[str, int, Security], ...] = GUESSES


def find_settings(
    address: str,
    *,
    places: Places | None = None,
    limit_s: float = LIMIT_S,
    should_stop: Callable[[], bool] = lambda: False,
) -> FoundSettings:
    """The settings for an address, in ``limit_s`` seconds at most.

    Raises SettingsRefused(field="address") when there is no mail server or none that speaks IMAP, Unreachable when
    nothing could be asked (`ProxyTrouble`: for the proxy's sake), Cancelled.
    """
    address = validate_address(address)
    domain = ascii_domain(address)
    provider = find_provider(domain)
    if provider is not None:
        return _take_provider(make_found(provider, address, Source.TABLE), describe_hint(provider.hint, provider.name))
    if is_ip_address(domain):
        raise _no_server(domain)
    look = _Look(places or Places(), address, domain)
    finish = race(look.make_looks(), limit_s=limit_s, should_stop=should_stop)
    if finish is None:
        raise Cancelled("Stopped.")
    return _take_finish(finish, domain)


def _take_provider(found: FoundSettings | None, why_not: str) -> FoundSettings:
    if found is None:
        raise SettingsRefused(why_not, field="address")
    return found


def _take_finish(finish: Finish[Source, FoundSettings], domain: str) -> FoundSettings:
    if finish.answer is not None:
        return finish.answer
    details = "\n".join(f"{source.name.lower()}: {error}" for source, error in sorted(finish.failures.items()))
    if {Source.SRV, Source.MX} <= set(finish.failures) | finish.unanswered:  # not even DNS said anything
        raise Unreachable("There is no connection to the internet.", details=details)
    raise _no_server(domain, details)


def _no_server(domain: str, details: str = "") -> SettingsRefused:
    return SettingsRefused(
        f"No mail server found for {domain}. Check the address for typing errors.", field="address", details=details
    )


class _Look:
    """The looks for one address."""

    def __init__(self, places: Places, address: str, domain: str) -> None:
        self._places = places
        self._address = address
        self._domain = domain

    def make_looks(self) -> dict[Source, Callable[[], FoundSettings | None]]:
        looks: dict[Source, Callable[[], FoundSettings | None]] = {
            source: lambda source=source: self._look_at_web(source, self._domain)  # type: ignore[misc]
            for source in self._places.urls
        }
        return looks | {Source.SRV: self._look_at_srv, Source.MX: self._look_at_mx, Source.GUESS: self._guess}

    def _look_at_web(self, source: Source, domain: str) -> FoundSettings | None:
        document = self._places.web.fetch(self._places.urls[source].format(domain=domain))
        if document is None:
            return None
        found = next(iter(parse_autoconfig(document.content, self._address, source)), None)
        if found is None:
            return None
        return enrich(replace(found, needs_confirmation=found.needs_confirmation or document.strayed))

    def _look_at_srv(self) -> FoundSettings | None:
        for service in self._places.dns.find_services(self._domain):
            try:
                host = validate_host(service.host)
            except SettingsRefused:
                continue
            return self._make(Source.SRV, Server(host, service.port, service.security))
        return None

    def _look_at_mx(self) -> FoundSettings | None:
        exchangers = self._places.dns.find_exchangers(self._domain)
        for exchanger in exchangers:
            provider = find_provider_by_mx(exchanger)
            if provider is not None:
                return make_found(provider, self._address, Source.MX)
        return self._ask_host_of_mail(exchangers[0]) if exchangers else None

    def _ask_host_of_mail(self, exchanger: str) -> FoundSettings | None:
        """What the organisation that runs the exchanger publishes for its customers."""
        base = registered_domain(exchanger)
        if is_same_organisation(base, self._domain):
            return None
        provider = find_provider(base)
        if provider is not None:
            return make_found(provider, self._address, Source.MX)
        for source in (Source.AUTOCONFIG, Source.ISPDB):
            found = self._try_web(source, base) if source in self._places.urls else None
            if found is not None:
                return replace(found, source=Source.MX)
        return None

    def _try_web(self, source: Source, domain: str) -> FoundSettings | None:
        try:
            return self._look_at_web(source, domain)
        except OSError:
            return None

    def _guess(self) -> FoundSettings | None:
        """The first that answers as it should; else one that is there, of which a real try says what is wrong."""
        servers = {
            rank: Server(host.format(domain=self._domain), port, security)
            for rank, (host, port, security) in enumerate(self._places.guesses)
        }
        troubled: set[int] = set()

        def look(rank: int) -> FoundSettings | None:
            sight = self._places.probe.look(servers[rank])
            if sight is Sight.TROUBLED:
                troubled.add(rank)
            return self._make(Source.GUESS, servers[rank]) if sight is Sight.ANSWERS else None

        finish = race(
            {rank: lambda rank=rank: look(rank) for rank in servers},  # type: ignore[misc]
            limit_s=LIMIT_S,
            should_stop=lambda: False,
        )
        if finish is not None and finish.answer is not None:
            return finish.answer
        if troubled:
            return self._make(Source.GUESS, servers[min(troubled)])
        if finish is not None and (failure := next(iter(finish.failures.values()), None)) is not None:
            raise failure  # without an answer, what could not be reached is what the caller hears of
        return None

    def _make(self, source: Source, server: Server) -> FoundSettings:
        outside = not is_same_organisation(server.host, self._domain)
        return enrich(
            FoundSettings(source, server.host, server.port, server.security, self._address, needs_confirmation=outside)
        )
