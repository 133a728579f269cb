"""A message on paper and in a PDF file, and what stands above it: who wrote it to whom, when, and what came with it."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPageLayout, QPageSize, QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrinter

from imapdesk.ui.reader.header import people
from imapdesk.ui.widgets import formats

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage

_MOST = 25  # people, and files
_LONGEST = 500  # characters of a subject


def tr(text: str) -> str:
    """Translate a text of this file."""
    return QCoreApplication.translate("Paper", text)


def make_head(opened: OpenMessage) -> str:
    """HTML of our own, everything that a sender wrote escaped; the same for the web engine and for Qt's rich text."""
    message = opened.message
    files = [file.name for file in opened.files]
    names = ", ".join(files[:_MOST]) + (f" +{len(files) - _MOST}" if len(files) > _MOST else "")
    rows = (
        (tr("From"), people(message.from_, _MOST)),
        (tr("To"), people(message.to, _MOST)),
        (tr("Copy to"), people(message.cc, _MOST)),
        (tr("Date"), formats.long_date(message.date)),
        (tr("Attachments"), formats.plain(names)),
    )
    cells = "".join(
        f'<tr><td style="color:#555555;padding-right:16px" nowrap>{escape(name)}</td>'
        f'<td style="color:#000000">{escape(said)}</td></tr>'
        for name, said in rows
        if said
    )
    subject = formats.plain(message.subject)[:_LONGEST] or QCoreApplication.translate("ReaderHeader", "(no subject)")
    title = f'<p style="color:#000000;font-size:large;margin:0 0 8px 0"><b>{escape(subject)}</b></p>'
    return f'{title}<table cellspacing="0" cellpadding="1">{cells}</table><hr>'


def print_document(document: QTextDocument, path: str, head: str = "") -> bool:
    """Write a text document as PDF on A4, under its head; whether that could be done."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setOutputFileName(path)
    print_on(printer, document, head)
    return printer.printerState() is not QPrinter.PrinterState.Error and Path(path).stat().st_size > 0


def print_on(printer: QPrinter, document: QTextDocument, head: str = "") -> None:
    """Print a text document under its head; the document itself stays as it is."""
    paper = document.clone()
    _put_above(paper, head)
    if head and not printer.docName():
        printer.setDocName(paper.firstBlock().text())  # the subject: a nameless page is hard to find among the jobs
    paper.print_(printer)


def _put_above(document: QTextDocument, head: str) -> None:
    """Write the head above what a document holds."""
    if head:
        cursor = QTextCursor(document)
        cursor.insertBlock()
        cursor.movePosition(QTextCursor.MoveOperation.Start)
        cursor.insertHtml(head)
