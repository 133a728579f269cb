"""Parameters of Content-Type and Content-Disposition: RFC 2045, RFC 2231 in all continuations, and mail's own ideas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from urllib.parse import unquote_to_bytes

from imapdesk.mime.charsets.decoding import decode
from imapdesk.mime.charsets.labels import find_codec
from imapdesk.mime.headers.words import SHIELD, WHITE, decode_words, shield, tidy, unfold
from imapdesk.mime.limits import MAX_PARAMETERS

_SIMPLE = re.compile(
    r"\s*+([\w.+-]+/[\w.+-]+|[\w-]+)\s*+(?:;\s*([\w-]+)=(?:\"([^\"\\%=]*)\"|([\w.:+-]+))\s*+)?;?\s*+\Z", re.ASCII
)
_VALUE = re.compile(r"[^;\"]*")
# A quote inside a quoted value does not end it unless what follows looks like the end: filename="a "b" c.txt".
_PARAMETER = re.compile(
    r"(?>(?:[;\s]++|\([^()]*\))*)([^\s=;\"]++)\s*+=\s*"
    r"(?:\"((?>(?:[^\"\\]++|\\.|\"(?!\s*(?:;|\Z|[\w*-]+\s*=|\()|[^\";]*+;\s*[\w*-]+\s*=|[^\"]*+\Z))*))(?:\"|\\?\Z)"
    r"|([^;\"][^;]*|))",
    re.DOTALL | re.ASCII,
)
_QUOTED_VALUE = re.compile(r"\s*\"([\w./+-]+)\"\s*(?=;|\Z)", re.ASCII)
_BARE_VALUE = re.compile(r"\s*([^\s=;,:]+)[\s,:]+(?=[\w*-]+\s*=)", re.ASCII)
_NEXT_PARAMETER = re.compile(r"(?<=\s)[\w*-]+=", re.ASCII)
_NEXT_SECTION = re.compile(
    r"(?<=\s)(?:(?:file)?name\*(?:\d+\*?)?|size|charset|(?:creation|modification|read)-date)=", re.ASCII | re.IGNORECASE
)
_NAMES = frozenset({"filename", "name"})
_COMMENT = re.compile(r"\([^()]*\)")
_GAP = re.compile(r"[;\s]*+", re.ASCII)
_NOISE = re.compile(r"\(.*|[\s\"]", re.DOTALL | re.ASCII)
_SECTION = re.compile(r"(.*?)(?:\*(\d{1,4}))?(\*)?\Z", re.DOTALL)
_CHARSET_MARK = re.compile(r"([\w.:()+-]*)'([^']*)'", re.ASCII)
_HALF_MARK = re.compile(r"([\w.:+-]+)'", re.ASCII)  # its second quote was forgotten
_PAIR = re.compile(r"\\(.)", re.DOTALL)
_PAIR_IN_PATH = re.compile(r"\\(\")")
_PATH = re.compile(r"(?:[A-Za-z]:|\.{1,2}|\\)\\[\w. ]", re.ASCII)  # of Windows, whose backslashes escape nothing


@dataclass(frozen=True, slots=True)
class Parameters:
    """A structured header: its main value in lower case and its parameters by lower-case name, decoded."""

    value: str = ""
    items: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """The parameter of that lower-case name, or an empty string."""
        return self.items.get(name, "")


NOTHING = Parameters()


def parse_parameters(header: str, hint: str = "") -> Parameters:
    """A Content-Type or Content-Disposition (folded latin-1 text) taken apart."""
    if not header:
        return NOTHING
    match = _SIMPLE.match(header)
    if match is not None:
        text = match[3] if match[3] is not None else match[4]
        simple = text is None or (text.isascii() and text.isprintable() and "'" not in text)
        if simple:
            return Parameters(match[1].lower(), {} if match[2] is None else {match[2].lower(): text})
    header = unfold(header)
    if header.startswith("=?") and "/" in (whole := decode_words(header)):  # some encode the name's whole header
        header = whole.encode("utf_8", "replace").decode("latin-1")
    return _parse(header if "*0" in header and _is_cut_utf8(header) else shield(header, hint), hint)


def _is_cut_utf8(header: str) -> bool:
    """Whether the raw letters of a header are UTF-8, of which the end of a section may cut a letter in two."""
    raw = bytes(byte for byte in header.encode("latin-1", "replace") if byte > 0x7F)
    try:
        return bool(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _parse(header: str, hint: str) -> Parameters:
    value, start = _read_value(header)
    if "(" in value:
        value = _COMMENT.sub("", value)
    return Parameters(_NOISE.sub("", value).lower(), _decode_all(_read_sections(header, start), hint))


def _read_value(header: str) -> tuple[str, int]:
    """The main value and where the parameters begin, also where the semicolon between them is missing."""
    quoted = _QUOTED_VALUE.match(header)
    if quoted is not None:
        return quoted[1], quoted.end()
    head = _VALUE.match(header)
    value = head[0] if head else ""
    if "=" not in value:
        return value, len(value)
    word = _BARE_VALUE.match(value)
    return (word[1], word.end()) if word else ("", 0)


def _read_sections(header: str, start: int) -> dict[str, dict[tuple[bool, int], tuple[str, bool]]]:
    """By name: (has a star, section number) -> (text, is percent-encoded)."""
    found: dict[str, dict[tuple[bool, int], tuple[str, bool]]] = {}
    counted: set[str] = set()  # the parameters whose first section is "0"
    position, count = start, 0
    while count < MAX_PARAMETERS:
        match = _PARAMETER.match(header, position)
        if match is None:
            gap = _GAP.match(header, position)  # passed over whole, else a row of semicolons is read again for each
            skip = header.find(";", gap.end() if gap else position)
            if skip < 0:
                break
            position = skip + 1
            continue
        count += 1
        position = match.end()
        bare = match[3]
        if bare and (following := _find_next(match)) is not None:
            position = following
            bare = header[match.start(3) : following]
        section = _SECTION.match(_COMMENT.sub("", match[1]).lower())
        if section is None:
            continue
        sections = found.setdefault(section[1], {})
        first = sections.get((True, 0))
        text = _unescape(match[2], first) if match[2] is not None else _trim_bare(section[1], bare)
        numbered = section[2] is not None
        if section[2] == "0":
            counted.add(section[1])
        elif numbered and section[2].startswith("0") and section[1] in counted:
            continue  # no nought stands before a number (RFC 2231 7), but some count 00, 01
        key = (numbered or section[3] is not None, int(section[2]) if numbered else -1)
        sections.setdefault(key, (text, section[3] is not None))
    return found


def _find_next(match: re.Match[str]) -> int | None:
    """Where another parameter begins inside a bare value, its semicolon forgotten; a file name may say anything."""
    named = match[1].lower().startswith(("filename", "name"))
    following = (_NEXT_SECTION if named else _NEXT_PARAMETER).search(match[3])
    return None if following is None else match.start(3) + following.start()


def _unescape(text: str, first: tuple[str, bool] | None) -> str:
    """A quoted string's text (RFC 822 3.4.4); ``first`` is the section in which its path may have begun."""
    if "\\" not in text:
        return text
    path = _PATH.match(text if first is None else first[0])
    return (_PAIR if path is None else _PAIR_IN_PATH).sub(r"\1", text)


