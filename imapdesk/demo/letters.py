"""Making the demo's messages: headers, a body or two, attachments; CR LF line ends as they come from a server."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

ALEX = "Alex Morgan <alex@example.com>"

_PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgaPj/HwAEAQJ/7n3cSwAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    maintype: str
    subtype: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message to be made. ``key`` becomes its Message-ID, ``answers`` are the keys of those before it."""

    key: str
    from_: str
    subject: str
    text: str
    to: str = ALEX
    cc: str = ""
    html: str = ""
    answers: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    bulk: str = ""  # the List-Id of a newsletter


def make_raw(letter: Letter, sent: datetime) -> bytes:
    """The message's bytes."""
    message = EmailMessage(policy=policy.SMTP)
    message["From"] = letter.from_
    message["To"] = letter.to
    if letter.cc:
        message["Cc"] = letter.cc
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(sent)
    message["Message-ID"] = _make_id(letter.key)
    if letter.answers:
        message["In-Reply-To"] = _make_id(letter.answers[-1])
        message["References"] = " ".join(map(_make_id, letter.answers))
    if letter.bulk:
        message["List-Id"] = letter.bulk
    message.set_content(letter.text)
    if letter.html:
        message.add_alternative(letter.html, subtype="html")
    for one in letter.attachments:
        message.add_attachment(one.data, maintype=one.maintype, subtype=one.subtype, filename=one.name)
    return message.as_bytes()


def _make_id(key: str) -> str:
    return f"<{key}@demo.example.org>"


def make_pdf(name: str, line: str) -> Attachment:
    """A document of one page with one line on it."""
    show = f"BT /F1 20 Tf 60 760 Td ({line}) Tj ET".encode("ascii", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show),
    ]
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        table,
        len(data),
    )
    return Attachment(name, "application", "pdf", data)


def make_picture(name: str) -> Attachment:
    """A small picture."""
    return Attachment(name, "image", "png", _PNG)


def make_zip(name: str, files: dict[str, str]) -> Attachment:
    """An archive of text files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return Attachment(name, "application", "zip", packed.getvalue())


def make_calendar(name: str, summary: str, at: datetime) -> Attachment:
    """An appointment (RFC 5545)."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//example.com//demo//EN",
        "BEGIN:VEVENT",
        "UID:demo-appointment@example.com",
        f"DTSTAMP:{at:%Y%m%dT%H%M%SZ}",
        f"DTSTART:{at:%Y%m%dT%H%M%SZ}",
        f"SUMMARY:{summary}",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    return Attachment(name, "text", "calendar", "\r\n".join(lines).encode())
