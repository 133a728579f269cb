"""Regular expressions say what they mean in every Python that the program runs with."""

from __future__ import annotations

import ast
import re
from pathlib import Path

_BOUNDED_POSSESSIVE = r"\)\{[\d,]+\}\+"


def test_no_group_is_repeated_possessively_within_bounds(project: Path) -> None:
    """Python 3.11.2 matches ``(?:...){0,20}+`` wrongly; ``(?>(?:...){0,20})`` means the same and is right.

    A group without an upper bound is right there, and takes no memory for each of its rounds.
    """
    found = [
        f"{path.relative_to(project)}:{node.lineno}"
        for path in sorted((project / "imapdesk").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str | bytes)
        and re.search(_BOUNDED_POSSESSIVE, repr(node.value))
    ]
    assert found == []
