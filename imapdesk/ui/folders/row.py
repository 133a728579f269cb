"""A row of the tree that is filled when somebody looks at it: a mailbox may have thousands that nobody scrolls to."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QIcon
from PySide6.QtWidgets import QTreeWidgetItem

from imapdesk.ui.folders.nodes import Node
from imapdesk.ui.state.place import Place

PLACE = int(Qt.ItemDataRole.UserRole)

_log = logging.getLogger(__name__)

_Role = Qt.ItemDataRole
_CHECK = int(_Role.CheckStateRole)
_SHOWN = int(_Role.DisplayRole)
_TICKABLE = Qt.ItemFlag.ItemIsUserCheckable
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Cells:
    """What the cells of one row show and tell, by column and role."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.state = ""  # in words
        self.state_beside = ""  # what the icon beside the name means
        self.check: Qt.CheckState | None = None
        self._values: dict[tuple[int, int], Any] = {(0, _SHOWN): name, (1, _SHOWN): ""}
        self._values[1, int(_Role.TextAlignmentRole)] = _RIGHT

    def find(self, column: int, role: int) -> Any:
        """What a view asks for; None for nothing."""
        return self._values.get((column, role))

    def put(self, column: int, role: Qt.ItemDataRole, value: object) -> None:
        """Show or tell something."""
        self._values[column, int(role)] = value

    def set_icon(self, column: int, picture: QIcon | None) -> None:
        """A picture before the text; None for none."""
        self.put(column, _Role.DecorationRole, picture)

    def set_count(self, text: str) -> None:
        """The number beside the name."""
        self.put(1, _Role.DisplayRole, text)

    def set_font(self, column: int, font: QFont) -> None:
        """The text's font."""
        self.put(column, _Role.FontRole, font)

    def set_colour(self, colour: str) -> None:
        """The name's colour."""
        self.put(0, _Role.ForegroundRole, QColor(colour))

    def set_tip(self, column: int, text: str) -> None:
        """What the mouse is told."""
        self.put(column, _Role.ToolTipRole, text)

    def set_check(self, check: Qt.CheckState | None) -> None:
        """The tick; None for no box."""
        self.check = check
        self.put(0, _Role.CheckStateRole, check)


class Row(QTreeWidgetItem):
    """A row of ``place`` (None: a heading). ``fill`` makes what it shows when it is first asked, and after `renew`.

    ``lower`` are the rows below it, in order.
    """

    def __init__(
        self, key: str, place: Place | None, fill: Callable[[Row], Cells], on_tick: Callable[[Row, bool], None]
    ) -> None:
        super().__init__(["", ""])  # two columns
        self.key = key  # its own among the rows beside it
        self.place = place
        self.name = ""
        self.lower: list[Row] = []
        self._fill = fill
        self._on_tick = on_tick
        self._node: Node | None = None
        self._paths: list[str] | None = None
        self._tickable = True
        self._cells: Cells | None = None

    @property
    def paths(self) -> list[str]:
        """The folders, here and below, that its tick is about."""
        if self._paths is None:
            self._paths = self._node.tickable() if self._node is not None else []
        return self._paths

    def walk(self) -> Iterator[Row]:
        """This row and all below it."""
        yield self
        for each in self.lower:
            yield from each.walk()

    def name_it(self, name: str) -> None:
        """It is called so."""
        if name != self.name:
            self.name = name
            self.renew()

    def tick_for(self, node: Node | None) -> None:
        """Its tick is about the folders of ``node``; None: it has none."""
        before, self._paths, self._node = self._paths, None, node
        if self._cells is not None and before is not None and before != self.paths:
            self.renew()
        tickable = node is not None and _holds_mail(node)
        if tickable != self._tickable:
            self._tickable = tickable
            flags = self.flags()
            self.setFlags(flags | _TICKABLE if tickable else flags & ~_TICKABLE)

    def renew(self) -> None:
        """What it shows isn't true any more."""
        if self._cells is not None:  # else nobody has seen it
            self._cells = None
            self.emitDataChanged()

    def forget(self) -> None:
        """As `renew`, where all rows change and the view is told so itself."""
        self._cells = None

    def data(self, column: int, role: int) -> Any:
        """As a view or a screen reader asks for it."""
        if role == PLACE:
            return self.place
        if self._cells is None:
            self._cells = self._make_cells()
        return self._cells.find(column, role)

    def _make_cells(self) -> Cells:
        # An error that is raised into Qt's loop over the rows ends the program (PySide6 6.12, seen 2026-11).
        try:
            return self._fill(self)
        except Exception:
            _log.exception("A row of the tree could not be filled")
            return Cells(self.name)

    def setData(self, column: int, role: int, value: Any) -> None:
        """The one thing that a person changes here is the tick."""
        if column == 0 and role == _CHECK:
            self._on_tick(self, Qt.CheckState(value) is Qt.CheckState.Checked)


def _holds_mail(node: Node) -> bool:
    """Whether this folder or one below it can."""
    return (node.folder is not None and node.folder.selectable) or any(map(_holds_mail, node.children))
