"""The menu's items that act on the window as a whole; those of messages and folders are with their panes."""

from __future__ import annotations

import platform
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from imapdesk import __version__
from imapdesk.ui.shell.main_window import MainWindow
from imapdesk.ui.shell.shortcuts import ShortcutsDialog
from imapdesk.ui.state.place import Place
from imapdesk.ui.widgets.dialogs import tell

if TYPE_CHECKING:
    from imapdesk.ui.shell.conductor import Conductor


class MenuCommands(QObject):
    """Connects each item to what it does."""

    def __init__(self, conductor: Conductor, window: MainWindow) -> None:
        super().__init__(window)
        self.conductor = conductor
        self.window = window
        self._connect_menu()

    def _connect_menu(self) -> None:
        window, conductor = self.window, self.conductor
        does = {
            "add_mailbox": window.mailbox_actions.add,
            "settings": conductor.open_settings,
            "close": window.close,
            "quit": conductor.quit,
            "sync": lambda: self._with_mailbox(window.mailbox_actions.sync),
            "sync_all": window.mailbox_actions.sync_all,
            "pause": self._toggle_pause,
            "sign_in": lambda: self._with_mailbox(
                lambda name: window.mailbox_actions.change_server(name, sign_in=True)
            ),
            "mailbox_page": lambda: self._with_mailbox(lambda name: window.tree.select(Place(mailbox=name))),
            "search": self._focus_search,
            "next_pane": lambda: window.cycle_pane(1),
            "previous_pane": lambda: window.cycle_pane(-1),
            "zoom_in": lambda: window.pane.reader.set_zoom(window.pane.reader.zoom * 1.1),
            "zoom_out": lambda: window.pane.reader.set_zoom(window.pane.reader.zoom / 1.1),
            "zoom_reset": lambda: window.pane.reader.set_zoom(1.0),
            "compact": lambda: conductor.apply(
                "density", "compact" if window.menu_actions["compact"].isChecked() else "comfortable"
            ),
            "below": lambda: conductor.apply("layout", "below" if window.menu_actions["below"].isChecked() else "auto"),
            "shortcuts": lambda: ShortcutsDialog(window).open(),
            "about": self._about,
        }
        for name, act in does.items():
            window.menu_actions[name].triggered.connect(lambda _checked=False, act=act: act())

    def find_mailbox(self) -> str | None:
        """The mailbox that the menu acts on: the chosen one, or the only one."""
        place = self.window.tree.place()
        if place is not None and place.mailbox is not None:
            return place.mailbox
        mailboxes = self.window.shelf.snapshot.mailboxes
        return mailboxes[0].name if len(mailboxes) == 1 else None

    def _with_mailbox(self, act: Callable[[str], object]) -> None:
        name = self.find_mailbox()
        if name is not None:
            act(name)

    def _focus_search(self) -> None:
        self.window.search.field.setFocus()
        self.window.search.field.selectAll()

    def _toggle_pause(self) -> None:
        def act(name: str) -> None:
            mailbox = self.window.shelf.snapshot.find_mailbox(name)
            if mailbox is not None:
                self.window.engine.pause(name, not mailbox.paused)

        self._with_mailbox(act)

    def _about(self) -> None:
        text = self.tr("imapdesk {version}").format(version=__version__)
        box = tell(self.window, self.tr("About imapdesk"), text)
        box.setInformativeText(
            self.tr("Keeps a copy of your e-mail on this computer. It never deletes or moves anything on the server.")
            + "\n\n"
            + self.tr("Python {python}, Qt {qt}").format(python=platform.python_version(), qt=qVersion())
        )
        box.setIconPixmap(self.window.windowIcon().pixmap(64, 64))
