"""Where a person is in the window: row, page, search, selection, position; to be found again in views made anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QObject, Slot
from PySide6.QtWidgets import QWidget

from imapdesk.ui.state.place import Place

if TYPE_CHECKING:
    from imapdesk.ui.messages.pane import MessagesPane
    from imapdesk.ui.shell.main_window import MainWindow

_MOST_SELECTED = 500


@dataclass(frozen=True, slots=True)
class Standing:
    """What has to be found again; ``page`` is the widget that stood at the right."""

    place: Place | None
    folded: frozenset[Place]
    tree_at: int
    page: QWidget | None
    query: str
    everywhere: bool
    by_relevance: bool
    conversation: int | None
    current: int | None
    selected: tuple[int, ...]
    list_at: int
    focus: str


def take_down(window: MainWindow) -> Standing:
    """Where the person is now."""
    pane = window.pane
    few = pane.list.count_selected() <= _MOST_SELECTED
    return Standing(
        place=window.tree.place(),
        folded=window.tree.folded(),
        tree_at=window.tree.verticalScrollBar().value(),
        page=window.pages.currentWidget(),
        query=window.search.field.text(),
        everywhere=window.search.everywhere,
        by_relevance=pane.strip.by_relevance,
        conversation=pane.conversation,
        current=pane.list.current_id() if pane.list.count_selected() else None,
        selected=tuple(pane.list.selected_ids()) if few else (),
        list_at=pane.list.table.verticalScrollBar().value(),
        focus=_find_focus(window),
    )


def go_back(window: MainWindow, standing: Standing) -> None:
    """Go there again; messages are selected as soon as they are listed."""
    tree, pane = window.tree, window.pane
    tree.show_snapshot(window.shelf.snapshot)
    tree.fold(standing.folded)
    if standing.place is not None:
        tree.select(standing.place)
    tree.verticalScrollBar().setValue(standing.tree_at)
    if standing.by_relevance:
        pane.strip.order.setCurrentIndex(pane.strip.order.findData(True))
    if standing.query:
        window.search.show_quietly(standing.query, everywhere=standing.everywhere)
        if standing.place is None or not standing.place.query:
            window.search.searched.emit(standing.query, standing.everywhere)
    if standing.conversation is not None:
        pane.show_conversation(standing.conversation)
    if standing.current is not None:
        Selecting(pane, standing)
    panes = _name_panes(window)
    if standing.focus in panes:
        panes[standing.focus].setFocus()


def _name_panes(window: MainWindow) -> dict[str, QWidget]:
    return {
        "tree": window.tree,
        "list": window.pane.list,
        "search": window.search.field,
        "reader": window.pane.reader,
        "mailbox": window.mailbox_page,
    }


def _find_focus(window: MainWindow) -> str:
    focused = window.focusWidget()
    found = (name for name, pane in _name_panes(window).items() if focused and pane.isAncestorOf(focused))
    return next(found, next((name for name, pane in _name_panes(window).items() if pane is focused), ""))


class Selecting(QObject):
    """Selects messages of a list that is still to come: among its first rows, or among all of them."""

    def __init__(self, pane: MessagesPane, standing: Standing) -> None:
        super().__init__(pane)
        self._pane = pane
        self._standing = standing
        pane.listed.connect(self._on_listed)

    @Slot(int)
    def _on_listed(self, _count: int) -> None:
        pane, standing = self._pane, self._standing
        rows = [pane.model.find_row(number) for number in (standing.current or 0, *standing.selected)]
        if rows[0] is None and pane.loading:
            return
        pane.listed.disconnect(self._on_listed)
        self.deleteLater()
        if rows[0] is None or pane.list.count_selected():
            return  # it is gone, or the person was quicker
        pane.list.select_row(rows[0])
        chosen = QItemSelection()
        for row in rows[1:]:
            if row is not None:
                chosen.select(pane.model.index(row, 0), pane.model.index(row, pane.model.columnCount() - 1))
        pane.list.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        pane.list.table.verticalScrollBar().setValue(standing.list_at)
