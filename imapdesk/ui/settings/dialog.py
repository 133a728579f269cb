"""The program's settings: a list at the left, pages at the right, each change applied at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QHBoxLayout, QListWidget, QSpinBox, QStackedWidget, QWidget

from imapdesk.ui.settings.integration_page import IntegrationPage
from imapdesk.ui.settings.notification_page import NotificationPage
from imapdesk.ui.settings.people_page import PeoplePage
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row
from imapdesk.ui.widgets.languages import list_languages
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk

DEFAULTS = {
    "language": "system",
    "theme": "auto",
    "density": "comfortable",
    "on_close": "tray",
    "text": "html",
    "mark": "never",
}


class SettingsDialog(PlainDialog):
    """General, Reading, Storage."""

    changed = Signal(str, str)  # key, value
    mailboxes_changed = Signal()  # a type of sign-in was changed, switched on or off

    def __init__(
        self, desk: Desk, errands: Background, state: WindowState, has_tray: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, "", 720, 480)
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self._desk = desk
        self._errands = errands
        self._state = state
        self._combos: dict[str, QComboBox] = {}
        self.names = QListWidget()
        self.names.setAccessibleName(self.tr("Pages"))
        self.names.setFixedWidth(170)
        self.pages = QStackedWidget()
        self.sign_in = IntegrationPage(desk, errands)
        self.sign_in.changed.connect(self.mailboxes_changed)
        self.notifications = NotificationPage(desk, errands)
        self.people = PeoplePage(desk, errands)
        self.people.changed.connect(self.mailboxes_changed)
        pages = [
            (self.tr("General"), self._make_general(has_tray)),
            (self.tr("Notifications"), self.notifications),
            (self.tr("Reading"), self._make_reading()),
            (self.tr("Sign-in"), self.sign_in),
            (self.tr("People"), self.people),
            (self.tr("Storage"), self._make_storage()),
        ]
        for name, page in pages:
            self.names.addItem(name)
            self.names.item(self.names.count() - 1).setSizeHint(QSize(0, 36))
            page.setAccessibleName(name)
            self.pages.addWidget(page)
        self.names.currentRowChanged.connect(self.pages.setCurrentIndex)
        self.names.setCurrentRow(0)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.names)
        right = QWidget()
        right.setAccessibleName(self.tr("Settings"))
        body = column(right, 24)
        body.addWidget(self.pages, 1)
        body.addLayout(
            row(button(self.tr("Restore defaults"), self._restore), None, button(self.tr("Close"), self.accept))
        )
        layout.addWidget(right, 1)

    def _make_general(self, has_tray: bool) -> QWidget:
        page, form = self._page(self.tr("General"))
        languages = [("system", self.tr("As the system")), *list_languages()]
        form.addRow(self.tr("Lan&guage"), self._combo("language", self.tr("Language"), languages))
        form.addRow("", label(self.tr("Another language is spoken from the next start on."), muted=True))
        themes = [("auto", self.tr("As the system")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]
        form.addRow(self.tr("&Theme"), self._combo("theme", self.tr("Theme"), themes))
        densities = [("comfortable", self.tr("Comfortable")), ("compact", self.tr("Compact"))]
        form.addRow(self.tr("&List"), self._combo("density", self.tr("List"), densities))
        at_once = self._make_at_most()
        form.addRow(self.tr("&Mailboxes at a time"), at_once)
        if has_tray:
            closing = [("tray", self.tr("Keep syncing in the tray")), ("quit", self.tr("Quit"))]
            form.addRow(
                self.tr("When the window is &closed"),
                self._combo("on_close", self.tr("When the window is closed"), closing),
            )
        return page

    def _make_at_most(self) -> QSpinBox:
        box = QSpinBox(minimum=1, maximum=8, value=self._desk.load_at_most())
        box.setAccessibleName(self.tr("Mailboxes that are synchronised at a time"))
        box.valueChanged.connect(self._on_at_most)
        return box

    def _on_at_most(self, count: int) -> None:
        self._errands.ask(lambda: self._desk.save_at_most(count))
        self.changed.emit("at_most", str(count))

    def _make_reading(self) -> QWidget:
        page, form = self._page(self.tr("Reading"))
        kinds = [("html", self.tr("As the sender designed them")), ("text", self.tr("As plain text"))]
        form.addRow(self.tr("Show &messages"), self._combo("text", self.tr("Show messages"), kinds))
        marks = [("never", self.tr("Never, only when I say so")), ("open", self.tr("When I open them"))]
        form.addRow(self.tr("Mark as &read"), self._combo("mark", self.tr("Mark as read"), marks))
        form.addRow(
            "", label(self.tr("Images from the internet are blocked until you show them for a message."), muted=True)
        )
        return page

    def _make_storage(self) -> QWidget:
        page, form = self._page(self.tr("Storage"))
        form.addRow(self.tr("Data folder"), label(str(self._desk.data_dir)))
        form.addRow(self.tr("Size"), label(self._describe_size(self._desk.data_dir)))
        self._health = label("", muted=True)
        form.addRow(
            "",
            row(
                button(self.tr("Show folder"), self._open_folder),
                button(self.tr("Check the local copy"), self._check),
                None,
            ),
        )
        form.addRow("", self._health)
        return page

    def _describe_size(self, folder: Path) -> str:
        return formats.size(sum(path.stat().st_size for path in folder.glob("imapdesk.db*")))

    def _page(self, title: str) -> tuple[QWidget, QFormLayout]:
        page = QWidget()
        layout = column(page, 0, 14)
        layout.addWidget(label(title, title=True))
        form = QFormLayout()
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(12)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(form)
        layout.addStretch(1)
        return page, form

    def _combo(self, key: str, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        for value, text in choices:
            combo.addItem(text, value)
        combo.setCurrentIndex(max(0, combo.findData(self._state.get(key, DEFAULTS[key]))))
        combo.currentIndexChanged.connect(lambda _index: self._apply(key, combo.currentData()))
        self._combos[key] = combo
        return combo

    def _apply(self, key: str, value: str) -> None:
        self._state.put(key, value)
        if key == "theme":
            current_theme().choose(value)
        self.changed.emit(key, value)

    def _restore(self) -> None:
        shown = self.pages.currentWidget()
        for key, combo in self._combos.items():
            if shown is not None and shown.isAncestorOf(combo):
                combo.setCurrentIndex(combo.findData(DEFAULTS[key]))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._desk.data_dir)))

    def _check(self) -> None:
        self._health.setText(self.tr("Checking…"))
        self._errands.ask(
            self._desk.check,
            self._on_checked,
            lambda error: self._health.setText(describe_error(error)[0] or str(error)),
        )

    def _on_checked(self, faults: list[str]) -> None:
        self._health.setText("\n".join(faults[:5]) if faults else self.tr("The local copy is in good health."))
