"""Searching texts, files and process arguments for secrets in plain and encoded forms."""

from __future__ import annotations

import base64
import json
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
    """Every process's command line and this one's environment, as far as this user may read them."""
    found = {}
    for path in (*Path("/proc").glob("[0-9]*/cmdline"), Path("/proc/self/environ")):
        try:
            found[str(path)] = path.read_bytes().decode("latin-1")
        except OSError:
            continue
    return found
