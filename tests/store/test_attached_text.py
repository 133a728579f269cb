"""The words of attached files are found, and a hostile file costs no more than its limits."""

from __future__ import annotations

import io
import time
import zipfile
from email.message import EmailMessage

import pytest

from imapdesk.mime import describe_message
from imapdesk.store.indexing.attached_text import read_attached
from imapdesk.store.indexing.folding import find_words
from imapdesk.store.indexing.indexable import make_indexable
from tests.pace import Stopwatch

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def make_pdf(text: str) -> bytes:
    """A PDF of one page, written by hand."""
    content = f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(out),
    )


def zipped(part: str, xml: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, xml)
    return file.getvalue()


WORD = "<w:p><w:r><w:t>quarter</w:t></w:r><w:r><w:t>ly z&amp;bra</w:t></w:r></w:p><w:p><w:t>end</w:t></w:p>"


def read(data: bytes, name: str, type_: str) -> list[str]:
    message = EmailMessage()
    message.set_content("see the file")
    message.add_attachment(data, *type_.split("/"), filename=name)
    return list(read_attached(describe_message(message.as_bytes()).attachments))


@pytest.mark.parametrize(
    ("data", "name", "type_", "expected"),
    [
        (make_pdf("Ratenzahlung"), "a.pdf", "application/pdf", "Ratenzahlung"),
        (make_pdf("Ratenzahlung"), "a.pdf", "application/octet-stream", "Ratenzahlung"),
        (zipped("word/document.xml", WORD), "a.docx", DOCX, "quarterly z&bra end"),
        (zipped("content.xml", "<text:p>old<text:s/>oak</text:p>"), "a.odt", ODT, "old oak"),
        (b"<style>no</style><p>page</p>", "a.html", "text/html", "page"),
        (b"a;b\n", "a.csv", "text/csv", "a;b"),
    ],
)
def test_the_text_of_common_kinds_is_read(data: bytes, name: str, type_: str, expected: str) -> None:
    assert " ".join(" ".join(read(data, name, type_)).split()) == expected


def test_the_words_of_an_attachment_are_in_the_index() -> None:
    message = EmailMessage()
    message["Subject"] = "Contract"
    message.set_content("see the file")
    message.add_attachment(make_pdf("Ratenzahlung"), "application", "pdf", filename="a.pdf")
    assert "ratenzahlung" in find_words(make_indexable(message.as_bytes()).columns[4])


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt"])
@pytest.mark.parametrize("data", [b"", b"\0" * 1000, b"%PDF-1.7" + b"<<" * 50_000, b"PK\x03\x04" + b"\xff" * 1000])
def test_a_broken_file_has_no_words(data: bytes, name: str) -> None:
    assert read(data, name, "application/octet-stream") == []


def test_what_is_packed_a_thousandfold_is_cut() -> None:
    bomb = zipped("word/document.xml", "<w:p>" + "x" * 300_000_000)
    clock = Stopwatch()
    assert sum(map(len, read(bomb, "a.docx", DOCX))) <= 200_000
    assert clock.seconds < 10


def test_what_is_no_pdf_costs_next_to_nothing_whatever_it_is_called() -> None:
    lines = b"\n".join(b"%d" % number for number in range(500_000))
    began = time.process_time()
    assert read(lines, "a.pdf", "application/pdf") == read(b"%PDF-1.7\n" + lines, "a.pdf", "application/pdf") == []
    assert time.process_time() - began < 2


def test_a_pdf_with_something_behind_its_end_is_read() -> None:
    found = read(make_pdf("Ratenzahlung") + b"\nsent by a scanner\n" * 1000, "a.pdf", "application/pdf")
    assert [text.strip() for text in found] == ["Ratenzahlung"]
