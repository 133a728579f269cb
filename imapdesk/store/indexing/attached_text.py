"""The words of attached files: text, HTML, Office's and LibreOffice's documents, and PDF where pypdf is installed.

Attachments come from anybody, so each kind has its limits: sizes, unpacked sizes, pages and seconds. XML is never
parsed, its tags are cut out, so that no entity can grow.
"""

from __future__ import annotations

import html
import io
import logging
import re
import time
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace

from imapdesk.mime.message import Attachment
from imapdesk.mime.untagged import strip_tags

MAX_TEXT = 200_000  # characters of one message's attachments
MAX_FILE = 10_000_000  # bytes
_MAX_XML = 20_000_000  # bytes, unpacked
_MAX_PAGES = 50
_MAX_SECONDS = 4.0
_PDF_HEAD = 1024  # bytes in which every reader looks for the mark (ISO 32000-1, annex H.3.4.1)
_PLAIN = {"text/plain", "text/csv", "text/markdown", "text/x-log", "application/json"}
_HTML = {"text/html", "application/xhtml+xml"}
_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word/document.xml",
    "application/vnd.oasis.opendocument.text": "content.xml",
}
_ENDINGS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".md": "text/plain",
    ".csv": "text/plain",
}
_PARTING = re.compile(r"</(?:w:p|w:tc|text:p|text:h)>|<(?:w:br|w:tab|text:s|text:tab|text:line-break)\b[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")


def read_attached(attachments: Iterable[Attachment]) -> Iterator[str]:
    """The text of each attachment that has one, as far as the limits go. Never raises."""
    left, end = MAX_TEXT, time.monotonic() + _MAX_SECONDS
    for item in attachments:
        if left <= 0 or time.monotonic() > end:
            return
        if item.size > MAX_FILE:
            continue
        try:
            text = _read(item, left, end)
        except Exception:  # a broken file has no words; it never stops the pass
            logging.getLogger(__name__).debug("An attachment can't be read", exc_info=True)
            continue
        if text.strip():
            yield text[:left]
            left -= len(text)


def may_have_text(item: Attachment) -> bool:
    """Whether `read_attached` would look for text in a file."""
    kind = _find_kind(item)
    return kind in _PLAIN or kind in _HTML or kind in _PARTS or kind == "application/pdf"


def _read(item: Attachment, most: int, end: float) -> str:
    kind = _find_kind(item)
    if kind in _PLAIN:
        return item.text()[:most]
    if kind in _HTML:
        return strip_tags(item.text())
    if kind in _PARTS:
        return _read_zipped(item.data(), _PARTS[kind])
    return _read_pdf(item.data(), most, end) if kind == "application/pdf" and _begins_as_pdf(item) else ""


def _begins_as_pdf(item: Attachment) -> bool:
    """Whether the mark is where every reader looks for it; only the beginning is decoded."""
    start, end = item.span
    return b"%PDF-" in replace(item, span=(start, min(end, start + 2 * _PDF_HEAD))).data()[:_PDF_HEAD]


def _find_kind(item: Attachment) -> str:
    """The type, or for a file of no known type what its name ends in."""
    kind = item.type.lower()
    if kind in {"application/octet-stream", "application/x-download", "application/force-download", ""}:
        ending = item.name.lower().rpartition(".")[2]
        return _ENDINGS.get(f".{ending}", kind)
    return kind


def _read_zipped(data: bytes, part: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(part) as file:
        xml = file.read(_MAX_XML)  # by what comes out, whatever the archive says of its size
    return html.unescape(_TAG.sub("", _PARTING.sub(" ", xml.decode("utf-8", "replace"))))


def _read_pdf(data: bytes, most: int, end: float) -> str:
    """The first pages' text; empty without pypdf (the extra "attachments").

    pypdf looks for the end of a file line by line, 18 ms for 100 kB of what is no PDF at all (7.1, seen 2026-11):
    hence it gets nothing but files that begin and end as one, and nothing that follows the end.
    """
    finish = data.rfind(b"%%EOF")
    if finish < 0:
        return ""
    data = data[: finish + len(b"%%EOF")]
    try:
        from pypdf import PdfReader
    except ImportError:
        return ""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a stranger's file is not news
    texts: list[str] = []
    for page in PdfReader(io.BytesIO(data)).pages[:_MAX_PAGES]:
        texts.append(page.extract_text())
        if sum(map(len, texts)) > most or time.monotonic() > end:
            break
    return "\n".join(texts)
