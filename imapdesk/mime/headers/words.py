"""Header text for people: RFC 2047 encoded words as they are really sent, and raw bytes in any charset.

Values come in as latin-1 text, one character a byte, unfolded. Real encoded words are split inside a character, hold
blanks, stand in quotes and touch their neighbours; each of these is read the way its writer meant it.
"""

from __future__ import annotations

import binascii
import re

from imapdesk.mime.charsets.decoding import decode
from imapdesk.mime.charsets.labels import find_codec

# Each turn of what repeats in an atomic group costs some 400 bytes until the group ends, so a turn takes a whole run.
MAX_TURNS = 100_000
QUOTED = rf'"[^"\\]*+(?>(?:\\.[^"\\]*+){{0,{MAX_TURNS}}})"'
ENCODED_WORD = re.compile(
    r"=\?[ ]?([^?=\s]{0,60})[ ]?\?[ ]?([bBqQ])[ ]?\?"
    r"([^?=]*+(?>(?:(?:=+(?!\?(?!=|\Z))|\?+(?!=|\Z))[^?=]*+)*))(?:\?=|\?\Z)",
    re.ASCII,
)
_NEXT_WORD = re.compile(r"[ \t]*+" + ENCODED_WORD.pattern, re.ASCII)
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_CUT_PAIR = re.compile(rb"=(?: ([0-9A-Fa-f])|([0-9A-Fa-f]) )(?=[0-9A-Fa-f])")  # a fold in the middle of "=C3"
_ESCAPE = re.compile(r"=[0-9A-Fa-f]{2}")
# A fold between two bytes of one letter of UTF-8.
_CUT_LETTER = re.compile(rb"(=[C-Fc-f][0-9A-Fa-f](?:=[89ABab][0-9A-Fa-f])?) +(?==[89ABab][0-9A-Fa-f])")
_CUT_ESCAPE = re.compile(r"=[0-9A-Fa-f]?\Z")
_CONTROLS = re.compile("[\x00-\x1f\x7f]+")
_BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
_NOT_BASE64 = bytes(byte for byte in range(256) if byte not in _BASE64)
_NOT_URL_BASE64 = bytes(byte for byte in _NOT_BASE64 if byte not in b"-_")
_FROM_URL = bytes.maketrans(b"-_", b"+/")  # RFC 4648 5: the alphabet of addresses, which some programs take for mail
SHIELD = "=?utf-8*raw?B?"  # RFC 2231 5 allows a language in this place; this one marks our own words
# Blanks beside an encoded word vanish when it is decoded, so those that count go inside.
_FOREIGN = re.compile(r"(?:(?<=\?=) +)?[^\x00-\x7f]+(?: +[^\x00-\x7f]+)*(?: +(?==\?))?")
_MAX_RUNS = 20_000  # pieces of base64 with padding between them
WHITE = " \t\r\n\f\v"  # raw text also has the bytes 85 and A0, which `str.strip` takes for blanks
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def unfold(value: str) -> str:
    """A header value on one line (RFC 5322 2.2.3); each fold becomes one blank."""
    if "\n" not in value and "\r" not in value:
        return value.strip(WHITE)
    lines = value.replace("\r", "\n").split("\n")
    return " ".join(line for line in (line.strip(WHITE) for line in lines) if line)


def decode_words(value: str, hint: str = "") -> str:
    """The text of an unfolded latin-1 ``value`` for people, on one line; ``hint`` is a charset label of the message.

    Blanks at either end stay where they were encoded: they were meant.
    """
    if value.isascii() and "=?" not in value and "\x1b" not in value:
        return value if value.isprintable() else tidy(value)
    if "=?" not in value:
        return tidy(_decode_plain(value, hint)).strip()
    text = _join_pieces(_decode_pieces(value, hint))
    if text.startswith("=?") and text.endswith("?=") and text.isascii() and not ENCODED_WORD.sub("", text).strip():
        return _join_pieces(_decode_pieces(text, hint))  # encoded twice, as some gateways to phones do
    return text


def _join_pieces(pieces: list[str]) -> str:
    text = tidy("".join(pieces))
    if not pieces[0]:
        text = text.lstrip()  # a blank behind a word that is empty was encoded by nobody
    text = text if pieces[-1] else text.rstrip()
    return text if text.strip() else ""


def tidy(text: str) -> str:
    """One line without control characters: line ends and tabs become a blank, NUL and the like vanish."""
    if text.isprintable():
        return text
    return _CONTROLS.sub(lambda run: " " if run[0].strip("\x00\x01\x02\x08\x1b\x7f") else "", text)


def shield(value: str, hint: str = "") -> str:
    """A raw header with its 8-bit and ISO-2022 runs as encoded words, so that it can be taken apart by its punctuation.

    The second byte of a Shift_JIS, Big5 or GBK character may be a backslash or a bracket, and ISO-2022-JP is made of
    them; whoever splits such bytes at commas and quotes splits characters.
    """
    if "\x1b" not in value and value.isascii():
        return value
    if "=?" in value:
        value = ENCODED_WORD.sub(_escape_rest, value)
    return _FOREIGN.sub(_to_word, decode(value.encode("latin-1", "replace"), "", hint))


def _escape_rest(word: re.Match[str]) -> str:
    """An encoded word whose writer left its letters as they were: =?iso-8859-1?Q?K\xf6ln?="""
    if word[0].isascii() or word[2] not in "qQ":
        return word[0]
    return "".join(letter if letter.isascii() else f"={ord(letter):02X}" for letter in word[0])


def _to_word(run: re.Match[str]) -> str:
    payload = binascii.b2a_base64(run[0].encode("utf-8", "replace"), newline=False).decode("ascii")
    return f"{SHIELD}{payload}?="


