"""Checking that a mailbox is here as a whole: asked for in the menu or on its page, told in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from imapdesk.errors import ImapdeskError
from imapdesk.ui.engine.engine import Engine
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.dialogs import describe_error

if TYPE_CHECKING:
    from imapdesk.desk.verifying import Proof


class Completeness(QObject):
    """Has the engine compare mailboxes with their servers."""

    said = Signal(str)
    proved = Signal()  # a result is in the store

    def __init__(self, engine: Engine, parent: QObject) -> None:
        super().__init__(parent)
        self._engine = engine
        engine.verified.connect(self._on_verified)

    @Slot(str)
    def check(self, name: str) -> None:
        """Compare a mailbox's saved mail with its server's, beside everything else."""
        self._engine.verify(name)
        self.said.emit(self.tr("Checking whether “{mailbox}” is complete…").format(mailbox=formats.plain(name)))

    @Slot(str, object)
    def _on_verified(self, name: str, found: Proof | BaseException) -> None:
        mailbox = formats.plain(name)
        if isinstance(found, ImapdeskError):
            sentence, _details = describe_error(found)
            text = self.tr("“{mailbox}” could not be checked: {reason}")
            self.said.emit(text.format(mailbox=mailbox, reason=sentence))
        elif isinstance(found, BaseException):
            self._engine.trouble.emit(name, found)
        else:
            self.proved.emit()
            self.said.emit(self._describe(mailbox, found))

    def _describe(self, mailbox: str, proof: Proof) -> str:
        saved = sum(folder.saved for folder in proof.folders)
        doubtful = sum(not folder.complete for folder in proof.folders)
        if proof.complete:
            text = self.tr("“{mailbox}” is complete: %Ln message(s) are here as on the server.", "", saved)
        else:
            text = self.tr("“{mailbox}” is not complete in %Ln folder(s): see the mailbox's page.", "", doubtful)
        return text.format(mailbox=mailbox)
