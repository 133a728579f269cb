"""F6: the focus goes round the panes that are seen, and stops only at what can have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from imapdesk.ui.shell.main_window import MainWindow

Stop = tuple[QWidget, QWidget]  # a pane, and what in it gets the focus


def cycle_panes(window: MainWindow, by: int) -> None:
    """Give the focus to the next pane (1) or the one before (-1): tree, list and reader, or what is in their place.

    Left out is what has nothing to stop at: a reader without a message, a list that is empty and offers nothing to do.
    A widget that isn't seen would take the keys, and nobody could tell where they go.
    """
    stops = list(_find_stops(window))
    if not stops:
        return
    focused = QApplication.focusWidget() or window.focusWidget()
    at = next((n for n, (pane, _) in enumerate(stops) if focused is not None and _holds(pane, focused)), 0)
    stops[(at + by) % len(stops)][1].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _find_stops(window: MainWindow) -> Iterator[Stop]:
    if window.whole.currentWidget() is window.welcome:
        yield window.welcome, window.welcome.add
        return
    yield window.tree, window.tree
    pane, page = window.pane, window.pages.currentWidget()
    wanted: list[tuple[QWidget, QWidget | None]] = [
        (pane.list, pane.list.find_stop()),
        (pane.reader, pane.reader.find_stop()),
    ]
    if page is not None and page is not pane:
        wanted = [(page, find_stop(page))]
    for part, stop in wanted:
        if stop is not None:
            yield part, stop


def find_stop(page: QWidget) -> QWidget | None:
    """What in a page had the focus last, else the first that Tab comes to; None where there is no such thing."""
    last = page.focusWidget()
    if last is not None and last is not page and _takes_focus(last):
        return last
    each: QWidget | None = page.nextInFocusChain()
    while each is not None and each is not page:
        if page.isAncestorOf(each) and _takes_focus(each):
            return each
        each = each.nextInFocusChain()
    return None


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)
