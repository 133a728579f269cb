"""Finds every text that the window shows, by reading the program's source: ``find_texts`` the window's own ones,
``find_sentences`` those that come from the rooms below it (errors, outcomes, labels of forms)."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "imapdesk"
THE_EDGE = "sentences.py"  # asks the translator for what ``find_sentences`` found
SENTENCES = "Sentences"  # the context of texts from below

# Rooms whose words reach the person at the window. The command line speaks for itself; the demo is mail.
ROOMS = ("accounts", "desk", "errors.py", "imap", "mime", "net", "notify", "oauth", "store", "sync")
# A page that the web browser shows has no translator; its words are those of the browser's page.
NOT_IN_THE_WINDOW = ("oauth/loopback.py",)
# Words that complete a sentence or stand in a form, where no full stop tells them from other strings.
PHRASES = {
    "accounts/discovery/values.py": r".* .*",
    "accounts/secrets.py": r"(vault file|.*aster password)",
    "accounts/settings.py": r"The [a-z' ]+",
    "accounts/system_keyring.py": r"system keyring",
    "imap/config.py": r"(host|user|user name|password)",
    "oauth/fields.py": r"[A-Z].* .*",
    "oauth/google.py": r"[A-Z].* .*|Scope|Tenant|Cloud",
    "oauth/microsoft.py": r"[A-Z].* .*|Scope|Tenant|Cloud",
    "oauth/microsoft_cloud.py": r"[A-Z][^.]*",
    "store/search/explaining.py": r"(?!Messages |not | )"
    r"(?:.* .*\{.*|\{.* .*|.*[a-z] .*|(?:un)?read|starred|answered|forwarded|drafts)",
}
_COMPLETES = re.compile(r"to [a-z].*|(?:has|is) [a-z].* .*")  # "The server refused {to open ...}."
_SENTENCE = re.compile(r"[\"“{A-Z0-9].*\w.* .*(?:[.?…]|\w[:.] \{\w+\})")
_NO_SENTENCE = re.compile(
    r"[\\<|]|%s|%\(| = \?|^(?:SELECT|INSERT|UPDATE|DELETE|CREATE|WITH|PRAGMA|ALTER)\b"
    r"|\b(?:FROM|JOIN|WHERE|MATCH)\b|^(?:\W*\{[^}]*\})+\W*$"
)
_LOGS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
_BUGS = {
    "ValueError",
    "TypeError",
    "RuntimeError",
    "AssertionError",
    "AttributeError",
    "KeyError",
    "NotImplementedError",
}


@dataclass(frozen=True, slots=True)
class Text:
    """One text with its Qt context; ``plural`` when it is asked for with a number."""

    context: str
    source: str
    comment: str
    plural: bool
    place: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A call of ``tr`` that no translator can know: no literal, or one that was put together."""

    place: str
    what: str


def find_texts(folder: Path = PACKAGE / "ui") -> tuple[list[Text], list[Fault]]:
    """Every text of the window, and every call that asks for one in a way that can't be translated."""
    texts: list[Text] = []
    faults: list[Fault] = []
    for file in sorted(folder.rglob("*.py")):
        if file.name == THE_EDGE:
            continue
        reader = _Reader(file)
        reader.visit(reader.tree)
        texts += reader.texts
        faults += reader.faults
    return texts, faults


class _Reader(ast.NodeVisitor):
    """Reads one file of the window."""

    def __init__(self, file: Path) -> None:
        self.tree = ast.parse(file.read_text(encoding="utf-8"))
        self.texts: list[Text] = []
        self.faults: list[Fault] = []
        self._name = file.relative_to(ROOT).as_posix() if file.is_relative_to(ROOT) else file.name
        self._classes: list[str] = []
        self._helpers = dict(_find_helpers(self.tree))
        self._inside_helper = False

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside_helper = node.name in self._helpers
        self.generic_visit(node)
        self._inside_helper = False

    def visit_Call(self, node: ast.Call) -> None:
        self.generic_visit(node)
        if self._inside_helper:
            return
        match node.func:
            case ast.Attribute(attr="tr"):
                self._note(self._classes[-1] if self._classes else "", node, node.args)
            case ast.Attribute(attr="translate", value=ast.Name(id="QCoreApplication")):
                context = node.args[0] if node.args else None
                if isinstance(context, ast.Constant):
                    self._note(str(context.value), node, node.args[1:])
                else:
                    self._blame(node, "the context is no literal")
            case ast.Name(id=name) if name in self._helpers:
                self._note(self._helpers[name], node, node.args)

    def _note(self, context: str, node: ast.Call, args: list[ast.expr]) -> None:
        source = args[0] if args else None
        if not isinstance(source, ast.Constant) or not isinstance(source.value, str):
            return self._blame(node, "the text is no literal")
        if not context:
            return self._blame(node, "tr() outside of a class has no context")
        comment = args[1].value if len(args) > 1 and isinstance(args[1], ast.Constant) else ""
        place = f"{self._name}:{node.lineno}"
        self.texts.append(Text(context, source.value, str(comment or ""), len(args) > 2, place))
        return None

    def _blame(self, node: ast.Call, what: str) -> None:
        self.faults.append(Fault(f"{self._name}:{node.lineno}", what))