def _trim_bare(name: str, text: str) -> str:
    text = text.strip(WHITE)
    if text.startswith("("):
        text = _COMMENT.sub("", text).strip(WHITE) or text
    if name in _NAMES:  # single quotes are letters of a name, unless it has blanks or nothing in them
        return text.strip("'") if text[:1] == text[-1:] == "'" and (" " in text or not text.strip("'")) else text
    if text.endswith(")") and (start := text.rfind("(")) > 0:
        text = text[:start].rstrip()
    return re.split(r"[ \t(]", text, maxsplit=1)[0].strip("'") if name in {"charset", "format", "delsp"} else text


def _decode_all(found: dict[str, dict[tuple[bool, int], tuple[str, bool]]], hint: str) -> dict[str, str]:
    items = {
        name: _join_raw(sections) if name == "boundary" else _decode_one(sections, hint)
        for name, sections in found.items()
    }
    # Blanks that are a part of a file's name stay; one of blanks alone is none.
    return {name: text if name in _NAMES and text.strip() else text.strip() for name, text in items.items()}


def _join_raw(sections: dict[tuple[bool, int], tuple[str, bool]]) -> str:
    """A boundary is bytes, not text: nothing in it is ever an encoded word."""
    plain = sections.get((False, -1))
    if plain:
        return plain[0]
    pieces = [sections[key] for key in sorted(sections)]
    mark = _CHARSET_MARK.match(pieces[0][0]) if pieces[0][1] else None
    if mark is not None:
        pieces[0] = (pieces[0][0][mark.end() :], True)
    return "".join(
        unquote_to_bytes(text.encode("latin-1", "replace")).decode("latin-1") if encoded else text
        for text, encoded in pieces
    )


