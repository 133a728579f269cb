"""The head of the reader: subject, who wrote it (with the real address), to whom, when, and what to beware of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from imapdesk.mail import Address
from imapdesk.ui.reader.head_label import HeadLabel
from imapdesk.ui.reader.words import say_doubt, say_invitation, say_seal
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.announcing import announce
from imapdesk.ui.widgets.dialogs import leave_room
from imapdesk.ui.widgets.sentences import say
from imapdesk.ui.widgets.theme import set_look
from imapdesk.ui.widgets.tips import tip

if TYPE_CHECKING:
    from imapdesk.desk.shown.opening import OpenMessage

_AROUND, _AROUND_LOW = (20, 16, 16, 10), (20, 3, 16, 2)  # pixels: start, top, end, bottom
_SPACING = 4
_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter
_SHOWN = 3  # people
_MOST = 25  # people, after [Details]; all of them stand in the headers
_MOST_COPIED = 10  # addresses
_LONGEST = 250  # characters of a subject or of one person
_LONGEST_NAME = 80  # of a person whose name and address are longer than that
_LONGEST_ADDRESS = 160  # of it the beginning and the end, where the host is


class ReaderHeader(QFrame):
    """Everything is plain text: nothing that a sender wrote is taken for markup."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("readerHeader")
        self.setAccessibleName(self.tr("Message header"))
        self._open: OpenMessage | None = None
        self._terms: Sequence[str] = ()
        self._subject = self._label(self.tr("Subject"))
        set_look(self._subject, title=True)
        self._from = self._label(self.tr("From"))
        self._date = self._label(self.tr("Date"))
        set_look(self._date, muted=True)
        self._to = self._label("")
        set_look(self._to, muted=True)
        self._warning = self._label(self.tr("Warning"))
        set_look(self._warning, danger=True)
        self._hint = self._label(self.tr("Worth knowing"))
        set_look(self._hint, muted=True)
        self._details = QPushButton(self.tr("Details"))
        self._details.setAccessibleName(self.tr("Show all recipients and details"))
        self._details.setCheckable(True)
        set_look(self._details, flat=True)
        self._details.toggled.connect(self._show_people)
        self._low = False
        self._lay_out()

    def _lay_out(self) -> None:
        first = QHBoxLayout()
        first.setSpacing(16)  # a name from right to left ends where the date begins
        first.addWidget(self._from, 1)
        first.addWidget(self._date, 0, Qt.AlignmentFlag.AlignTop)
        second = QHBoxLayout()
        second.addWidget(self._to, 1)
        second.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        leave_room(layout, *_AROUND)
        layout.setSpacing(_SPACING)
        layout.addWidget(self._subject)
        layout.addSpacing(_SPACING)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self._warning)
        layout.addWidget(self._hint)

    def set_low(self, low: bool) -> None:
        """Whether the message below has hardly any room: then recipients and hints leave it theirs."""
        if low is self._low:
            return
        self._low = low
        layout = self.layout()
        assert layout is not None
        leave_room(layout, *(_AROUND_LOW if low else _AROUND))
        layout.setSpacing(0 if low else _SPACING)
        for kept in (self._subject, self._from):
            kept.setMinimumHeight(kept.fontMetrics().height() if low else 0)
            kept.setAlignment(Qt.AlignmentFlag.AlignLeading | (_TOP if low else _MIDDLE))
        self._show_line()

    def _show_line(self) -> None:
        for part in (self._to, self._details):
            part.setVisible(not self._low or self._details.isChecked())
        self._hint.setVisible(bool(self._hint.text()) and not self._low)

    def show_message(self, opened: OpenMessage, terms: Sequence[str] = ()) -> None:
        """Show the head of a message, with the words of a search marked in its subject and people."""
        self._open, self._terms = opened, terms
        message = opened.message
        subject = formats.plain(message.subject) or self.tr("(no subject)")
        self._subject.say(shorten(subject), terms)
        self._subject.setToolTip(tip(subject) if len(subject) > _LONGEST else "")
        self._date.say(formats.short_date(message.date or opened.summary.received_at))
        self._date.setToolTip(formats.long_date(message.date))
        self._warning.say("\n".join(say_doubt(doubt) for doubt in opened.doubts if doubt.serious))
        self._warning.setVisible(bool(self._warning.text()))
        hints = [say_doubt(doubt) for doubt in opened.doubts if not doubt.serious]
        if opened.invitation is not None:
            hints += say_invitation(opened.invitation)
        hints += say_seal(opened.seal)
        if opened.as_words:
            hints.append(self.tr("The page of this message is too large or too deeply nested: only its text is shown."))
        if opened.summary.gone_at is not None:
            hints.append(self.tr("Deleted on the server; kept here."))
        if not opened.id:
            hints.append(self.tr("Shown from the server; not saved here."))
        self._hint.say("\n".join(hints))
        self._details.setChecked(False)
        self._show_people(False)
        if not self._warning.isHidden():
            announce(self, self._warning.accessibleName())

    def _show_people(self, whole: bool) -> None:
        if self._open is None:
            return
        message = self._open.message
        most = _MOST if whole else _SHOWN
        writers = people(message.from_, most) or shorten(formats.plain(self._open.summary.from_))
        self._from.say(writers, self._terms, list_addresses(message.from_))
        lines = [self.tr("to {names}").format(names=people(message.to, most))] if message.to else []
        if message.cc:
            lines.append(self.tr("copy to {names}").format(names=people(message.cc, most)))
        if not lines:
            lines.append(self.tr("recipients not named"))
        if whole:
            if message.reply_to:
                lines.append(self.tr("answers to {names}").format(names=people(message.reply_to, most)))
            lines.append(formats.long_date(message.date))
            place = f"{self._open.summary.mailbox} / {self._open.summary.folder}"
            lines.append(
                self.tr("in {place}, {size}").format(
                    place=formats.plain(place), size=formats.size(self._open.summary.size)
                )
            )
            lines += [formats.plain(say(problem)) for problem in message.problems]
        self._to.say("\n".join(lines), self._terms, list_addresses([*message.to, *message.cc, *message.reply_to]))
        self._details.setText(self.tr("Less") if whole else self.tr("Details"))
        self._show_line()

    def _label(self, name: str) -> HeadLabel:
        label = HeadLabel(name)
        label.setSizePolicy(
            QSizePolicy.Policy.Ignored if name != self.tr("Date") else QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Preferred,
        )
        return label


