"""Whom TLS trusts: the authorities of one file, else those chosen for the program, else the system's."""

from __future__ import annotations

import ssl

from imapdesk.errors import SettingsRefused
from imapdesk.net.way import current


def make_context(ca_file: str | None = None) -> ssl.SSLContext:
    """A context that verifies certificates and host names, TLS 1.2 or newer.

    Raises SettingsRefused(field="ca_file") when the file (PEM) can't be read.
    """
    chosen = ca_file or current().ca_file
    context = _context_of_file(chosen) if chosen else _context_of_the_system()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
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
