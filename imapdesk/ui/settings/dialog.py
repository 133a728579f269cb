"""The program's settings: a list at the left, pages at the right, each change applied at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QScrollArea, QWidget

from imapdesk.ui.settings.advanced_page import AdvancedPage
from imapdesk.ui.settings.form_page import FormPage
from imapdesk.ui.settings.general_page import GeneralPage
from imapdesk.ui.settings.integration_page import IntegrationPage
from imapdesk.ui.settings.notification_page import NotificationPage
from imapdesk.ui.settings.people_page import PeoplePage
from imapdesk.ui.settings.reading_page import ReadingPage
from imapdesk.ui.settings.storage_page import StoragePage
from imapdesk.ui.settings.sync_page import SyncPage
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, find_room, grown, row
from imapdesk.ui.widgets.forms import Form
from imapdesk.ui.widgets.spoken import Pages
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk


_EDGE = 24  # pixels around a page


@runtime_checkable
class Restorable(Protocol):
    """A page of wishes. People, with their roles, are none: nobody came with the program."""

    def restore(self) -> None:
        """Bring the defaults back."""


class SettingsDialog(PlainDialog):
    """Every page of settings."""

    changed = Signal(str, str)  # key, value
    mailboxes_changed = Signal()  # a type of sign-in was changed, switched on or off

    def __init__(
        self, desk: Desk, errands: Background, state: WindowState, has_tray: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "", 760, 560)
        self._desk = desk
        self._errands = errands
        self._state = state
        self._has_tray = has_tray
        self._fill()
        self.names.setCurrentRow(0)

    def make_anew(self) -> None:
        """Make the pages again, in the language and direction of now; the same one is shown."""
        shown = self.names.currentRow()
        focused = find_number(self, self.focusWidget())
        mail, network = self.notifications.smtp.typed(), self.advanced.network.typed()
        self.empty()
        self._fill()
        self.notifications.smtp.type_again(mail)
        self.advanced.network.type_again(network)
        self.names.setCurrentRow(shown)
        QTimer.singleShot(0, self, lambda: focus_number(self, focused))  # once they are shown

    def _fill(self) -> None:
        desk, errands, state = self._desk, self._errands, self._state
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Pages"))
        self.names.setFixedWidth(grown(170))
        self.pages = Pages()
        self.sign_in = IntegrationPage(desk, errands)
        self.sign_in.changed.connect(self.mailboxes_changed)
        self.notifications = NotificationPage(desk, errands)
        self.people = PeoplePage(desk, errands)
        self.people.changed.connect(self.mailboxes_changed)
        self.general = GeneralPage(desk, errands, state, self._has_tray)
        self.sync = SyncPage(desk, errands, state)
        self.reading = ReadingPage(desk, errands, state)
        self.storage = StoragePage(desk, errands, state)
        self.advanced = AdvancedPage(desk, errands, state)
        self.defaults = button(self.tr("Restore defaults"), self._restore)
        self._forms: dict[QWidget | None, FormPage] = {}
        self._restorable: dict[QWidget | None, Restorable] = {}
        pages = [
            (self.tr("General"), self.general),
            (self.tr("Sync"), self.sync),
            (self.tr("Notifications"), self.notifications),
            (self.tr("Reading"), self.reading),
            (self.tr("Sign-in"), self.sign_in),
            (self.tr("People"), self.people),
            (self.tr("Storage"), self.storage),
            (self.tr("Advanced"), self.advanced),
        ]
        for name, page in pages:
            self._add(name, page)
        self._lay_out()
        self.names.currentRowChanged.connect(self._on_row)

    def _add(self, name: str, page: QWidget) -> None:
        self.names.addItem(name)
        self.names.item(self.names.count() - 1).setSizeHint(QSize(0, 36))
        page.setAccessibleName(name)
        shown = page
        if isinstance(page, FormPage):
            page.changed.connect(self.changed)
            shown = _make_scrollable(page)
            self._forms[shown] = page
        if isinstance(page, Restorable):
            self._restorable[shown] = page
        self.pages.addWidget(shown)

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names)
        right = QWidget()
        right.setAccessibleName(self.tr("Settings"))
        body = column(right, _EDGE)
        body.addWidget(self.pages, 1)
        body.addLayout(row(self.defaults, None, button(self.tr("Close"), self.accept)))
        layout.addWidget(right, 1)

    def forms(self) -> list[FormPage | None]:
        """The form of each page by its row; None where a page is no form."""
        return [self._forms.get(self.pages.widget(number)) for number in range(self.pages.count())]

    def _on_row(self, number: int) -> None:
        self.pages.setCurrentIndex(number)
        _make_room(self.pages.currentWidget(), find_room(self).width() - self.names.width() - 2 * _EDGE)
        self.defaults.setVisible(self.pages.currentWidget() in self._restorable)

    def _restore(self) -> None:
        shown = self.pages.currentWidget()
        if shown in self._restorable:
            self._restorable[shown].restore()


def find_number(dialog: QWidget, focused: QWidget | None) -> int:
    """The place of a widget in the order of its kind, to find it again among others that are made the same way."""
    return next((n for n, each in enumerate(_list_fields(dialog)) if each is focused), -1)


def focus_number(dialog: QWidget, number: int) -> None:
    """Focus the field in that place."""
    fields = _list_fields(dialog)
    if 0 <= number < len(fields):
        fields[number].setFocus()


def _list_fields(dialog: QWidget) -> list[QWidget]:
    return [each for each in dialog.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def _make_room(shown: QWidget | None, widest: int) -> None:
    """Nothing is cut off at the side of a page: as wide as its words; on a small screen labels stand above fields."""
    inner = shown.widget() if isinstance(shown, QScrollArea) else None
    if isinstance(shown, QScrollArea) and inner is not None:
        bar = shown.verticalScrollBar().sizeHint().width()
        if inner.minimumSizeHint().width() + bar > widest:
            for form in inner.findChildren(Form):
                form.stack()
        shown.setMinimumWidth(min(inner.minimumSizeHint().width() + bar, widest))
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)


def _make_scrollable(page: QWidget) -> QScrollArea:
    """Large letters and long languages need more room than a dialog has."""
    area = QScrollArea()
    area.setAccessibleName(page.accessibleName())
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(page)
    return area
