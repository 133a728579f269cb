"""Raw bytes to a described message: the one entry of this room. Linear in the size, bounded, never an exception."""

from __future__ import annotations

import logging
import re

from imapdesk.mail import Address
from imapdesk.mime.charsets.decoding import decode_labelled
from imapdesk.mime.charsets.hints import find_hint
from imapdesk.mime.charsets.labels import find_codec
from imapdesk.mime.flowed import unflow
from imapdesk.mime.headers.addresses import parse_addresses
from imapdesk.mime.headers.dates import parse_date
from imapdesk.mime.headers.fields import Head
from imapdesk.mime.headers.ids import make_id, read_id, read_ids
from imapdesk.mime.headers.params import Parameters, parse_parameters
from imapdesk.mime.headers.words import decode_words, is_utf8, unfold
from imapdesk.mime.limits import MAX_FLOWED_CHARS, MAX_REPEATS, MAX_TEXT_BYTES
from imapdesk.mime.message import Attachment, DescribedMessage
from imapdesk.mime.pieces import Body, find_pieces
from imapdesk.mime.structure.bodies import Chosen, choose_bodies, find_name, read_disposition
from imapdesk.mime.structure.embedded import Block, decode_yenc, take_blocks
from imapdesk.mime.structure.transfer import decode_quoted_printable, decode_transfer, measure
from imapdesk.mime.structure.tree import INHERITED, Part
from imapdesk.mime.structure.unpacking import read_tree