def _decode_one(sections: dict[tuple[bool, int], tuple[str, bool]], hint: str) -> str:
    """RFC 2231's form wins over the plain one, which is then only a fallback for old readers (RFC 6266 4.3)."""
    whole, plain = sections.get((True, -1)), sections.get((False, -1))
    if whole is not None:
        pieces = [whole]
    else:
        numbers = sorted(number for _, number in sections if number >= 0)
        # What stands behind a missing section is no part of the value any more.
        pieces = [sections[True, number] for place, number in enumerate(numbers) if number == numbers[0] + place]
    rest = whole is None and (True, 0) not in sections  # what lacks its first section is one
    if plain is not None and (rest or _is_broken(pieces[0][0])):
        return _decode_plain(plain[0], hint)
    return _decode_extended(pieces, hint)


def _is_broken(text: str) -> bool:
    """Whether a value that says UTF-8 is none; its writer's plain form is then better than a guess."""
    mark = _CHARSET_MARK.match(text)
    if mark is None or find_codec(mark[1]) != "utf_8":
        return False
    try:
        unquote_to_bytes(text[mark.end() :].encode("latin-1", "replace")).decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def _decode_plain(text: str, hint: str) -> str:
    mark = _CHARSET_MARK.match(text)
    if mark is not None and mark[1] and "%" in text and find_codec(mark[1]):
        return _decode_extended([(text, True)], hint)
    return decode_words(text, hint)


def _decode_extended(pieces: list[tuple[str, bool]], hint: str) -> str:
    charset, pieces, percent = _find_charset(pieces)
    if not percent:
        return decode_words("".join(text for text, _ in pieces), hint)
    marked = ((text, encoded or _all_percent(text, charset)) for text, encoded in pieces)
    if any(SHIELD in text for text, _ in pieces):  # raw letters beside encoded ones: each by its own rules
        return tidy("".join(_decode_alone(text, encoded, charset, hint) for text, encoded in marked))
    runs = [(encoded, _unquote_run(run, encoded)) for encoded, run in groupby(marked, itemgetter(1))]
    if all(encoded or run.isascii() for encoded, run in runs) or find_codec(charset) == "utf_8":
        text = decode(b"".join(run for _, run in runs), charset, hint)
    else:  # the charset is that of the encoded sections, not of letters that were left raw
        text = "".join(decode(run, charset if encoded else "", hint) for encoded, run in runs)
    return decode_words(text, hint) if "=?" in text and text.isascii() else tidy(text)


def _find_charset(pieces: list[tuple[str, bool]]) -> tuple[str, list[tuple[str, bool]], bool]:
    """The charset that a section names, the sections without its mark, and whether any of them is encoded."""
    first, starred = pieces[0]
    percent = any(encoded for _, encoded in pieces)
    mark = _CHARSET_MARK.match(first) or (_HALF_MARK.match(first) if starred else None)
    if mark is not None and (starred or find_codec(mark[1]) or (percent and mark[1].lower() == "us-ascii")):
        rest = _without_mark(pieces[1:], mark[0] if mark[1] else "")
        return mark[1], [(first[mark.end() :], True), *rest], True
    if percent and not starred:
        return *_find_later_mark(pieces), True
    return "", pieces, percent


def _unquote_run(run: Iterator[tuple[str, bool]], encoded: bool) -> bytes:
    """Sections of one kind as bytes; an escape may be cut in two by the end of a section."""
    joined = "".join(text for text, _ in run).encode("latin-1", "replace")
    return unquote_to_bytes(joined) if encoded else joined


def _decode_alone(text: str, encoded: bool, charset: str, hint: str) -> str:
    if encoded and SHIELD not in text:
        return decode(unquote_to_bytes(text.encode("latin-1", "replace")), charset, hint)
    return decode_words(text, hint)


def _without_mark(pieces: list[tuple[str, bool]], mark: str) -> list[tuple[str, bool]]:
    """Later sections without the charset's mark, which belongs to the first alone but is repeated by some writers."""
    if not mark.endswith("''"):
        return pieces
    return [(text[len(mark) :] if coded and text.startswith(mark) else text, coded) for text, coded in pieces]


def _find_later_mark(pieces: list[tuple[str, bool]]) -> tuple[str, list[tuple[str, bool]]]:
    """The charset where only the first encoded section, which isn't the first of all, names it."""
    index = next(index for index, (_, coded) in enumerate(pieces) if coded)
    text = pieces[index][0]
    mark = _CHARSET_MARK.match(text)
    if mark is None or not (find_codec(mark[1]) or mark[1].lower() == "us-ascii"):
        return "", pieces
    return mark[1], [*pieces[:index], (text[mark.end() :], True), *pieces[index + 1 :]]


def _all_percent(text: str, charset: str) -> bool:
    """A later section without its star that is percent-encoded all the same (seen from webmailers)."""
    return bool(charset) and re.fullmatch(r"(?:[\w.-]*%[0-9A-Fa-f]{2})+[\w.-]*", text, re.ASCII) is not None
