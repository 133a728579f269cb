"""What a screen reader says of a row of the list: each cell apart where it reads all of them, else a sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import Summary
from imapdesk.ui.widgets import formats


def _tr(text: str) -> str:
    return QCoreApplication.translate("SpokenRows", text)


def speak_row(summary: Summary, *, to_column: bool = False, thread: str = "") -> str:
    """One row as a sentence; ``thread`` says of what conversation it is."""
    name = formats.sender(summary.to if to_column else summary.from_)
    parts = [
        speak_marks(summary),
        (_tr("to {name}") if to_column else _tr("from {name}")).format(name=name),
        _tr("subject {subject}").format(subject=_subject(summary)),
        formats.short_date(summary.received_at or summary.sent_at),
        _attached(summary),
        thread,
    ]
    return ", ".join(part for part in parts if part)


def speak_marks(summary: Summary) -> str:
    """What the signs in front of a row mean."""
    parts = [
        _tr("Unread") if summary.unread else "",
        _tr("Starred") if summary.starred else "",
        _tr("deleted on the server, kept here") if summary.gone_at else "",
    ]
    return ", ".join(part for part in parts if part)


def speak_subject(summary: Summary, thread: str = "") -> str:
    """A subject with what is shown beside it."""
    return ", ".join(part for part in (_subject(summary), _attached(summary), thread) if part)


def _subject(summary: Summary) -> str:
    return formats.plain(summary.subject) or _tr("(no subject)")


def _attached(summary: Summary) -> str:
    return _tr("has attachment") if summary.has_attachments else ""
