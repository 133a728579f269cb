"""What a search finds on the server and not here: asked in its own thread, listed, read as a saved one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from imapdesk.desk.server_search import MOST_HITS
from imapdesk.errors import ServerRefused, SettingsRefused
from imapdesk.mail import Summary
from imapdesk.ui.messages.window import MessageWindow
from imapdesk.ui.widgets import formats
from imapdesk.ui.widgets.background import Background
from imapdesk.ui.widgets.dialogs import PlainDialog, button, column, describe_error, label, row
from imapdesk.ui.widgets.tables import frame

if TYPE_CHECKING:
    from imapdesk.desk import Desk
    from imapdesk.ui.reader.reader import Reader


_SIZE = 3  # the column
_WIDTHS = {0: 160, 2: 90, _SIZE: 80, 4: 150}
_ROW = 30
_NAMED = 5  # folders, of those that were not searched


class Hit(Protocol):
    """A message that `Desk.search_server` found."""

    @property
    def summary(self) -> Summary: ...


class ServerSearchDialog(PlainDialog):
    """Asks each mailbox in turn; closing it stops the search."""

    _went_on = Signal(str, int, int, object)  # the folder that is asked now, how many were, of how many, and the hits

    def __init__(
        self,
        desk: Desk,
        query: str,
        mailboxes: Sequence[str],
        folder: str | None,
        parent: QWidget | None = None,
        *,
        like: Reader | None = None,
    ) -> None:
        super().__init__(parent, "", 760, 480)
        self.setWindowTitle(self.tr("On the server: {query}").format(query=formats.plain(query)))
        self.setAccessibleName(self.tr("Search on the server"))
        self._desk, self._query, self._folder = desk, query, folder
        self._left = list(mailboxes)
        self._stopped = False
        self._asked = ""  # the mailbox whose server is being asked
        self._more = False  # a server has more than it was asked to list
        self._failures: list[str] = []
        self._listed = 0  # hits of this mailbox
        self._went_on.connect(self._on_went_on)
        self.hits: list[Hit] = []
        self._background = Background(1, self)
        self._reading = Background(2, self)  # a message is opened while the search goes on
        self._like = like
        self.state = label(self.tr("Searching…"), muted=True)
        self.rows = QTreeWidget()
        self.rows.setAccessibleName(self.tr("Found on the server"))
        self.rows.setRootIsDecorated(False)
        frame(self.rows)
        self.rows.setHeaderLabels(
            [self.tr("From"), self.tr("Subject"), self.tr("Date"), self.tr("Size"), self.tr("Folder")]
        )
        self._lay_out_columns()
        self.rows.itemActivated.connect(self._on_activated)
        self.open_button = button(self.tr("Open"), lambda: self._on_activated(self.rows.currentItem(), 0), primary=True)
        self.open_button.setEnabled(False)
        self.rows.currentItemChanged.connect(self._on_current)
        layout = column(self, 16)
        layout.addWidget(self.state)
        layout.addWidget(self.rows, 1)
        layout.addLayout(row(None, self.open_button, button(self.tr("Close"), self.reject)))
        self.finished.connect(self._stop)
        self._ask_next()

    def _lay_out_columns(self) -> None:
        header = self.rows.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for number, width in _WIDTHS.items():
            header.resizeSection(number, width)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.rows.headerItem().setTextAlignment(_SIZE, right)

    def _ask_next(self) -> None:
        if not self._left:
            self._say_count()
            return
        name = self._asked = self._left.pop(0)
        self._listed = 0
        self.state.setText(self.tr("Searching {mailbox}…").format(mailbox=formats.plain(name)))
        desk, query, folder = self._desk, self._query, self._folder
        refused: dict[str, ServerRefused] = {}
        self._background.ask(
            lambda: desk.search_server(
                name,
                query,
                folder=folder,
                on_folder=self._went_on.emit,
                on_refused=refused.update,
                should_stop=lambda: self._stopped,
            ),
            lambda hits: self._on_found(hits, refused),
            self._on_failed,
        )

    @Slot(str, int, int, object)
    def _on_went_on(self, folder: str, done: int, total: int, hits: Sequence[Hit]) -> None:
        """What is found is shown while the search goes on, which takes its time on slow servers."""
        text = self.tr("Searching {mailbox}: {folder}, {done} of {total} folders done…")
        mailbox, shown = formats.plain(self._asked), formats.folder(folder)
        self.state.setText(text.format(mailbox=mailbox, folder=shown, done=done, total=total))
        self._list(hits)

    def _on_found(self, hits: Sequence[Hit], refused: Collection[str]) -> None:
        self._more |= len(hits) >= MOST_HITS
        self._list(hits)
        if refused:
            self._failures.append(self._describe_refused(refused))
        self._ask_next()

    def _list(self, found: Sequence[Hit]) -> None:
        """Show those of a mailbox's hits that are not listed yet."""
        hits, self._listed = found[self._listed :], len(found)
        self.hits += hits
        for hit in hits:
            summary = hit.summary
            item = QTreeWidgetItem(
                self.rows,
                [
                    formats.sender(summary.from_),
                    formats.plain(summary.subject) or self.tr("(no subject)"),
                    formats.short_date(summary.received_at or summary.sent_at),
                    formats.size(summary.size),
                    formats.folder(summary.folder),
                ],
            )
            for number in range(self.rows.columnCount()):
                item.setSizeHint(number, QSize(0, _ROW))
            item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _on_failed(self, error: BaseException) -> None:
        """One mailbox's trouble hides nothing of the others."""
        sentence, _details = describe_error(error)
        if isinstance(error, SettingsRefused):  # which none of them can be asked
            self._left.clear()
            self._failures.append(formats.plain(sentence))
        else:
            self._failures.append(f"{formats.plain(self._asked)}: {formats.plain(sentence)}")
        self._ask_next()

    def _describe_refused(self, paths: Collection[str]) -> str:
        """A folder that wasn't searched is never taken for one in which nothing was found."""
        named = ", ".join(formats.folder(path) for path in islice(paths, _NAMED))
        text = self.tr("{mailbox}: The server can't search %Ln folder(s) for that: {folders}", "", len(paths))
        more = ", …" if len(paths) > _NAMED else ""
        return text.format(mailbox=formats.plain(self._asked), folders=named + more)

    def _say_count(self) -> None:
        said = [self._describe_count()] if self.hits or not self._failures else []
        self.state.setText("\n".join([*said, *self._failures]))

    def _describe_count(self) -> str:
        count = len(self.hits)
        if not count:
            return self.tr("Nothing more on the server: all that it finds is saved here.")
        if self._more:
            return self.tr(
                "%Ln message(s), the newest of each folder, are on the server and not saved here; there may be more.",
                "",
                count,
            )
        return self.tr(
            "%Ln message(s) are on the server and not saved here. Tick their folder to keep them.", "", count
        )

    def _on_current(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        self.open_button.setEnabled(item is not None)

    def _on_activated(self, item: QTreeWidgetItem | None, _column: int) -> None:
        """Read a message as a saved one; nothing of it is saved."""
        if item is None:
            return
        hit: Any = self.hits[self.rows.indexOfTopLevelItem(item)]
        desk = self._desk
        load = lambda: desk.open_hit(hit, should_stop=lambda: self._stopped)  # noqa: E731
        MessageWindow(desk, self._reading, None, self, load=load, like=self._like).show()

    def _stop(self) -> None:
        self._stopped = True
        self._background.close()
        self._reading.close()