_META = re.compile(rb"<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BARE_NAME = re.compile(r"[\w][\w -]{0,99}\.\w{1,10}", re.ASCII)
_ID_MARKS = re.compile(r"[<>\s]")
_ENRICHED = re.compile(r"<<|<[^<>]{1,60}>")  # RFC 1896: a doubled bracket stands for itself
_SHOWN = ("subject", "from", "to", "cc", "reply-to")
_PROSE_SAMPLE = 4_000  # bytes
_BETWEEN_WORDS = re.compile(rb"[^\s] +(?=[^\s])")
_NOISE = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_ONLY_WORDS = re.compile(rb"[A-Za-z\s]{40,}+")  # long base64 without a single figure or sign is no base64
_WORD_LENGTH = 25  # a blank for so many letters: prose, and no base64
_MAX_TIDIED = 1_000_000  # bytes of a multipart without parts whose end boundary is taken out
_log = logging.getLogger(__name__)


def describe_message(raw: bytes | bytearray | memoryview) -> DescribedMessage:
    """Everything a person sees of an RFC 5322 message. What can't be read is named in ``problems``.

    Raises:
        TypeError: it isn't bytes; no bytes raise anything.
    """
    if not isinstance(raw, bytes):
        raw = bytes(memoryview(raw))
    try:
        return describe_strictly(raw)
    except Exception:  # the promise of this room; the fuzz target calls `describe_strictly`, where a bug shows
        _log.exception("A message could not be described")
        return DescribedMessage(message_id=make_id(raw), problems=["The message could not be read."])


def describe_strictly(raw: bytes) -> DescribedMessage:
    """`describe_message` without its safety net."""
    source = _mend_line_ends(_narrow(bytes(raw)))
    raw, root, problems = read_tree(source)
    chosen = choose_bodies(root)
    head = root.head
    hint = _find_hint(raw, head, chosen)
    texts, attachments = _read_texts(raw, chosen, hint, problems)
    htmls = _read_htmls(raw, chosen, hint, problems)
    attachments += [_make_attachment(raw, *item, hint, fork=id(item[0]) in chosen.forks) for item in chosen.attached]
    date = unfold(head.first("date"))
    moment = parse_date(date)
    if date and moment is None:
        problems.append("The date could not be read.")
    return DescribedMessage(
        subject=decode_words(unfold(head.first("subject")), hint),
        from_=_read_people(head, "from", hint, problems, first_only=True),
        to=_read_people(head, "to", hint, problems),
        cc=_read_people(head, "cc", hint, problems),
        bcc=_read_people(head, "bcc", hint, problems),
        reply_to=_read_people(head, "reply-to", hint, problems, first_only=True),
        date=moment,
        message_id=read_id(head.first("message-id")) or make_id(source),
        references=read_ids(" ".join(head.all("references")[:MAX_REPEATS])),
        text=_join([text for _, text in texts]),
        html=_join([html for _, html in htmls]),
        attachments=attachments,
        problems=problems,
        in_reply_to=read_ids(" ".join(head.all("in-reply-to")[:MAX_REPEATS])),
        sender=_read_people(head, "sender", hint, problems, first_only=True),
        calendar=next((item.text() for item in attachments if item.type == "text/calendar"), ""),
        pieces=find_pieces(texts, htmls, chosen.forms),
        opened=chosen.opened,
    )


def _narrow(raw: bytes) -> bytes:
    """A message that an editor saved as UTF-16, in UTF-8."""
    if raw[:2] not in (b"\xff\xfe", b"\xfe\xff") or len(raw) > MAX_TEXT_BYTES or b"\x00" not in raw[:200]:
        return raw
    return raw.decode("utf_16", "replace").encode("utf_8", "replace")


def _mend_line_ends(raw: bytes) -> bytes:
    """Mail of old Macs ends its lines with CR alone, that of Acorns with LF CR; the rest of this room knows only LF."""
    first = raw.find(b"\n", 0, 4_000)
    if raw[first + 1 : first + 2] == b"\r" and raw[first + 2 : first + 3] != b"\n" and raw[first - 1 : first] != b"\r":
        return raw.replace(b"\n\r", b"\n")
    if raw.find(b"\r", 0, 4_000) < 0 or b"\n" in raw[:4_000]:
        return raw
    return raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _find_hint(raw: bytes, head: Head, chosen: Chosen) -> str:
    """The charset that raw bytes in a header may be in."""
    parts = (*chosen.text, *chosen.html)
    label = next((charset for part in parts if find_codec(charset := part.content.get("charset"))), "")
    text = raw[parts[0].body : parts[0].end] if parts and not label else b""
    return find_hint(map(head.first, _SHOWN), label, text)


def _read_people(head: Head, name: str, hint: str, problems: list[str], *, first_only: bool = False) -> list[Address]:
    values = head.all(name)
    if not values:
        return []
    if first_only or len(values) == 1:
        return parse_addresses(head.first(name), hint, problems)
    return [address for value in values[:MAX_REPEATS] for address in parse_addresses(value, hint, problems)]


def _read_texts(raw: bytes, chosen: Chosen, hint: str, problems: list[str]) -> tuple[list[Body], list[Attachment]]:
    texts: list[Body] = []
    attachments: list[Attachment] = []
    for part in chosen.text:
        data, blocks = take_blocks(source := _decode_body(raw, part, problems))
        if b"\x00" in data and (disposition := _find_file(part)) is not None:
            chosen.attached.append((part, disposition, False))
            continue
        attachments.extend(_make_embedded(source, block) for block in blocks)
        content = _read_meta(data, part.content) if data.lstrip().startswith(b"<") else part.content
        text = _decode_text(data, content, hint, problems)
        if part.type in {"text/enriched", "text/richtext"}:
            text = _ENRICHED.sub(lambda tag: "<" if tag[0] == "<<" else "", text)
        if part.content.get("format").lower() == "flowed" and len(text) <= MAX_FLOWED_CHARS:
            text = unflow(text, delsp=part.content.get("delsp").lower() == "yes")
        texts.append((part, text))
    return texts, attachments


def _find_file(part: Part) -> Parameters | None:
    """What a text part's disposition says if it has a file's name: with NUL in it, it is no text but that file."""
    disposition = read_disposition(part)
    wide = (find_codec(part.content.get("charset")) or "").startswith(("utf_16", "utf_32"))
    return disposition if find_name(part.content, disposition) and not wide else None


def _read_htmls(raw: bytes, chosen: Chosen, hint: str, problems: list[str]) -> list[Body]:
    htmls: list[Body] = []
    for part in chosen.html:
        data = _decode_body(raw, part, problems)
        htmls.append((part, _decode_text(data, _read_meta(data, part.content), hint, problems)))
    return htmls


def _read_meta(data: bytes, content: Parameters) -> Parameters:
    """What a page says of its charset itself, where its headers don't."""
    if find_codec(content.get("charset")):
        return content
    meta = _META.search(data[:4_000])
    codec = "" if meta is None else find_codec(meta[1].decode("ascii", "replace")) or ""
    if not codec or codec.startswith("utf_16"):  # a page that says UTF-16 in letters one can read is not UTF-16
        return content
    return Parameters(content.value, {**content.items, "charset": codec})


def _decode_body(raw: bytes, part: Part, problems: list[str]) -> bytes:
    data = raw[part.body : part.end]
    encoding = "" if part.is_multipart else part.encoding
    if encoding == "base64" and _is_prose(data[:_PROSE_SAMPLE], part.content.get("charset")):
        problems.append("A text was not encoded as it says.")
    else:
        flowed = encoding == "quoted-printable" and part.content.get("format").lower() == "flowed"
        data = decode_quoted_printable(data, flowed=True) if flowed else decode_transfer(data, encoding)
    if part.is_multipart and len(data) < _MAX_TIDIED and (boundary := part.content.get("boundary")):
        ending = f"--{boundary}--".encode("latin-1", "replace")  # of parts that never came
        if ending in data:
            data = b"\n".join(line for line in data.split(b"\n") if line.strip() != ending)
    if len(data) > MAX_TEXT_BYTES:
        problems.append("The text was too long and was cut.")
        return data[:MAX_TEXT_BYTES]
    return data


def _is_prose(data: bytes, charset: str) -> bool:
    """Whether text claims to be base64 and is not: it has words, and decoding makes noise of them."""
    if len(_BETWEEN_WORDS.findall(data)) * _WORD_LENGTH < len(data):
        return False
    decoded = decode_transfer(data, "base64")
    if _NOISE.search(decoded) is not None:
        return True
    if decoded.isascii():
        return False
    if len(data) < _PROSE_SAMPLE and (find_codec(charset) or "utf_8") == "utf_8" and not is_utf8(decoded):
        return True  # a few words make no control characters, but hardly ever letters
    return _ONLY_WORDS.fullmatch(data) is not None


def _decode_text(data: bytes, content: Parameters, hint: str, problems: list[str]) -> str:
    """``hint`` is the charset of the other texts, which come from the same program."""
    label = content.get("charset") or content.get(INHERITED)
    if data.isascii() and b"\x1b" not in data and not label:
        text = data.decode("ascii")
    else:
        text, guessed = decode_labelled(data, label, hint)
        if guessed:
            problems.append("The charset of a text was missing or wrong and was guessed.")
    if "\r" in text:
        if "\r\r\n" in text:
            text = text.replace("\r\r\n", "\n")  # a line end that was converted twice
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\x00", "").removeprefix("\ufeff")


def _join(texts: list[str]) -> str:
    texts = [text for text in texts if text.strip()] if len(texts) > 1 else texts
    if len(texts) < 2:
        return texts[0] if texts else ""
    return "".join(
        text if text.endswith("\n") or index == len(texts) - 1 else f"{text}\n" for index, text in enumerate(texts)
    )


def _make_embedded(source: bytes, block: Block) -> Attachment:
    data = source[block.start : block.end]
    size = len(decode_yenc(data) if block.encoding == "yenc" else decode_transfer(data, block.encoding))
    name = decode_words(block.name.decode("latin-1"))
    return Attachment(
        name, "application/octet-stream", size, "", False, "", source, (block.start, block.end), block.encoding
    )


def _find_place(part: Part) -> str:
    """Content-Location, where it is a bare file name and no address (RFC 2557 4.2)."""
    place = part.head.first("content-location").strip().strip('"')
    return place if _BARE_NAME.fullmatch(place) else ""


def _make_attachment(
    raw: bytes, part: Part, disposition: Parameters, in_related: bool, hint: str, *, fork: bool
) -> Attachment:
    content = part.content
    if hint and not part.head.first("content-type").isascii():
        content = parse_parameters(part.head.first("content-type"), hint)
    if hint and not all(map(str.isascii, part.head.all("content-disposition"))):
        disposition = read_disposition(part, hint)
    content_id = _ID_MARKS.sub("", decode_words(part.head.first("content-id")))
    encoding = "" if part.is_multipart else part.encoding
    return Attachment(
        find_name(content, disposition) or _find_place(part),
        part.type,
        measure(raw, part.body, part.end, encoding),
        content_id,
        disposition.value == "inline"
        or (disposition.value != "attachment" and in_related and (bool(content_id) or part.type.startswith("image/"))),
        content.get("charset"),
        raw,
        (part.body, part.end),
        encoding,
        fork,
    )
