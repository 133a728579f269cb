"""PURE: a name for a file on this computer, made from one that a stranger wrote."""

from __future__ import annotations

import re
import unicodedata

_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_HARMFUL = frozenset(
    [
        "ade",
        "adp",
        "apk",
        "app",
        "appimage",
        "bash",
        "bat",
        "bin",
        "chm",
        "cmd",
        "com",
        "command",
        "cpl",
        "csh",
        "deb",
        "desktop",
        "dll",
        "dmg",
        "docm",
        "dotm",
        "exe",
        "fish",
        "gadget",
        "hta",
        "inf",
        "ins",
        "iso",
        "jar",
        "js",
        "jse",
        "ksh",
        "lnk",
        "mde",
        "mht",
        "msc",
        "msi",
        "msp",
        "mst",
        "pif",
        "pkg",
        "potm",
        "ppam",
        "ppsm",
        "pptm",
        "ps1",
        "py",
        "pyw",
        "rb",
        "reg",
        "rpm",
        "run",
        "scf",
        "scr",
        "sct",
        "sh",
        "shb",
        "svg",
        "sys",
        "url",
        "vb",
        "vbe",
        "vbs",
        "vhd",
        "vhdx",
        "ws",
        "wsc",
        "wsf",
        "wsh",
        "xlam",
        "xll",
        "xlsm",
        "xltm",
        "zsh",
    ]
)
MAX_LENGTH = 120


def safe_name(name: str, fallback: str = "attachment") -> str:
    """No folders, no reserved or hidden names, no direction tricks, not too long; the last extension stays."""
    name = "".join(c for c in name if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", re.split(r"[/\\]", name)[-1])
    name = re.sub(r"\s+", " ", name).strip(" .")
    if _RESERVED.match(name):
        name = "_" + name
    stem, dot, extension = name.rpartition(".")
    if dot and len(extension) <= 12:
        name = stem.rstrip(" .")[: MAX_LENGTH - len(extension) - 1] + dot + extension
    return name[:MAX_LENGTH].strip(" .") or fallback


def is_harmful(name: str) -> bool:
    """Whether opening a file of this name may run something: programs, scripts, documents with macros."""
    return name.rpartition(".")[2].lower().strip() in _HARMFUL