def shorten(text: str) -> str:
    """A text that can't push the message out of sight."""
    return formats.cut(text, _LONGEST - 1)


def _person(address: Address) -> str:
    """A person with the address, however long a name pushes it out of sight."""
    whole = formats.plain(str(address))
    if len(whole) <= _LONGEST or not address.address:
        return shorten(whole)
    name = formats.cut(formats.plain(address.name), _LONGEST_NAME)
    real = formats.plain(address.address)
    half = _LONGEST_ADDRESS // 2
    return f"{name} <{real if len(real) <= _LONGEST_ADDRESS else f'{real[:half]}…{real[-half:]}'}>".lstrip()


def people(addresses: Sequence[Address], limit: int) -> str:
    """``Anna Berg <anna@example.com>, ...``; the rest counted when there are more than ``limit``."""
    shown = [_person(address) for address in addresses[:limit]]
    rest = len(addresses) - len(shown)
    return ", ".join(shown) + (f" +{rest}" if rest else "")


def list_addresses(people: Sequence[Address]) -> list[str]:
    """Their addresses, to be copied one by one: each once, and no more than a menu can show."""
    found = dict.fromkeys(formats.plain(each.address) for each in people)
    return [address for address in found if address and len(address) <= _LONGEST_ADDRESS][:_MOST_COPIED]
