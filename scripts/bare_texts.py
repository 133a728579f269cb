"""Finds words that the window would show without asking the translator: ``QLabel("Name")``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from scripts.texts import PACKAGE, Fault

# Calls whose texts a person reads; the number says which arguments, None: all of them.
SHOWN: dict[str, int | None] = {
    "setText": None, "setToolTip": None, "setStatusTip": None, "setWhatsThis": None, "setWindowTitle": None,
    "setTitle": None, "setAccessibleName": None, "setAccessibleDescription": None, "setPlaceholderText": None,
    "setInformativeText": None, "setLabelText": None, "setSuffix": None, "setPrefix": None, "setSpecialValueText": None,
    "setHorizontalHeaderLabels": None, "setHeaderLabels": None, "addItem": 0, "addTab": 1, "addRow": 0, "addMenu": None,
    "addAction": 0, "say": None, "showMessage": None, "announce": None, "QLabel": 0, "QPushButton": 0, "QCheckBox": 0,
    "QRadioButton": 0, "QGroupBox": 0, "QAction": 0, "QMenu": 0, "QTableWidgetItem": 0, "QTreeWidgetItem": 0,
    "label": 0, "button": 0, "ask": None, "tell": None, "Problem": 1, "Item": 1, "QMessageBox": None,
}  # fmt: skip
_WORDS = re.compile(r"[^\W\d_]{2,}")
NOT_FOR_PEOPLE = ("desktop_notifications.py",)  # speaks D-Bus, and passes on what it is given
_NO_WORDS = re.compile(r"imapdesk\W*|[a-z_:]+:?|Ctrl\+.*|<[^>]*>|[a-z]+\([^)]*\)|\*\.\w+")


def find_bare_texts(folder: Path = PACKAGE / "ui") -> list[Fault]:
    """Literals and f-strings with words in them that go to the screen untranslated."""
    found = []
    for file in sorted(folder.rglob("*.py")):
        if file.name in NOT_FOR_PEOPLE:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and (name := _name(node.func)) in SHOWN:
                for text in _literals(node, SHOWN[name]):
                    found.append(Fault(f"{file.relative_to(folder.parent.parent)}:{node.lineno}", f"{name}: {text!r}"))
    return found


def _name(func: ast.expr) -> str:
    return func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""


def _literals(call: ast.Call, at: int | None) -> Iterator[str]:
    args = call.args if at is None else call.args[at : at + 1]
    for arg in args:
        for part in arg.elts if isinstance(arg, ast.List | ast.Tuple) else [arg]:
            text = _read(part)
            if _WORDS.search(text) and not _NO_WORDS.fullmatch(text):
                yield text


def _read(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str() as text):
            return text
        case ast.JoinedStr(values=values):
            return "".join(_read(value) for value in values)
        case ast.BinOp(op=ast.Add(), left=left, right=right):
            return _read(left) + _read(right)
    return ""
