"""What a synchronisation did and does, in few words: only what there is to tell."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.widgets import formats


def describe_counts(new: int, gone: int, problems: int) -> str:
    """``14 new, 3 removed, 1 problem``; what is nought isn't named, and nothing at all is ``nothing new``."""
    parts = []
    if new:
        parts.append(QCoreApplication.translate("RunWords", "{count} new").format(count=formats.number(new)))
    if gone:
        parts.append(QCoreApplication.translate("RunWords", "{count} removed").format(count=formats.number(gone)))
    if problems:
        parts.append(QCoreApplication.translate("RunWords", "%Ln problem(s)", "", problems))
    return ", ".join(parts) or QCoreApplication.translate("RunWords", "nothing new")


def describe_skipping(folder: str) -> str:
    """What skipping a folder means."""
    text = QCoreApplication.translate("StatusLine", "Leave the rest of {folder} for the next sync")
    return text.format(folder=formats.folder(folder))
