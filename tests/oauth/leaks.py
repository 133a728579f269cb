"""Searching texts, files and process arguments for secrets in plain and encoded forms."""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_plus


def spell(secret: str) -> Iterator[str]:
    """A secret plain, URL-encoded, in hex, and in base64 at each of the three places it may begin."""
    raw = secret.encode()
    yield from {secret, quote(secret, safe=""), quote_plus(secret), raw.hex(), json.dumps(secret)[1:-1]}
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + raw).decode()
        whole = encoded[4 if offset else 0 : len(encoded) - 4]  # the ends depend on what stands beside
        yield from {whole, whole.replace("+", "-").replace("/", "_")}


def find_leaks(secrets: set[str], texts: dict[str, str]) -> list[str]:
    return [
        f"{secret[:12]}... in {place}"
        for secret in secrets
        for place, text in texts.items()
        if any(spelling in text for spelling in spell(secret))
    ]


def read_files(*folders: Path) -> dict[str, str]:
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes().decode("latin-1") for path in paths} | {
        f"name of {path}": str(path) for path in paths
    }


def read_arguments() -> dict[str, str]:
    """The command lines of this process and of those that it began, and this one's environment."""
    found = {}
    for path in (*(process / "cmdline" for process in _find_ours()), Path("/proc/self/environ")):
        try:
            found[str(path)] = path.read_bytes().decode("latin-1")
        except OSError:
            continue
    return found


def _find_ours() -> Iterator[Path]:
    """Our processes: below this one, or at home where only this test is, whoever their parent is by now.

    Not those of other tests, of other runs, or of the person who looks on: what stands there is not this test's.
    """
    processes = {path.name: path for path in Path("/proc").glob("[0-9]*")}
    ours = {str(os.getpid())}
    home = f"HOME={os.environ['HOME']}".encode()
    parents: dict[str, str] = {}
    for name, path in processes.items():
        try:
            parents[name] = (path / "stat").read_text().rpartition(")")[2].split()[1]
            if home in (path / "environ").read_bytes().split(b"\0"):
                ours.add(name)
        except OSError:
            continue  # it has ended, or is another user's
    while more := {name for name, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return (processes[name] for name in ours if name in processes)
