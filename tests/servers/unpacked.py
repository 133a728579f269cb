"""Where the programs of Cyrus and Courier lie: unpacked beside the system by ``scripts/mail-servers``.

Debian's mail servers exclude each other as packages, bring daemons that start at once, and a mail transport agent.
Unpacked they do nothing by themselves; each test starts what it needs and ends it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
UNPACKED = Path(os.environ.get("IMAPDESK_MAIL_SERVERS", CHECKOUT / "build" / "mail-servers"))


def find_unpacked(program: str) -> Path:
    """A program below the folder of unpacked packages; RuntimeError says how to get it."""
    path = UNPACKED / program
    if not path.exists():
        raise RuntimeError(f"{program} is missing; `scripts/system-packages test` unpacks it into {UNPACKED}")
    return path


def share_unpacked(target: Path) -> Path:
    """The unpacked programs below ``target``, where every user of this machine may read them.

    As root the servers run as somebody else, who may not be let into the checkout's parents. Else a link is enough,
    and needed: a checkout's path may hold blanks, which part words in Cyrus' configuration.
    """
    programs = target / "programs"
    if os.geteuid() == 0 and not _is_open(UNPACKED):
        return shutil.copytree(UNPACKED, programs, symlinks=True, ignore=_documents)
    programs.symlink_to(UNPACKED)
    return programs


def library_path(root: Path) -> str:
    """The folders of unpacked libraries, as the loader wants to have them named."""
    places = [root / "usr/lib/courier-authlib", root / "usr/lib"]
    for parent in (root / "usr/lib", root / "lib"):
        places += sorted(parent.glob("*-linux-*"))
    return ":".join(map(str, places))


def environment(root: Path) -> dict[str, str]:
    """What a server's programs need to find their libraries, and nothing of ours."""
    return {
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "LD_LIBRARY_PATH": library_path(root),
        "SASL_PATH": ":".join(str(each) for top in (root, Path("/")) for each in top.glob("usr/lib/*-linux-*/sasl2")),
        "LC_ALL": "C.UTF-8",
    }


def compile_library(source: Path, target: Path, env: Mapping[str, str] | None = None) -> Path:
    """A shared library out of one file of C, for LD_PRELOAD."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None:
        raise RuntimeError("a C compiler is missing; `scripts/system-packages test` installs it")
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(target), str(source), "-ldl"]
    subprocess.run(words, check=True, capture_output=True, text=True, env=env)
    return target


def _is_open(place: Path) -> bool:
    return all(each.stat().st_mode & 0o005 == 0o005 for each in (place, *place.parents))


def _documents(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if folder.endswith("/share") and name in ("doc", "man", "locale", "perl5")]
