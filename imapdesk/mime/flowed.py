"""format=flowed undone (RFC 3676): lines that end in a blank join the next one of the same quote depth."""

from __future__ import annotations

import re

_QUOTES = re.compile(r">+")


def unflow(text: str, *, delsp: bool = False) -> str:
    """``text`` with its paragraphs whole; ``delsp`` drops the blank at each joint, as East Asian senders want."""
    paragraphs: list[str] = []
    open_pieces: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        match = _QUOTES.match(line)
        depth = match.end() if match else 0
        content = line[depth:].removeprefix(" ")
        if open_pieces and (depth != open_depth or content == "-- "):
            paragraphs.append(_close(open_pieces, open_depth))
            open_pieces = []
        open_depth = depth
        if content.endswith(" ") and content != "-- ":
            open_pieces.append(content[:-1] if delsp else content)
            continue
        paragraphs.append(_close([*open_pieces, content], depth))
        open_pieces = []
    if open_pieces:
        paragraphs.append(_close(open_pieces, open_depth))
    return "\n".join(paragraphs)


def _close(pieces: list[str], depth: int) -> str:
    return (">" * depth + " " if depth else "") + "".join(pieces)
