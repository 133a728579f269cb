"""Regular expressions say what they mean in every Python that the program runs with."""

from __future__ import annotations

import ast
import re
from pathlib import Path

_POSSESSIVE_GROUP = r"(?<!\[)\)(?:[*+?]|\{[\d,]+\})\+"


def test_no_group_is_repeated_possessively(project: Path) -> None:
    """Python 3.11.2 goes back into the last round of ``(?:...)++``; ``(?>(?:...)+)`` means the same and is right."""
    found = [
        f"{path.relative_to(project)}:{node.lineno}"
        for path in sorted((project / "imapdesk").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str | bytes)
        and re.search(_POSSESSIVE_GROUP, repr(node.value))
    ]
    assert found == []
