"""An address out of what people put around it: comments, routes, blanks, brackets (RFC 5322 3.4.1, 4.4)."""

from __future__ import annotations

import re

from imapdesk.mime.headers.words import QUOTED, WHITE, decode_words

COMMENT = "()"  # stands in a phrase for the place of a comment, which is a blank for names
MAX_WORD = 2_000  # characters of an address; longer ones are left in pieces
_OPENING = re.compile(rf"{QUOTED}|\(", re.DOTALL)
_ANGLE = re.compile(rf'(?>(?:{QUOTED}|[^<>"]++)*)', re.DOTALL)
_ANGLE_UNQUOTED = re.compile(r"[^<>]*+")
_ANGLE_STOP = re.compile(r"[<>,;]")
_MAX_COMMENTED = 1_000  # characters of an address from which comments are taken
_QUOTED = re.compile(rf"({QUOTED})")
_QUOTED_ATOM = re.compile(r'"([A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*)"')
_MARKED_LOCAL = re.compile(r"[<,;]*['`][^@]*['`]@[^@'`]*\Z")  # both marks belong to the local part (RFC 5322 3.2.3)
_AROUND_DOT = re.compile(r" ?\. ?")
_STRAY = "<>,;"  # left over at the ends of an address
_STRAY_MARKS = "<>'`,;"


def take_comment(value: str, position: int) -> tuple[str, int, bool]:
    """A comment's text without its outer brackets, where it ends, and whether it does; nested ones stay inside."""
    depth = 1
    pieces: list[str] = []
    start = position
    for match in re.compile(r"\\.|[()]", re.DOTALL).finditer(value, position):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")":
            depth -= 1
            if depth == 0:
                pieces.append(value[start : match.start()])
                return "".join(pieces), match.end(), True
        else:
            pieces.append(value[start : match.start()] + match[0][1])
            start = match.end()
    return "".join(pieces) + value[start:], len(value), False


def take_until_angle_end(value: str, position: int, *, quotes: bool) -> tuple[str, int, bool]:
    """What stands between angle brackets; a missing ">" ends it at a comma or semicolon.

    The third is whether a quote inside never closes: each such search goes on to the end of the value, so the caller
    stops asking for ``quotes`` after some.
    """
    match = (_ANGLE if quotes else _ANGLE_UNQUOTED).match(value, position)
    end = position if match is None else match.end()
    if value.startswith(">", end):
        inside = value[position:end]
        while value.startswith(">", end):
            end += 1
        return inside, end, False
    unclosed = value.startswith('"', end)
    stop = _ANGLE_STOP.search(value, position)
    if stop is None:
        return value[position:], len(value), unclosed
    return value[position : stop.start()], stop.end() if stop[0] == ">" else stop.start(), unclosed


def glue(phrase: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What belongs to one address becomes one atom: "a b"@host, user @ host, user@host . example (RFC 5322 A.6.1)."""
    glued: list[tuple[str, str]] = []
    dotted = False  # the last piece was a dot between blanks: so . many . blanks @ example.org
    for kind, text in phrase:
        spaced = bool(glued) and glued[-1][0] == "space"
        if kind == "space":
            if glued and not spaced:
                glued.append((kind, text))
            continue
        before = glued[-2:][0] if spaced and len(glued) > 1 else glued[-1] if glued and not spaced else ("colon", "")
        split = spaced and glued[-1][1] == COMMENT and before[1].endswith(".")  # RFC 822 A.1.4: ann.(she) lee@host
        touches = dotted or split or _touches(before[1], text, spaced=spaced)
        if touches and "colon" not in (kind, before[0]) and len(before[1]) < MAX_WORD:
            if spaced:
                glued.pop()
            glued[-1] = ("atom", before[1] + text)
        else:
            glued.append((kind, text))
        dotted = spaced and text == "."
    return glued


def _touches(before: str, text: str, *, spaced: bool) -> bool:
    if text.startswith("@") or before.endswith("@"):
        return True
    if not spaced:
        return text.startswith(".") or before.endswith(".")
    if "@" in before:
        return text.startswith(".") or before.endswith(".")
    return text == "."


def clean_address(text: str, hint: str) -> str:
    """An addr-spec without route, comments, blanks and "mailto:"."""
    text = _unwrap(text.strip(WHITE))
    if not text.isascii() or "=?" in text:
        text = decode_words(text, hint)
    if text.count('"') == 1:
        text = text.replace('"', "")  # the other one is lost
    if '"' not in text and not any(character.isspace() for character in text):
        return text.strip(_STRAY if _MARKED_LOCAL.match(text) else _STRAY_MARKS)
    local, at, domain = text.rpartition("@")
    if at:
        return _clean_local(local) + at + _clean_domain(domain)
    return " ".join(text.split()) if text.strip('"' + WHITE) else ""


def _unwrap(text: str) -> str:
    """An address out of what stands around and inside of it."""
    if text.startswith("[") and text.endswith("]") and "@" in text:
        text = text[1:-1]  # Outlook's "Name [mailto:a@example.org]"
    if "@" not in text and " at " in text:
        text = text.replace(" at ", "@", 1)
    if "(" in text and len(text) < _MAX_COMMENTED:
        text = _drop_comments(text).strip(WHITE)
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    if text.startswith(("@", ",")) and ":" in text:
        text = text.rpartition(":")[2]  # a route (RFC 5322 4.4)
    return text


def _clean_local(local: str) -> str:
    if '"' not in local:
        return _AROUND_DOT.sub(".", " ".join(local.split())).strip(_STRAY_MARKS).strip()
    atom = _QUOTED_ATOM.fullmatch(local.strip())
    return local.strip() if atom is None else atom[1]  # its quotes are no part of it (RFC 5322 3.2.4)


def _clean_domain(domain: str) -> str:
    if '"' in domain:
        host = _QUOTED_ATOM.fullmatch(domain.strip())
        if host is not None:
            return host[1]
        return "".join(part if part[:1] == '"' else "".join(part.split()) for part in _QUOTED.split(domain))
    return "".join(domain.split()).strip(_STRAY_MARKS)


def _drop_comments(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while (match := _OPENING.search(text, position)) is not None:
        if match[0] != "(":
            pieces.append(text[position : match.end()])
            position = match.end()
            continue
        pieces.append(text[position : match.start()])
        _, position, _ = take_comment(text, match.end())
    return "".join(pieces) + text[position:]
