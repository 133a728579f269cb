"""What a folder is called on the screen: the usual English names of special folders in the person's language."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from imapdesk.mail import FolderRole


def make_namer() -> Callable[[FolderRole, str], str]:
    """Names a folder by its role and the last part of its path, in the language of this moment.

    A name that somebody chose stays: only what servers and mail programs call such a folder is translated.
    """
    usual = _translate_usual_names()

    def name(role: FolderRole, leaf: str) -> str:
        if role is FolderRole.INBOX:
            return QCoreApplication.translate("Folders", "Inbox")
        shown = usual.get((role, leaf.casefold()), leaf)
        return leaf if shown.casefold() == leaf.casefold() else shown

    return name


def _translate_usual_names() -> dict[tuple[FolderRole, str], str]:
    """As Gmail, Outlook, iCloud, Yahoo, Dovecot and Cyrus make them."""
    names = {
        FolderRole.SENT: {
            "Sent": QCoreApplication.translate("Folders", "Sent"),
            "Sent Items": QCoreApplication.translate("Folders", "Sent Items"),
            "Sent Mail": QCoreApplication.translate("Folders", "Sent Mail"),
            "Sent Messages": QCoreApplication.translate("Folders", "Sent Messages"),
        },
        FolderRole.DRAFTS: {
            "Draft": QCoreApplication.translate("Folders", "Draft"),
            "Drafts": QCoreApplication.translate("Folders", "Drafts"),
        },
        FolderRole.ARCHIVE: {
            "Archive": QCoreApplication.translate("Folders", "Archive"),
            "Archives": QCoreApplication.translate("Folders", "Archives"),
        },
        FolderRole.SPAM: {
            "Bulk Mail": QCoreApplication.translate("Folders", "Bulk Mail"),
            "Junk": QCoreApplication.translate("Folders", "Junk"),
            "Junk Email": QCoreApplication.translate("Folders", "Junk Email"),
            "Junk E-mail": QCoreApplication.translate("Folders", "Junk E-mail"),
            "Spam": QCoreApplication.translate("Folders", "Spam"),
        },
        FolderRole.TRASH: {
            "Bin": QCoreApplication.translate("Folders", "Bin"),
            "Deleted": QCoreApplication.translate("Folders", "Deleted"),
            "Deleted Items": QCoreApplication.translate("Folders", "Deleted Items"),
            "Deleted Messages": QCoreApplication.translate("Folders", "Deleted Messages"),
            "Trash": QCoreApplication.translate("Folders", "Trash"),
        },
        FolderRole.ALL: {"All Mail": QCoreApplication.translate("Folders", "All Mail")},
        FolderRole.FLAGGED: {
            "Flagged": QCoreApplication.translate("Folders", "Flagged"),
            "Starred": QCoreApplication.translate("Folders", "Starred"),
        },
        FolderRole.IMPORTANT: {"Important": QCoreApplication.translate("Folders", "Important")},
        FolderRole.TEMPLATES: {"Templates": QCoreApplication.translate("Folders", "Templates")},
    }
    return {(role, each.casefold()): shown for role, named in names.items() for each, shown in named.items()}
