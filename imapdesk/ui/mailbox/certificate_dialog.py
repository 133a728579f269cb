"""A server that can't prove who it is: the person looks at its certificate, and may trust that one."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from imapdesk.mail import MailboxSettings, ServerCertificate
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row, told

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_LONGEST = 200  # characters of what a certificate claims; it may claim anything


class CertificateDialog(PlainDialog):
    """Says what is wrong and shows what the server showed. Nothing is trusted before the person has said so."""

    trusted = Signal(str)  # the certificate's fingerprint

    def __init__(
        self, desk: Desk, errands: Background, settings: MailboxSettings, reason: BaseException, parent: QWidget
    ) -> None:
        super().__init__(parent, self.tr("Certificate problem"), 520, 260)
        self._errands = errands
        self._fingerprint = ""
        self.reason = label(describe_error(reason)[0])
        self.problem = told(danger=True)
        self.details = label("")
        self.details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.details.hide()
        self.refuse = button(self.tr("Don't connect"), self.reject, primary=True)
        self.show_details = button(self.tr("Show details"), self._on_details)
        self.trust = button(self.tr("Trust this certificate"), self._on_trust)
        self._lay_out(formats.plain(settings.host))
        self._wait_for_certificate()
        self._stop = Event()
        self._ticket = errands.ask(
            lambda: desk.look_at_certificate(settings, self._stop.is_set), self._on_fetched, self._on_failed
        )

    def _lay_out(self, host: str) -> None:
        layout = column(self, 28, 12)
        layout.addWidget(label(self.tr("{host} cannot prove its identity").format(host=host), title=True))
        layout.addWidget(self.reason)
        layout.addWidget(label(self.tr("Someone may be reading along."), danger=True))
        advice = self.tr(
            "Trust its certificate only if you know why, for example because the server is your own. From then on "
            "imapdesk connects to nothing but a server that shows the same certificate."
        )
        layout.addWidget(label(advice, muted=True))
        layout.addWidget(self.details)
        layout.addWidget(self.problem)
        layout.addStretch(1)
        layout.addLayout(row(None, self.refuse, self.show_details, self.trust))
        self.refuse.setDefault(True)
        self.refuse.setFocus()

    def _wait_for_certificate(self) -> None:
        for waiting in (self.show_details, self.trust):
            waiting.setEnabled(bool(self._fingerprint))

    @Slot(object)
    def _on_fetched(self, certificate: ServerCertificate) -> None:
        self._fingerprint = certificate.fingerprint
        begins, ends = certificate.begins, certificate.ends
        lines = (
            (self.tr("Issued to: {value}"), certificate.subject),
            (self.tr("Issued by: {value}"), certificate.issuer),
            (self.tr("For: {value}"), ", ".join(certificate.names)),
            (self.tr("Valid from: {value}"), formats.day(begins.date()) if begins else ""),
            (self.tr("Valid until: {value}"), formats.day(ends.date()) if ends else ""),
            (self.tr("SHA-256 fingerprint: {value}"), _group(certificate.fingerprint)),
        )
        self.details.setText("\n".join(line.format(value=_tame(value)) for line, value in lines if value))
        self._wait_for_certificate()

    @Slot(object)
    def _on_failed(self, error: BaseException) -> None:
        self.problem.setText(describe_error(error)[0])

    def _on_details(self) -> None:
        shown = not self.details.isVisible()
        self.details.setVisible(shown)
        self.show_details.setText(self.tr("Hide details") if shown else self.tr("Show details"))
        self.adjustSize()

    def _on_trust(self) -> None:
        self.trusted.emit(self._fingerprint)
        self.accept()

    def done(self, result: int) -> None:
        """It closes: nobody waits for the certificate any more."""
        self._stop.set()
        self._errands.forget(self._ticket)
        super().done(result)


def _tame(value: str) -> str:
    """What a stranger's certificate says, as a part of one line."""
    return formats.breakable(formats.cut(formats.plain(value), _LONGEST))


def _group(fingerprint: str) -> str:
    """As other programs show it: pairs of digits."""
    return " ".join(fingerprint[at : at + 2].upper() for at in range(0, len(fingerprint), 2))
