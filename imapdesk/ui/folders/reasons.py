"""Why something of a folder isn't here: one short sentence per folder, worst first."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from imapdesk.mail import Folder, Mailbox, PeriodKind, utc_now
from imapdesk.outcome import Outcome
from imapdesk.ui.state.status import find_next
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.sentences import say


def _tr(text: str) -> str:
    return QCoreApplication.translate("FolderReasons", text)


def describe_folder(folder: Folder, mailbox: Mailbox) -> str:
    """What is to be said of a folder; "Everything is here" where nothing is missing."""
    if not folder.selectable:
        return _tr("Holds folders only")
    if not folder.on_server:
        return _tr("No longer on the server; saved messages are kept")
    if not folder.included:
        return _tr("Not ticked; saved messages are kept") if folder.messages_saved else _tr("Not ticked")
    if folder.quarantined:
        count = folder.quarantined
        return QCoreApplication.translate("FolderReasons", "%Ln message(s) in quarantine", "", count)
    return _describe_missing(folder, mailbox)


def _describe_missing(folder: Folder, mailbox: Mailbox) -> str:
    there = folder.messages_on_server
    if folder.pending or folder.last_sync is None:
        return _describe_waiting(mailbox)
    if there is not None and there > folder.messages_saved + folder.left_out:
        return _describe_period(mailbox, there - folder.messages_saved - folder.left_out)
    if folder.left_out:
        return QCoreApplication.translate(
            "FolderReasons", "%Ln message(s) are larger than the mailbox's limit", "", folder.left_out
        )
    return _tr("Everything is here")


def _describe_waiting(mailbox: Mailbox) -> str:
    if mailbox.paused:
        return _tr("Waiting: syncing is paused")
    if mailbox.last_outcome is Outcome.SIGN_IN_REQUIRED:
        return _tr("Waiting for the sign-in")
    due = find_next(mailbox)
    if due is None:
        return _tr("Waiting until you sync this mailbox")
    if due > utc_now():
        text = _tr("Waiting until {time}: {reason}") if mailbox.last_error else _tr("Waiting until {time}")
        return text.format(time=formats.clock(due), reason=formats.plain(say(mailbox.last_error)))
    return _tr("Waiting for the next sync")


def _describe_period(mailbox: Mailbox, count: int) -> str:
    period = mailbox.settings.period
    if period.kind is PeriodKind.LAST_YEAR:
        return QCoreApplication.translate("FolderReasons", "%Ln message(s) are older than a year", "", count)
    if period.kind is PeriodKind.SINCE and period.since is not None:
        day = QLocale().toString(QDate(period.since.year, period.since.month, period.since.day), _tr("d MMM yyyy"))
        text = QCoreApplication.translate("FolderReasons", "%Ln message(s) are older than {day}", "", count)
        return text.format(day=day)
    return QCoreApplication.translate("FolderReasons", "%Ln message(s) come with the next sync", "", count)