def _find_helpers(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Functions that pass their text on: ``def _tr(text): return QCoreApplication.translate("Menu", text)``."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or not node.args.args:
            continue
        match node.body[-1]:
            case ast.Return(
                value=ast.Call(
                    func=ast.Attribute(attr="translate"),
                    args=[ast.Constant(value=str() as context), ast.Name(id=passed), *_],
                )
            ) if passed == node.args.args[0].arg:
                yield node.name, context


def find_sentences(folder: Path = PACKAGE) -> dict[str, str]:
    """Templates of the sentences from below the window, such as ``{host} doesn't answer.``, each with its place."""
    found: dict[str, str] = {}
    for room in ROOMS:
        for file in [folder / room] if room.endswith(".py") else sorted((folder / room).rglob("*.py")):
            name = file.relative_to(folder).as_posix()
            if name in NOT_IN_THE_WINDOW:
                continue
            phrase = re.compile(PHRASES.get(name, r"(?!)"))
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node, inside in _strings(tree):
                text = make_template(node)
                if text and _is_for_people(text, phrase, inside):
                    found.setdefault(text, f"imapdesk/{name}:{node.lineno}")
    return found


def _is_for_people(text: str, phrase: re.Pattern[str], inside: bool) -> bool:
    if "\n" in text or _NO_SENTENCE.search(text):
        return False
    return bool(_SENTENCE.fullmatch(text) or phrase.fullmatch(text) or (inside and _COMPLETES.fullmatch(text)))


def _strings(tree: ast.Module) -> Iterator[tuple[ast.expr, bool]]:
    """Strings that may be shown, and whether they are an argument or a part of another string."""
    skipped = {id(child) for node in ast.walk(tree) for child in _not_for_people(node)}
    inside = {id(child) for node in ast.walk(tree) for child in _parts(node)}
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        if id(node) in skipped:
            continue
        if isinstance(node, ast.JoinedStr):
            yield node, id(node) in inside
            stack += [value for value in node.values if isinstance(value, ast.FormattedValue)]
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node, id(node) in inside
        stack += ast.iter_child_nodes(node)


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Call(args=args):
            yield from args
        case ast.FormattedValue(value=ast.IfExp(body=body, orelse=orelse)):
            yield body
            yield orelse
        case ast.IfExp(body=body, orelse=orelse):
            yield body
            yield orelse


def _not_for_people(node: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, what is logged, and what a bug says."""
    match node:
        case ast.Expr(value=ast.Constant() as text):
            yield text
        case ast.Call(func=ast.Attribute(attr=name, value=ast.Name(id=owner))) if name in _LOGS and "log" in owner:
            yield from node.args
        case ast.Call(func=ast.Name(id=name)) if name in _BUGS:
            yield from node.args
        case ast.Call(func=ast.Attribute(attr="compile")):
            yield from node.args


def make_template(node: ast.expr) -> str:
    """The text of a literal; of an f-string, with the names of what is put in: ``{host} doesn't answer.``"""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if not isinstance(node, ast.JoinedStr):
        return ""
    names: dict[str, str] = {}
    out = ""
    for value in node.values:
        if isinstance(value, ast.Constant):
            out += str(value.value)
        elif isinstance(value, ast.FormattedValue):
            key = ast.dump(value.value)
            names.setdefault(key, _name(value.value, set(names.values())))
            out += "{" + names[key] + "}"
    return out


def _name(value: ast.expr, taken: set[str]) -> str:
    while isinstance(value, ast.Call) and value.args:
        value = value.args[0]
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else "it"
    name = name.strip("_").lower() or "it"
    return name if name not in taken else next(n for n in (f"{name}{i}" for i in range(2, 99)) if n not in taken)
