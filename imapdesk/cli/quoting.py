"""Names as words of a command that a person can copy into a shell."""

from __future__ import annotations

import os
import shlex
import subprocess


def as_word(name: str) -> str:
    """The name, in quotes where this system's shell would take it apart."""
    return shlex.quote(name) if os.name == "posix" else subprocess.list2cmdline([name])
