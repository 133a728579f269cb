"""Bytes with a charset's name, right or wrong, to text. Never raises."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from functools import partial

from imapdesk.mime.charsets.accidents import is_accident
from imapdesk.mime.charsets.guess import CYRILLIC_CODECS, guess_charset, guess_cyrillic
from imapdesk.mime.charsets.iso2022 import decode_iso2022_cn, decode_iso2022_jp
from imapdesk.mime.charsets.labels import GUESS, find_codec

_SUPERSETS = {
    "cp950": ("cp950", "big5hkscs"),
    "big5hkscs": ("big5hkscs", "cp950"),
    "euc_jp": ("euc_jp", "euc_jis_2004"),
    "cp932": ("cp932", "shift_jis_2004"),
    "iso8859_8": ("iso8859_8", "cp1255"),
    "iso8859_6": ("iso8859_6", "cp1256"),
    "iso8859_7": ("iso8859_7", "cp1253"),
    "cp1254": ("cp1254", "cp1252"),
}
_MULTIBYTE = frozenset(
    {"gb18030", "cp950", "big5hkscs", "cp949", "cp932", "euc_jp", "euc_tw", "hz", "iso2022_jp", "iso2022_kr"}
)
_SEVEN_BIT = frozenset({"utf_7", "utf_16", "utf_16_le", "utf_16_be", "utf_32", "hz", "iso2022_kr", "iso2022_cn"})
_C1_HOMES = {"iso8859_2": "cp1250", "iso8859_5": "cp1251", "iso8859_15": "cp1252", "iso8859_7": "cp1253",
             "iso8859_8": "cp1255", "iso8859_6": "cp1256", "iso8859_13": "cp1257", "iso8859_4": "cp1257",
             "iso8859_3": "cp1252", "iso8859_10": "cp1252", "iso8859_14": "cp1252", "iso8859_16": "cp1250"}  # fmt: skip
_UTF8_LABELS = frozenset({"utf-8", "UTF-8"})  # what nearly all mail says, so it is asked first
_UTF8_RUN = re.compile(rb"(?:[\xC2-\xDF][\x80-\xBF]|[\xE0-\xEF][\x80-\xBF]{2}|[\xF0-\xF4][\x80-\xBF]{3})+")
_PUNCTUATION = re.compile(rb"\xE2[\x80-\x84][\x80-\xBF]")  # quotes, dashes, dots, the euro, the trade mark
_NEVER_PUNCTUATED_SO = frozenset({  # where those bytes are a letter with two signs, or an ideograph that nobody writes
    *_C1_HOMES, "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1257", "koi8_r", "koi8_u", "gb18030", "cp932",
})  # fmt: skip
_ACCIDENT = 6  # pairs of bytes: East Asian text of another charset is whole UTF-8 by accident no longer than that
_MAX_SAMPLE = 500_000  # bytes
_MOSTLY = 0.8  # of the bytes beyond ASCII
_CERTAIN = 10  # bytes
_HIGH = re.compile(rb"[\x80-\xff]+")
# Half a character; in a Western charset it would be a capital behind a small letter, which no word has.
_LOST_TAIL = re.compile(rb"(?<=[a-z])[\xC2-\xD6\xD8-\xDE]")
_CUT_TAIL = re.compile(rb"(?:[\xC2-\xDF]|[\xE0-\xEF][\x80-\xBF]?|[\xF0-\xF4][\x80-\xBF]{0,2})\Z")
_ESCAPES = re.compile(rb"\x1b(?:\$[@AB]|\$\(|\([BJI])")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MARKED = 400  # bytes in which UTF-16 of any language has a NUL: a blank or a line end
_NUL_PAIR = re.compile(rb"[\x09\x0a\x0d\x20-\x7e]\x00")


def decode(data: bytes, label: str = "", hint: str = "") -> str:
    """``data`` as text: by its label if that fits, else by what it looks like. ``hint`` is another label to try."""
    if data.isascii() and b"\x1b" not in data and (not label or data_is_plain(data, label)):
        return data.decode("ascii")
    if label in _UTF8_LABELS:
        text = _try(data, "utf_8")
        if text is not None:
            return text
    return decode_labelled(data, label, hint)[0]


def data_is_plain(data: bytes, label: str) -> bool:
    """Whether ASCII bytes mean themselves under this label (not so in UTF-7, UTF-16, HZ and ISO-2022)."""
    codec = find_codec(label)
    return codec not in _SEVEN_BIT


def decode_labelled(data: bytes, label: str, hint: str = "") -> tuple[str, bool]:
    """Text, and whether the charset had to be guessed against or without its label."""
    codec = find_codec(label)
    if codec is None or codec == GUESS:
        return _decode_unlabelled(data, hint), codec is None or not data.isascii()
    codec = _correct(data, codec)
    text = _decode_strictly(data, codec)
    if text is not None:
        return text, False
    return _decode_mislabelled(data, codec, hint), True


def _correct(data: bytes, codec: str) -> str:
    """The codec that the bytes themselves name, by a mark in front or by escapes that no other charset has."""
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf_8"
    if data[:2] in _WIDE_MARKS and b"\x00" in data[:_MARKED]:
        return "utf_16"
    if codec in {"utf_8", "cp1252"} and b"\x1b" in data and data.isascii() and _ESCAPES.search(data):
        return "iso2022_jp"
    return codec


def _decode_strictly(data: bytes, codec: str) -> str | None:
    """``data`` in that charset; None where it can't be or where it must be UTF-8."""
    own = _OWN_WAYS.get(codec)
    if own is not None:
        return own(data)
    if _is_utf8_text(data, _ACCIDENT if codec in _MULTIBYTE else 2):
        return None
    if codec in _NEVER_PUNCTUATED_SO and _PUNCTUATION.search(data) is not None and _is_utf8_text(data, 1):
        return None
    for superset in _SUPERSETS.get(codec, (codec,)):
        text = _try(data, superset)
        if text is not None:
            return _mend_c1(text, codec)
    return None


