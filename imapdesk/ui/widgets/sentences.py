"""Sentences that come from below the window, in the window's language.

The rooms below speak English, to the command line and to Python, too; some of their sentences are kept in the store.
Here, at the one edge where the window shows them, a sentence is recognised by the template it was made of
(``{host} doesn't answer.``), and said again by the translation of that template. ``python -m scripts.translations``
collects the templates from the source; what no template fits (a server's own words) is shown as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from imapdesk.ui.widgets.resources import read_resource

CONTEXT = "Sentences"
DEEPEST = 3  # sentences in sentences: a reason, and the reason of the reason
_HOLE = re.compile(r"\{(\w+)\}")
_END = re.compile(r'(?<=[.?…]) (?=[A-Z“"])')


class Phrasebook:
    """Recognises sentences by their templates."""

    def __init__(self, templates: Iterable[str], translate: Callable[[str], str]) -> None:
        self._translate = translate
        self._whole: set[str] = set()
        self._open: list[tuple[re.Pattern[str], str]] = []
        for template in templates:
            if _HOLE.search(template):
                self._open.append((make_pattern(template), template))
            else:
                self._whole.add(template)
        # The one that says most of the sentence by itself is the right one.
        self._open.sort(key=lambda pair: -len(_HOLE.sub("", pair[1])))

    def say(self, text: str) -> str:
        """The text in the translator's language; several sentences in a row are said one by one."""
        said = self._say_one(text, 0)
        if said is None:
            said = " ".join(self._say_one(part, 0) or part for part in _END.split(text))
        return said

    def _say_one(self, text: str, depth: int) -> str | None:
        if text in self._whole:
            return self._translate(text)
        for pattern, template in self._open:
            if match := pattern.fullmatch(text):
                said = self._translate(template)
                return _HOLE.sub(lambda hole: self._fill(match.groupdict().get(f"h_{hole[1]}"), depth), said)
        return None

    def _fill(self, value: str | None, depth: int) -> str:
        value = value or ""
        if " " not in value or depth >= DEEPEST:  # a name that happens to be a word of ours stays a name
            return value
        return self._say_one(value, depth + 1) or value


def make_pattern(template: str) -> re.Pattern[str]:
    """What a sentence made of this template looks like; the same name stands for the same words.

    A hole with a number stands for what is in quotes, and has none itself.
    """
    seen: set[str] = set()
    out, last = "", 0
    for hole in _HOLE.finditer(template):
        out += re.escape(template[last : hole.start()])
        words = "[^“”]*" if hole[1].isdigit() else ".*?"
        out += f"(?P=h_{hole[1]})" if hole[1] in seen else f"(?P<h_{hole[1]}>{words})"
        seen.add(hole[1])
        last = hole.end()
    return re.compile(out + re.escape(template[last:]), re.DOTALL)


def say(text: str) -> str:
    """A sentence from below the window as the person reads it."""
    app = QCoreApplication.instance()
    language = app.property("language") if app is not None else None
    return text if not text or language in (None, "en") else _say(text, str(language))


@lru_cache(4_096)
def _say(text: str, language: str) -> str:
    return _phrasebook(language).say(text)


@lru_cache(1)
def _phrasebook(_language: str) -> Phrasebook:
    templates = read_resource("translations/sentences.txt").splitlines()
    return Phrasebook(templates, lambda template: QCoreApplication.translate(CONTEXT, template))
