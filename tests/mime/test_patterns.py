"""What the patterns may hold, so that each Python that the program takes reads them alike."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import imapdesk.mime
from imapdesk.mime.structure import transfer

# Inside it nothing is tried in two ways, and an atomic group would keep the place of each line of a file.
HARMLESS = {transfer._FULL_LINES.pattern}
_POSSESSIVE_GROUP = re.compile(r"(?<!\\)(?:\\\\)*\)[*+?]\+")


def iter_patterns() -> Iterator[tuple[str, str]]:
    for found in pkgutil.walk_packages(imapdesk.mime.__path__, "imapdesk.mime."):
        module = importlib.import_module(found.name)
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and value.pattern not in HARMLESS:
                text = value.pattern if isinstance(value.pattern, str) else value.pattern.decode("latin-1")
                yield f"{found.name}.{name}", re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", text, flags=re.DOTALL)


def test_what_is_never_given_back_stands_in_an_atomic_group() -> None:
    """A ``(...)*+`` that tries two ways fails in Python 3.11.2, Debian 12's (gh-106052), ``(?>(...)*)`` doesn't."""
    assert [name for name, text in iter_patterns() if _POSSESSIVE_GROUP.search(text)] == []