def _decode_western(data: bytes) -> str | None:
    return None if _is_utf8_text(data, 1) else data.decode("cp1252", "c1")  # "Ã©" is never meant


def _decode_latin9(data: bytes) -> str | None:
    return None if _is_utf8_text(data, 1) else _mend_c1(data.decode("iso8859_15"), "iso8859_15")


def _decode_japanese(data: bytes) -> str | None:
    return decode_iso2022_jp(data) if data.isascii() else None


def _decode_utf32(data: bytes) -> str | None:
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return _try(data, "utf_32")
    return _try(data, "utf_32_be") or _try(data, "utf_32_le")


def _decode_mislabelled(data: bytes, codec: str, hint: str) -> str:
    if codec == "utf_8":
        return _decode_damaged_utf8(data, hint)
    text = _try(data, "utf_8")
    if text is not None and not data.isascii():
        return text
    if codec in {"iso2022_jp", "iso2022_jp_ext"}:
        guessed = None if _ESCAPES.search(data) else guess_charset(data, hint)
        return decode_iso2022_jp(data) if guessed is None else data.decode(guessed, "replace")
    if codec == "utf_7":
        return _mend_halves(data.decode("utf_7", "replace")) if data.isascii() else _decode_unlabelled(data, hint)
    text = data.decode(codec, "replace")
    if text.count("\ufffd") * 10 <= len(text):
        return text
    guessed = data.decode(guess_charset(data, hint), "replace")
    return guessed if guessed.count("\ufffd") < text.count("\ufffd") else text


def _decode_damaged_utf8(data: bytes, hint: str) -> str:
    """What says that it is UTF-8 and isn't: cut, with lost bytes, of halves, or something else altogether."""
    tail = _CUT_TAIL.search(data)
    cut = tail is not None and (len(tail[0]) > 1 or tail[0] == b"\xf0")  # F0 begins any emoji, and ends no word
    if tail is not None and cut and _try(data[: tail.start()], "utf_8") is not None:
        return data.decode("utf_8", "replace")  # cut inside its last character
    if _try(_LOST_TAIL.sub(b"", data), "utf_8") is not None:
        return data.decode("utf_8", "replace")
    return _decode_surrogates(data) or _decode_broken_utf8(data, hint, enough=0.5)


def _decode_unlabelled(data: bytes, hint: str) -> str:
    if data[:2] in _WIDE_MARKS and len(data) > 3:
        return data.decode("utf_16", "replace")
    if data.isascii():
        return decode_iso2022_jp(data) if b"\x1b" in data and _ESCAPES.search(data) else data.decode("ascii")
    codec = (find_codec(hint) if hint else None) or GUESS
    text = _try(data.removeprefix(b"\xef\xbb\xbf"), "utf_8")
    if text is None:
        return _decode_hinted(data, codec)
    return data.decode("gb18030", "replace") if codec in {GUESS, "gb18030"} and is_accident(data, text) else text


def _decode_hinted(data: bytes, codec: str) -> str:
    """By the charset of the other texts of the message, unless these bytes say otherwise."""
    if codec in CYRILLIC_CODECS:
        codec = guess_cyrillic(data, codec)
    if codec not in {GUESS, "utf_8", "cp1252"} and (codec in _MULTIBYTE or not is_broken_utf8(data)):
        text = _try(data, codec)
        if text is not None:
            return text
    return _decode_broken_utf8(data, codec)


