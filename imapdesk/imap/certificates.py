"""The certificate that a server shows, for a person to look at: nothing is sent, and nobody signs in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from imapdesk.errors import ProtocolError, Unproven
from imapdesk.imap.config import ImapConfig, StopAsked, never
from imapdesk.imap.session import ImapSession
from imapdesk.mail import Security, ServerCertificate
from imapdesk.net.trust import find_fingerprint

if TYPE_CHECKING:
    from cryptography.x509 import Certificate, Name

_NONE_AT_ALL = "0" * 64


def fetch_certificate(config: ImapConfig, should_stop: StopAsked = never) -> ServerCertificate:
    """What the server of ``config`` shows. Raises Unreachable, Insecure, ProtocolError, Busy, Cancelled."""
    anybody = replace(config, certificate=_NONE_AT_ALL, user="", password=None, access_token=None)
    if config.protection is not Security.NONE:
        try:
            ImapSession.open(anybody, should_stop=should_stop).close()
        except Unproven as error:
            return describe_certificate(error.shown)
    raise ProtocolError(f"{config.host} shows no certificate.")


def describe_certificate(der: bytes) -> ServerCertificate:
    """What a certificate (DER) claims; its fingerprint alone when it can't be read."""
    from cryptography.x509 import load_der_x509_certificate

    fingerprint = find_fingerprint(der)
    try:
        read = load_der_x509_certificate(der)
        return ServerCertificate(
            fingerprint, _say_name(read.subject), _say_name(read.issuer), _list_names(read), *_find_dates(read)
        )
    except ValueError:
        return ServerCertificate(fingerprint)


def _say_name(name: Name) -> str:
    return ", ".join(str(part.value) for part in reversed(list(name)))


def _list_names(certificate: Certificate) -> tuple[str, ...]:
    from cryptography.x509 import DNSName, ExtensionNotFound, IPAddress, SubjectAlternativeName

    try:
        names = certificate.extensions.get_extension_for_class(SubjectAlternativeName).value
    except ExtensionNotFound:
        return ()
    return (*names.get_values_for_type(DNSName), *map(str, names.get_values_for_type(IPAddress)))


def _find_dates(certificate: Certificate) -> tuple[datetime, datetime]:
    return certificate.not_valid_before_utc, certificate.not_valid_after_utc
