"""Why a message without anything to read has nothing: it is behind a key, or it never held a message."""

from __future__ import annotations

from collections.abc import Iterable

from imapdesk.mime.limits import MAX_SEALED_BYTES
from imapdesk.mime.message import Attachment, Seal
from imapdesk.mime.structure.cms import CERTIFICATES, SIGNED, unwrap
from imapdesk.mime.structure.sealed import SEALS, strip_base64

_ENCRYPTED = "application/pgp-encrypted"


def find_seal(attachments: Iterable[Attachment]) -> Seal:
    """The seal of the first of them that has one."""
    return next((seal for each in attachments if (seal := _judge(each)) is not Seal.NONE), Seal.NONE)


def _judge(attachment: Attachment) -> Seal:
    if attachment.type == _ENCRYPTED:
        return Seal.LOCKED
    if attachment.type not in SEALS:
        return Seal.NONE
    if attachment.size > MAX_SEALED_BYTES:
        return Seal.LOCKED
    kind, content = unwrap(strip_base64(attachment.data())) or ("", b"")
    if kind == CERTIFICATES:
        return Seal.CERTIFICATES
    return Seal.SIGNED if kind == SIGNED and content else Seal.LOCKED
