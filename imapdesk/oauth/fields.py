"""Settings that several types of sign-in have."""

from __future__ import annotations

from imapdesk.oauth.checks import check_readable_file
from imapdesk.oauth.values import Field, FieldKind

CA_FILE = Field(
    "ca_file",
    "Certificate file",
    FieldKind.FILE,
    check=check_readable_file,
    advanced=True,
    help="PEM file of the authorities to trust in place of the system's.",
)