def _decode_pieces(value: str, hint: str) -> list[str]:
    whole = ENCODED_WORD.fullmatch(value)
    if whole is not None:
        return [decode(_decode_payload(whole[2], whole[3], whole[1]), whole[1], hint)]
    pieces: list[str] = []
    run: list[tuple[str, bytes]] = []  # neighbouring words, decoded together where their charset is the same
    position = 0
    rest = ""  # of an escape that goes on in the next word
    for match in ENCODED_WORD.finditer(value):
        between = value[position : match.start()]
        if between and not (run and not between.strip(WHITE)):
            pieces.extend(_decode_run(run, hint))
            run, rest = [], ""
            pieces.append(_decode_plain(between, hint))
        text, rest = rest + match[3], ""
        if match[2] in "bB":
            if len(text) % 4 and "=" not in text and _makes_whole(value, match, len(text)):
                text, rest = "", text
        elif (cut := _CUT_ESCAPE.search(text)) and _goes_on(value, match, text):
            text, rest = text[: cut.start()], cut[0]
        run.append((match[1], _decode_payload(match[2], text, match[1])))
        position = match.end()
    pieces.extend(_decode_run(run, hint))
    if position < len(value):
        pieces.append(_decode_plain(value[position:], hint))
    return pieces


def _goes_on(value: str, match: re.Match[str], text: str) -> bool:
    """Whether the word behind this one begins with what its last escape lacks."""
    following = _find_next(value, match)
    return following is not None and _ESCAPE.match(text[text.rindex("=") :] + following[3]) is not None


def _makes_whole(value: str, match: re.Match[str], length: int) -> bool:
    """Whether base64 of that length was cut inside a group of four, the rest of which begins the word behind it."""
    following = _find_next(value, match)
    return following is not None and (length + len(following[3])) % 4 == 0


def _find_next(value: str, match: re.Match[str]) -> re.Match[str] | None:
    """The word behind this one if it has the same charset and encoding."""
    following = _NEXT_WORD.match(value, match.end())
    if following is None or following[2].lower() != match[2].lower() or following[1].lower() != match[1].lower():
        return None
    return following


def _decode_run(run: list[tuple[str, bytes]], hint: str) -> list[str]:
    if len(run) < 2:
        return [decode(payload, label, hint) for label, payload in run]
    pieces: list[str] = []
    index = 0
    while index < len(run):
        label = run[index][0]
        end = index + 1
        while end < len(run) and run[end][0].lower() == label.lower():
            end += 1
        pieces.append(_decode_same([payload for _, payload in run[index:end]], label, hint))
        index = end
    return pieces


def _decode_same(payloads: list[bytes], label: str, hint: str) -> str:
    codec = find_codec(label)
    marked = codec == "utf_16" and any(payload.startswith(_WIDE_MARKS) for payload in payloads[1:])
    if len(payloads) == 1 or codec == "utf_7" or marked:  # each word stands for itself
        return "".join(decode(payload, label, hint) for payload in payloads)
    return decode(b"".join(payloads), label, hint)


def _decode_payload(encoding: str, text: str, label: str) -> bytes:
    raw = text.encode("latin-1")
    if encoding in "bB":
        return b"" if raw.startswith(b"=") else decode_base64(raw)  # padding in front: noise against filters
    if b" " in raw:
        raw = _CUT_PAIR.sub(rb"=\1\2", raw)
        raw = _CUT_LETTER.sub(rb"\1", raw) if "utf" in label.lower() else raw
    if raw.endswith(b"=") and b"=" in raw[:-1]:
        raw = raw[:-1]  # of a pair that was cut off, or of a soft line break
    if b"==" not in raw and not raw.endswith(b"="):
        return binascii.a2b_qp(raw, header=True)
    return _HEX.sub(lambda pair: bytes.fromhex(pair[1].decode("ascii")), raw.replace(b"_", b" "))


def decode_base64(raw: bytes) -> bytes:
    """Base64 with whatever is not of its alphabet left out, its padding mended, and several runs one after another."""
    try:
        return binascii.a2b_base64(raw, strict_mode=True)
    except binascii.Error:
        cleaned = raw.translate(None, _NOT_BASE64)
    if len(cleaned) % 4 and (b"-" in raw or b"_" in raw):
        other = raw.translate(_FROM_URL, _NOT_URL_BASE64)
        cleaned = cleaned if len(other) % 4 else other
    if cleaned.count(b"=") > _MAX_RUNS:
        cleaned = cleaned.replace(b"=", b"")
    runs = [run for run in cleaned.split(b"=") if run]
    # What follows the padding is another run only if it is whole; a few letters are junk.
    if len(runs) > 1 and len(runs[-1]) < 4 and not cleaned.endswith(b"="):
        runs.pop()
    decoded = list(map(_decode_unpadded, runs))
    if len(runs) > 1 and _is_word_behind(raw, runs[-1]) and not is_utf8(decoded[-1]):
        before = b"".join(decoded[:-1])
        return before if is_utf8(before) else before + decoded[-1]
    return b"".join(decoded)


def _is_word_behind(raw: bytes, run: bytes) -> bool:
    """Whether the last run stands, without padding of its own, right behind the padding of what ended before it."""
    return raw.rstrip().endswith(b"=" + run)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are whole UTF-8; ASCII is."""
    try:
        data.decode("utf_8")
    except UnicodeDecodeError:
        return False
    return True


def _decode_unpadded(run: bytes) -> bytes:
    excess = len(run) % 4
    if excess == 1:
        run = run[:-1]
        excess = 0
    return binascii.a2b_base64(run + b"==="[: (4 - excess) % 4])


def _decode_plain(value: str, hint: str) -> str:
    if value.isascii() and "\x1b" not in value:
        return value
    return decode(value.encode("latin-1", "replace"), "", hint)
