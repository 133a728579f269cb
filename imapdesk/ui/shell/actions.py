"""The menus with their keys, in one table: what is in it, the shortcuts dialog shows as well."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from imapdesk.ui.widgets.icons import icon


@dataclass(frozen=True, slots=True)
class Item:
    """One menu item; ``name`` is its key in the window's actions."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    picture: str = ""
    checkable: bool = False


SEPARATOR = Item("", "")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menu", text)


def menu_table() -> list[tuple[str, list[Item]]]:
    """Every menu with its items, translated."""
    return [
        (_tr("&File"), _file_items()),
        (_tr("Mail&box"), _mailbox_items()),
        (_tr("&Message"), _message_items()),
        (_tr("&View"), _view_items()),
        (
            _tr("&Help"),
            [
                Item("shortcuts", _tr("Keyboard &shortcuts"), ("F1", "Ctrl+?")),
                Item("copy_report", _tr("Copy &diagnostic report")),
                Item("about", _tr("&About imapdesk")),
            ],
        ),
    ]


def _file_items() -> list[Item]:
    return [
        Item("add_mailbox", _tr("&Add mailbox…"), ("Ctrl+Shift+A",), "add"),
        SEPARATOR,
        Item("import", _tr("&Import…"), (), "open"),
        Item("export", _tr("&Export…"), ("Ctrl+E",), "save"),
        SEPARATOR,
        Item("back_up", _tr("&Back up…")),
        Item("restore", _tr("Res&tore…")),
        SEPARATOR,
        Item("print", _tr("P&rint…"), ("Ctrl+P",), "print"),
        Item("save_pdf", _tr("Save as &PDF…"), ("Ctrl+Shift+P",)),
        SEPARATOR,
        Item("settings", _tr("&Settings…"), ("Ctrl+,",), "settings"),
        SEPARATOR,
        Item("close", _tr("&Close window"), ("Ctrl+W",)),
        Item("quit", _tr("&Quit"), ("Ctrl+Q",), "quit"),
    ]


def _mailbox_items() -> list[Item]:
    return [
        Item("sync", _tr("&Sync now"), ("F5",), "sync"),
        Item("sync_all", _tr("Sync &all"), ("Shift+F5",)),
        Item("pause", _tr("&Pause syncing"), ("Ctrl+F5",), "pause", checkable=True),
        Item("verify", _tr("Check &completeness"), (), "check"),
        SEPARATOR,
        Item("sign_in", _tr("Sign in a&gain…"), (), "key"),
        Item("mailbox_page", _tr("Mailbox s&ettings"), ("Alt+Return", "Alt+Enter")),
        SEPARATOR,
        Item("include", _tr("&Include folder")),
        Item("include_below", _tr("Include with sub-&folders")),
        Item("read_folder", _tr("Mar&k folder as read"), (), "mail-read"),
        Item("remove_copy", _tr("&Remove local copy…"), (), "trash"),
    ]


def _message_items() -> list[Item]:
    return [
        Item("open_window", _tr("Open in &window"), (), "open"),
        Item("conversation", _tr("Show whole con&versation"), ("Ctrl+Shift+J",)),
        Item("earlier", _tr("Earlier in the conversation"), ("Alt+Up",)),
        Item("later", _tr("&Later in the conversation"), ("Alt+Down",)),
        Item("next", _tr("&Next"), ("Ctrl+Down",)),
        Item("previous", _tr("&Previous"), ("Ctrl+Up",)),
        Item("next_unread", _tr("Next unr&ead (N)")),
        SEPARATOR,
        Item("mark_read", _tr("Mark as &read"), ("Ctrl+Shift+R",), "mail-read"),
        Item("mark_unread", _tr("Mark as &unread"), ("Ctrl+Shift+U",), "mailbox"),
        Item("star", _tr("&Star"), ("Ctrl+Shift+K",), "star"),
        Item("undo", _tr("Take last mark &back"), ("Ctrl+Z",)),
        SEPARATOR,
        Item("save_eml", _tr("Save as E&ML…"), ("Ctrl+S",), "save"),
        Item("save_attachments", _tr("Save &attachments…"), (), "attachment"),
        SEPARATOR,
        Item("find", _tr("&Find in message…"), ("Ctrl+Shift+F",), "search"),
        Item("find_next", _tr("Next place found"), ("F3", "Ctrl+G")),
        Item("find_previous", _tr("Previous place found"), ("Shift+F3", "Ctrl+Shift+G")),
        SEPARATOR,
        Item("source", _tr("S&ource"), ("Ctrl+U",), "source"),
        Item("headers", _tr("&Headers"), ("Ctrl+H",), "headers"),
        Item("show_images", _tr("Show &images"), ("Ctrl+I",), "image"),
        Item("plain_text", _tr("Plain &text"), ("Ctrl+T",), "text", checkable=True),
        Item("copy_address", _tr("Copy sender's a&ddress")),
        Item("copy_id", _tr("&Copy link to message id"), ("Ctrl+Shift+C",)),
    ]


def _view_items() -> list[Item]:
    return [
        Item("search", _tr("&Search"), ("Ctrl+K", "Ctrl+F"), "search"),
        Item("next_pane", _tr("&Next pane"), ("F6",)),
        Item("previous_pane", _tr("&Previous pane"), ("Shift+F6",)),
        SEPARATOR,
        Item("conversations", _tr("Group by con&versation"), ("Ctrl+J",), "", checkable=True),
        Item("compact", _tr("&Compact list"), (), "", checkable=True),
        Item("columns", _tr("Col&umns…")),
        Item("dark_mail", _tr("&Dark messages"), ("Ctrl+D",), "", checkable=True),
        Item("below", _tr("&Reader below the list"), (), "", checkable=True),
        SEPARATOR,
        Item("activity", _tr("&Activity and log"), ("Ctrl+L",)),
        Item("statistics", _tr("S&tatistics"), ("Ctrl+Shift+S",)),
        SEPARATOR,
        Item("zoom_in", _tr("Zoom &in"), ("Ctrl++", "Ctrl+=")),
        Item("zoom_out", _tr("Zoom &out"), ("Ctrl+-",)),
        Item("zoom_reset", _tr("Normal si&ze"), ("Ctrl+0",)),
    ]


def build_menus(window: QMainWindow) -> dict[str, QAction]:
    """Fill the window's menu bar; the actions by name."""
    actions: dict[str, QAction] = {}
    for title, items in menu_table():
        menu = window.menuBar().addMenu(title)
        menu.setAccessibleName(title.replace("&", ""))
        for item in items:
            if item is SEPARATOR:
                menu.addSeparator()
            else:
                actions[item.name] = _add(menu, item)
    return actions


def _add(menu: QMenu, item: Item) -> QAction:
    action = QAction(item.text, menu)
    if item.picture:
        action.setIcon(icon(item.picture))
    action.setShortcuts([QKeySequence(key) for key in item.keys])
    action.setCheckable(item.checkable)
    action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
    menu.addAction(action)
    return action
