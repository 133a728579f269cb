"""Which host or address the visible text of a link names, however it is spelt. Pure."""

from __future__ import annotations

import re
import unicodedata

from imapdesk.mime.lookalikes import normal_host
from imapdesk.mime.text import neutralise

_HOST = r"((?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}|\d{1,3}(?:\.\d{1,3}){3})(?=[:/?#\s\W]|\Z)"
_WRITTEN_OUT = re.compile(rf"\b(?:https?://|www\.)(?:[^\s/@]{{0,100}}@)?(?<![\w.-]){_HOST}", re.IGNORECASE)
_WEB = re.compile(rf"(?:https?://(?:[^\s/@]{{0,100}}@)?|(?=www\.)){_HOST}", re.IGNORECASE)
_BARE = re.compile(rf"(?:[^\s/@]{{0,100}}@)?{_HOST}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_SLASHES = str.maketrans("⁄∕⧸", "///")
_LONGEST = 600  # characters that are looked at
# What a file is called, and no country or trade: "report.pdf" and "Node.js" name no host.
_FILES = frozenset(
    "pdf doc docx xls xlsx ppt pptx odt ods odp txt rtf csv xml json html htm php asp aspx jsp js css jpg jpeg png gif "
    "svg webp mp3 mp4 wav avi ics vcf eml msg exe msi dmg apk tar gz rar zip mov log ini cfg yml yaml toml".split()
)
