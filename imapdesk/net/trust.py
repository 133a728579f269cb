"""Whom TLS trusts: one certificate, the authorities of one file, those chosen for the program, or the system's."""

from __future__ import annotations

import hashlib
import ssl

from imapdesk.errors import SettingsRefused
from imapdesk.net.way import current


class PinnedContext(ssl.SSLContext):
    """Takes any certificate in the handshake: whoever uses it must `check` the one that came, before anything is sent.

    It is for a server that can't prove who it is to anybody (a network disk, Proton Bridge). Neither name nor dates
    count then, only that it is the same certificate that the person has looked at.
    """

    fingerprint: str

    def check(self, shown: bytes | None) -> bool:
        """Whether ``shown`` (DER) is the certificate."""
        return shown is not None and find_fingerprint(shown) == self.fingerprint


def find_fingerprint(certificate: bytes) -> str:
    """The SHA-256 of a certificate (DER), hexadecimal."""
    return hashlib.sha256(certificate).hexdigest()


def make_context(ca_file: str | None = None, certificate: str | None = None) -> ssl.SSLContext:
    """A context that verifies certificates and host names, TLS 1.2 or newer; a `PinnedContext` for a fingerprint.

    Raises SettingsRefused(field="ca_file") when the file (PEM) can't be read.
    """
    chosen = ca_file or current().ca_file
    if certificate:
        context = _context_of_one(certificate)
    else:
        context = _context_of_file(chosen) if chosen else _context_of_the_system()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _context_of_one(fingerprint: str) -> ssl.SSLContext:
    context = PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.fingerprint = fingerprint
    return context


def _context_of_file(ca_file: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        context.load_verify_locations(cafile=ca_file)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        sentence = "The file of trusted certificates can't be read."
        raise SettingsRefused(sentence, field="ca_file", details=f"{ca_file}: {error}") from error
    return context


def _context_of_the_system() -> ssl.SSLContext:
    import truststore

    context: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return context
