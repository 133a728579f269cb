"""The window: builds the panes and connects them; what they do is in their own files.

What works (engine, shelf, threads, problems) lasts as long as the window. What shows words can be made anew while that
goes on: another language speaks in the open window at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QToolButton, QVBoxLayout, QWidget

from imapdesk.ui.alerts.banner import Banners
from imapdesk.ui.engine.engine import Engine
from imapdesk.ui.folders.actions import FolderActions
from imapdesk.ui.folders.completeness import Completeness
from imapdesk.ui.folders.tree import MailboxTree
from imapdesk.ui.mailbox.actions import MailboxActions
from imapdesk.ui.mailbox.page import MailboxPage
from imapdesk.ui.messages.actions import MessageActions
from imapdesk.ui.messages.pane import MessagesPane
from imapdesk.ui.messages.search_box import SearchBox
from imapdesk.ui.shell.actions import build_menus
from imapdesk.ui.shell.finding import Finding
from imapdesk.ui.shell.last_place import remember_place
from imapdesk.ui.shell.leaving import Leaving
from imapdesk.ui.shell.panes import cycle_panes
from imapdesk.ui.shell.status_line import StatusLine
from imapdesk.ui.shell.tool_bar import ToolBar
from imapdesk.ui.shell.welcome import WelcomePage
from imapdesk.ui.state.shelf import Shelf
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import find_room, grown
from imapdesk.ui.widgets.icons import app_icon, icon
from imapdesk.ui.widgets.spoken import Pages
from imapdesk.ui.widgets.theme import current_theme
from imapdesk.ui.widgets.window_state import WindowState

if TYPE_CHECKING:
    from imapdesk.desk import Desk

_USUAL, _SMALLEST = QSize(1200, 760), QSize(760, 480)
_TREE = 280  # pixels: a mailbox's address of about twenty letters, with its mark


class MainWindow(QMainWindow):
    """Three panes, a tool bar, banners and a status bar. `Conductor` makes them play together."""

    close_asked = Signal(QCloseEvent)

    def __init__(self, desk: Desk, state: WindowState, owner: str | None = None) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("imapdesk"))
        self.setAccessibleName(self.tr("imapdesk"))
        self.setWindowIcon(app_icon())
        self.setMinimumSize(_SMALLEST.boundedTo(find_room(self)))
        self.desk = desk
        desk.only_mine = True
        self.state = state
        self.owner = owner
        self.reads = Background(2, self)  # what the views ask; the answers are dropped with them
        self.looks = Background(2, self)  # what the engine and the shelf ask
        self.errands = Background(3, self)
        self.shelf = Shelf(desk, self.looks, self)
        self.engine = Engine(desk, self.looks, self)
        self.banners = Banners()
        self._make_views()
        if not self.state.restore("window", self):
            self.resize(_USUAL.boundedTo(find_room(self)))
        self._restore()

    def _make_views(self) -> None:
        """Everything that shows words, the menus and what they do."""
        desk = self.desk
        self.tree = MailboxTree()
        self.pane = MessagesPane(desk, self.reads)
        self.mailbox_page = MailboxPage(desk, self.reads, self.errands)
        self.welcome = WelcomePage()
        self.search = SearchBox()
        self.status = StatusLine()
        self.menu_actions: dict[str, QAction] = build_menus(self)
        self._lay_out()
        self.folder_actions = FolderActions(desk, self.errands, self.shelf, self.tree, self.menu_actions, self)
        self.message_actions = MessageActions(desk, self.errands, self.pane, self.menu_actions, self)
        self.folder_actions.read_wanted.connect(self.message_actions.mark_all_read)
        self.mailbox_actions = MailboxActions(desk, self.errands, self.shelf, self.engine, self.owner, self)
        self.completeness = Completeness(self.engine, self)
        self.completeness.said.connect(self.status.say)
        self.completeness.proved.connect(self.shelf.reload)
        self.mailbox_page.folders.check_wanted.connect(self.completeness.check)
        self.menu_actions["verify"].triggered.connect(self._on_verify)
        self.finding = Finding(desk, self.errands, self)

    def make_views_anew(self) -> None:
        """Make the views again, in the language and direction of now; their choices stay, what works goes on."""
        self.save_state()
        old = self.menu_actions
        ticked = {name: action.isChecked() for name, action in old.items() if action.isCheckable()}
        leaving = Leaving(self)
        self._make_views()
        leaving.leave()
        self._restore()
        for name, on in ticked.items():
            self.menu_actions[name].setChecked(on)

    def _lay_out(self) -> None:
        self.menuBar().setAccessibleName(self.tr("Menu bar"))
        self.addToolBar(self._make_tool_bar())
        self.setStatusBar(self.status)
        self.status.skip_wanted.connect(self.engine.skip)
        self.engine.trouble.connect(self.status.drop)
        # From the outside in: what is put into another widget is polished again with all that it holds.
        central = QWidget()
        central.setAccessibleName(self.tr("imapdesk"))
        self.setCentralWidget(central)
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.banners)
        self.whole = Pages()
        layout.addWidget(self.whole, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setAccessibleName(self.tr("Mailboxes and messages"))
        self.splitter.setChildrenCollapsible(False)
        self.whole.addWidget(self.splitter)
        self.tree.setMinimumWidth(170)
        self.splitter.addWidget(self.tree)
        self.pages = Pages()
        self.splitter.addWidget(self.pages)
        self.splitter.setStretchFactor(1, 1)
        self.pages.addWidget(self.pane)
        self.pages.addWidget(self.mailbox_page)
        self.whole.addWidget(self.welcome)
        tree = min(grown(_TREE), _USUAL.width() * 2 // 5)  # the mail needs the room more than the names of folders
        self.splitter.setSizes([tree, _USUAL.width() - tree])
        self.pane.setSizes([528, 396])

    def _make_tool_bar(self) -> ToolBar:
        bar = ToolBar(self.tr("Tools"))
        self.add_button = QToolButton()
        self.add_button.setText(self.tr("Add mailbox"))
        self.add_button.setIcon(icon("add", "text"))
        self.add_button.clicked.connect(self.menu_actions["add_mailbox"].trigger)
        self.sync_button = QToolButton()
        self.sync_button.setText(self.tr("Sync now"))
        self.sync_button.setIcon(icon("sync", "text"))
        self.sync_button.setToolTip(QCoreApplication.translate("Waiting", "Sync all mailboxes now (Shift+F5)"))
        self.sync_button.clicked.connect(self.menu_actions["sync_all"].trigger)
        for tool in (self.add_button, self.sync_button):
            bar.add_button(tool)
        bar.addWidget(self.search)
        return bar

    def _restore(self) -> None:
        self.state.restore("panes", self.splitter)
        table = self.pane.list.table
        if self.state.restore("columns", table.horizontalHeader()):
            table.fitting.heed()
        self.pane.set_layout(self.state.get("layout", "auto"))
        self.state.restore("reader", self.pane)
        self.pane.set_layout(self.state.get("layout", "auto"))
        self.pane.list.set_density(self.state.get("density", "comfortable"))
        self.menu_actions["compact"].setChecked(self.state.get("density", "comfortable") == "compact")
        self.menu_actions["below"].setChecked(self.state.get("layout", "auto") == "below")
        self.menu_actions["plain_text"].setChecked(self.state.get("text", "html") == "text")
        self.menu_actions["dark_mail"].setChecked(self.state.get("dark_mail", "no") == "yes")
        self.pane.reader.set_zoom(float(self.state.get("zoom", "1.0")))

    def save_state(self) -> None:
        """Remember how the window looks."""
        self.state.save("window", self)
        self.state.save("panes", self.splitter)
        self.state.save("reader", self.pane)
        table = self.pane.list.table
        table.fitting.show_wanted()
        self.state.save("columns", table.horizontalHeader())
        table.fitting.fit()
        remember_place(self.state, self.tree)
        self.state.put("dark_mail", "yes" if self.menu_actions["dark_mail"].isChecked() else "no")
        self.state.put("zoom", str(self.pane.reader.zoom))
        self.state.flush()

    @Slot()
    def _on_verify(self) -> None:
        place = self.tree.place()
        if place is not None and self.shelf.snapshot.find_mailbox(place.mailbox) is not None:
            self.completeness.check(place.mailbox or "")

    @Slot()
    def bring_forward(self) -> None:
        """Show the window, in front of others."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange):
            current_theme().heed_font()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.save_state()
        self.close_asked.emit(event)

    def cycle_pane(self, by: int) -> None:
        """Give the focus to the next pane: tree, list, reader; or to the one before."""
        cycle_panes(self, by)
