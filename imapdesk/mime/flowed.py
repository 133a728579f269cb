"""format=flowed undone (RFC 3676): lines that end in a blank join the next one of the same quote depth."""

from __future__ import annotations

import re

_QUOTES = re.compile(r">+")


def unflow(text: str, *, delsp: bool = False) -> str:
    """``text`` with its paragraphs whole; ``delsp`` drops the blank at each joint, as East Asian senders want."""
    paragraphs: list[str] = []
    open_pieces: list[str] = []
    open_mark = ""
    for line in text.split("\n"):
        match = _QUOTES.match(line)
        mark = match[0] if match else ""
        content = line[len(mark) :].removeprefix(" ")
        if open_pieces and (mark != open_mark or content == "-- "):
            paragraphs.append("".join(open_pieces))
            open_pieces = []
        if not open_pieces:
            open_pieces.append(f"{mark} " if mark and line[len(mark) :] != content else mark)
        open_mark = mark
        is_open = content.endswith(" ") and content != "-- "
        open_pieces.append(content[:-1] if delsp and is_open else content)
        if not is_open:
            paragraphs.append("".join(open_pieces))
            open_pieces = []
    if open_pieces:
        paragraphs.append("".join(open_pieces))
    return "\n".join(paragraphs)