def is_broken_utf8(data: bytes) -> bool:
    """Whether these bytes are UTF-8 but for a few, and too many of them for an accident."""
    good, high = _count_utf8(data)
    return good >= max(_CERTAIN, high * _MOSTLY)


def _count_utf8(data: bytes) -> tuple[int, int]:
    """How many bytes stand in whole UTF-8 characters beyond ASCII, of how many beyond ASCII."""
    sample = _sample(data)
    return sum(map(len, _UTF8_RUN.findall(sample))), sum(map(len, _HIGH.findall(sample)))


def _decode_broken_utf8(data: bytes, hint: str, *, enough: float = _MOSTLY) -> str:
    """UTF-8 with some bad bytes keeps what is good; bytes of which not ``enough`` are UTF-8 are guessed."""
    good, high = _count_utf8(data)
    if good >= high * enough:
        return data.decode("utf_8", "replace")
    codec = guess_charset(data, hint)
    return data.decode(codec, "c1" if codec == "cp1252" else "replace")


def _decode_surrogates(data: bytes) -> str | None:
    """UTF-8 whose writer encoded each half of a UTF-16 pair (CESU-8, seen from old Java programs)."""
    if b"\xed\xa0" not in data and b"\xed\xb8" not in data and b"\xed\xa1" not in data:
        return None
    try:
        return data.decode("utf_8", "surrogatepass").encode("utf_16_le", "surrogatepass").decode("utf_16_le")
    except UnicodeError:
        return None


def _decode_utf16(data: bytes, codec: str) -> str | None:
    if codec == "utf_16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        # RFC 2781 4.3: big-endian without a mark, but Windows writes little-endian; the NULs tell.
        codec = "utf_16_le" if len(_NUL_PAIR.findall(data[:_MAX_SAMPLE])) * 4 > len(data[:_MAX_SAMPLE]) else "utf_16_be"
    if data.isascii() and b"\x00" not in data and len(data) > 2:
        return data.decode("ascii")  # a label that can't be true
    return (_try(data, codec) or _try(data[:-1], codec) or "").removeprefix("\ufeff") or None


def _is_utf8_text(data: bytes, at_least: int) -> bool:
    if data.isascii() or _try(data, "utf_8") is None:
        return False
    return sum(len(run) // 2 for run in _UTF8_RUN.findall(_sample(data))) >= at_least


def _sample(data: bytes) -> bytes:
    """The part that a verdict rests on, from the first byte that is no ASCII: a list of all would fill the memory."""
    if len(data) <= _MAX_SAMPLE:
        return data
    first = _HIGH.search(data)
    start = first.start() if first else 0
    return data[start : start + _MAX_SAMPLE]


def _try(data: bytes, codec: str) -> str | None:
    try:
        text = data.decode(codec)
    except (UnicodeError, ValueError, LookupError):
        return None
    return _mend_halves(text) if codec == "utf_7" else text


def _mend_halves(text: str) -> str:
    """Without halves of surrogate pairs, which UTF-7 can write and nothing can show or store."""
    return text.encode("utf_16_le", "surrogatepass").decode("utf_16_le", "replace")


def _mend_c1(text: str, codec: str) -> str:
    """The 32 control codes of ISO 8859 never occur in mail: the writer meant the Windows page's characters."""
    home = _C1_HOMES.get(codec)
    if home is None or not re.search("[\x80-\x9f]", text):
        return text
    table = {code: bytes([code]).decode(home, "replace") for code in range(0x80, 0xA0)}
    return text.translate(table)


def _keep_c1(error: UnicodeError) -> tuple[str, int]:
    """Error handler "c1": the five bytes that windows-1252 leaves out stand for themselves (WHATWG)."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin_1"), error.end
    raise error


codecs.register_error("c1", _keep_c1)

_OWN_WAYS: dict[str, Callable[[bytes], str | None]] = {
    "utf_8": partial(_try, codec="utf_8"),
    "cp1252": _decode_western,
    "iso8859_15": _decode_latin9,
    "iso2022_cn": decode_iso2022_cn,
    "iso2022_jp": _decode_japanese,
    "iso2022_jp_ext": _decode_japanese,
    "utf_16": partial(_decode_utf16, codec="utf_16"),
    "utf_16_le": partial(_decode_utf16, codec="utf_16_le"),
    "utf_16_be": partial(_decode_utf16, codec="utf_16_be"),
    "utf_32": _decode_utf32,
}
