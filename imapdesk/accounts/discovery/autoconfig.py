"""Mozilla's autoconfig format: bytes -> settings. Pure. See https://wiki.mozilla.org/Thunderbird:Autoconfiguration.

The document comes from a stranger: it is bounded, and one with a document type (and so with entities) is refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from imapdesk.accounts.discovery.domains import ascii_domain, is_same_organisation
from imapdesk.accounts.discovery.values import FoundSettings, Server, Source
from imapdesk.accounts.settings import validate_host
from imapdesk.errors import SettingsRefused
from imapdesk.mail import Security

MAX_BYTES = 256 * 1024
_SECURITY = {"SSL": Security.SSL, "STARTTLS": Security.STARTTLS}  # "plain" is never taken by itself


class _NoDoctype(ElementTree.TreeBuilder):
    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise ElementTree.ParseError("a document type is not allowed here")


def parse_autoconfig(document: bytes, address: str, source: Source) -> list[FoundSettings]:
    """The encrypted IMAP servers of a document in its order; empty when there is none or it can't be read.

    ``needs_confirmation`` is set where a host lies outside the address's domain.
    """
    if len(document) > MAX_BYTES:
        return []
    try:
        root = ElementTree.fromstring(document, parser=ElementTree.XMLParser(target=_NoDoctype()))
    except (ElementTree.ParseError, LookupError, ValueError):  # LookupError: an encoding that Python has not
        return []
    values = make_placeholders(address)
    outgoing = next(_iter_servers(root, "outgoingServer", "smtp", values), None)
    return [
        FoundSettings(
            source,
            server.host,
            server.port,
            server.security,
            user or address,
            provider=_find_text(root, "emailProvider/displayName", values)[:100],
            needs_confirmation=not is_same_organisation(server.host, values["%EMAILDOMAIN%"]),
            help_url=_find_https(root),
            smtp=outgoing[0] if outgoing else None,
        )
        for server, user in _iter_servers(root, "incomingServer", "imap", values)
    ]


def make_placeholders(address: str) -> Mapping[str, str]:
    """What a document's placeholders stand for."""
    return {
        "%EMAILADDRESS%": address,
        "%EMAILLOCALPART%": address.rpartition("@")[0],
        "%EMAILDOMAIN%": ascii_domain(address),
    }


def _iter_servers(
    root: ElementTree.Element, tag: str, kind: str, values: Mapping[str, str]
) -> Iterator[tuple[Server, str]]:
    for element in root.findall(f"emailProvider/{tag}"):
        if element.get("type", "").lower() == kind:
            server = _read_server(element, values)
            if server is not None:
                yield server, _find_text(element, "username", values)


def _read_server(element: ElementTree.Element, values: Mapping[str, str]) -> Server | None:
    security = _SECURITY.get(_find_text(element, "socketType", values).upper())
    port = _find_text(element, "port", values)
    if security is None or not (port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536):
        return None
    try:
        return Server(validate_host(_find_text(element, "hostname", values)), int(port), security)
    except SettingsRefused:
        return None


def _find_text(element: ElementTree.Element, path: str, values: Mapping[str, str]) -> str:
    text = " ".join((element.findtext(path) or "").split())
    for placeholder, value in values.items():
        text = text.replace(placeholder, value)
    return text if text.isprintable() else ""


def _find_https(root: ElementTree.Element) -> str:
    found = root.find("emailProvider/documentation")
    url = "" if found is None else found.get("url", "")
    return url if url.startswith("https://") and url.isprintable() and len(url) < 500 else ""
