"""Where a link really leads, and whether its text says otherwise. Pure: nothing is resolved or fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from html import escape
from itertools import islice
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from imapdesk.mime.text import find_scripts, has_bidi
from imapdesk.mime.trust.claims import find_claimed_addresses, find_claimed_hosts
from imapdesk.mime.trust.hosts import decode_host, encode_host, is_number, is_same_site, normal_host, site_of

_URL = re.compile(
    r"\b(?:https?://|www\.)[^\s<>\"'`{}|\\^\[\]]{2,2000}|\bmailto:[^\s<>\"']{3,500}"
    r"|\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}"
)
_WEB = re.compile(r"\A(https?):/*", re.IGNORECASE)  # however many slashes: a browser reads a host behind them
_TRAILING = ".,;:!?)*_~'’”»"
_TURNED = re.compile("[\u202d\u202e]")  # overrides; other marks of direction are usual in Arabic and Hebrew
_PORTS = {"http": 80, "https": 443}
_LETTER_FIELDS = frozenset({"to", "cc", "bcc", "subject", "body"})
# Styles of words that nobody sees, or hardly, as `safe_html` writes them.
_HIDES = re.compile(
    r"(?:^|[;{]\s*)(?:display: none|visibility: (?:hidden|collapse)|opacity: (?:0?\.[0-2]\d*|0)(?![.\d])"
    r"|font-size: [0-3](?:\.\d+)?(?:px|pt|%)?(?![\w.])|(?:max-)?(?:width|height): [01](?:px)?(?![\w.%])|text-indent: -"
    r"|color: (?:transparent|white|#fff(?:fff)?(?!\w)))",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}@]+)\{([^{}]*)\}")
_MOST_RULES = 300
_WHITE = 'a font[color="white" i], a font[color="#ffffff" i], a font[color="#fff" i]'
_LONGEST_TEXT = 500  # characters of a link's text
_MOST_TEXTS = 20  # different ones of the same target
_MOST_ODD = 5  # more of it, if they make it an odd one: what lies may stand behind many that don't


class Verdict(StrEnum):
    """What the reader does with a link that was clicked."""

    OPEN = "open"  # show the host, open
    ASK = "ask"  # say what is odd, ask
    REFUSE = "refuse"  # never opened


class Oddity(StrEnum):
    """What is odd about a link, if anything."""

    NONE = ""
    UNREADABLE = "unreadable"
    KIND = "kind"  # neither a web page nor an address to write to
    NO_HOST = "no_host"
    DIRECTION = "direction"  # invisible characters turn what is shown
    OTHER_HOST = "other_host"  # the text names another host
    BEFORE_AT = "before_at"  # what stands before the @ looks like a host and is none
    ALPHABETS = "alphabets"  # letters of several alphabets in one host
    LETTERS = "letters"  # letters that can look like others
    NUMBER = "number"  # a bare number instead of a name


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """A verdict on one link, and why.

    ``host`` is where it leads, readable; ``claimed`` the host that the text names instead; ``url`` the target without
    invisible characters, the only form that may be opened.
    """

    verdict: Verdict
    host: str = ""
    oddity: Oddity = Oddity.NONE
    claimed: str = ""
    url: str = ""


def judge_links(target: str, texts: Sequence[str]) -> LinkJudgement:
    """Judge a target by every text that leads to it: the worst verdict counts."""
    ranks = list(Verdict)
    return max((judge_link(target, text) for text in texts or ("",)), key=lambda judged: ranks.index(judged.verdict))


def judge_link(target: str, text: str = "") -> LinkJudgement:
    """Judge a link by where it leads and by what its visible ``text`` claims."""
    cleaned = _clean(target)
    if cleaned[:7].lower() == "mailto:":
        return _judge_letter(target, cleaned, text)
    return replace(_judge(cleaned, target, text), url=cleaned)


def _clean(target: str) -> str:
    """A target as a browser reads it: without invisible characters, backslashes before the query as slashes."""
    seen = "".join(character for character in target.strip() if character.isprintable() or character == " ")
    if seen[:4].lower() != "http":
        return seen
    end = min((place for mark in "?#" if (place := seen.find(mark)) >= 0), default=len(seen))
    return _WEB.sub(r"\1://", seen[:end].replace("\\", "/")) + seen[end:]


def _judge_letter(target: str, cleaned: str, text: str) -> LinkJudgement:
    """An address to write to; what a mail program might attach to the letter is left out (RFC 6068, section 7)."""
    path, _mark, query = cleaned[7:].partition("?")
    path = _one_line(unquote(path))
    known = [(name.lower(), name, value) for name, value in parse_qsl(query) if name.lower() in _LETTER_FIELDS]
    fields = [(name, value if kind == "body" else _one_line(value)) for kind, name, value in known]
    to = [path, *(value for name, value in fields if name.lower() != "subject" and name.lower() != "body")]
    shown = ", ".join(each for each in to if each)
    url = f"mailto:{quote(path, safe='@,+')}" + (f"?{urlencode(fields, quote_via=quote)}" if fields else "")
    if has_bidi(unquote(target)):
        return LinkJudgement(Verdict.ASK, shown, Oddity.DIRECTION, url=url)
    sites = {site_of(each.rpartition("@")[2].strip().lower()) for each in shown.split(",")}
    for claimed in find_claimed_addresses(text):
        if site_of(claimed.rpartition("@")[2]) not in sites:
            return LinkJudgement(Verdict.ASK, shown, Oddity.OTHER_HOST, claimed, url)
    for claimed in find_claimed_hosts(text):
        if site_of(decode_host(claimed)) not in sites:
            return LinkJudgement(Verdict.ASK, shown, Oddity.OTHER_HOST, claimed, url)
    return LinkJudgement(Verdict.OPEN, shown, url=url)


def _one_line(text: str) -> str:
    """Without line ends, behind which a mail program may read another header."""
    return "".join(filter(str.isprintable, text))


def _judge(cleaned: str, target: str, text: str) -> LinkJudgement:
    try:
        parts = urlsplit(cleaned)
        scheme, host, user = parts.scheme.lower(), (parts.hostname or "").rstrip("."), parts.username
    except ValueError:
        return LinkJudgement(Verdict.REFUSE, "", Oddity.UNREADABLE)
    if scheme == "tel":
        return LinkJudgement(Verdict.OPEN, parts.path.partition("?")[0])
    if scheme not in {"http", "https"}:
        return LinkJudgement(Verdict.REFUSE, host, Oddity.KIND)
    if not host:
        return LinkJudgement(Verdict.REFUSE, "", Oddity.NO_HOST)
    return _judge_host(target, normal_host(host), user, text)


def _judge_host(target: str, host: str, user: str | None, text: str) -> LinkJudgement:
    shown = decode_host(host)
    if has_bidi(unquote(target)) or _TURNED.search(text):
        return LinkJudgement(Verdict.ASK, shown, Oddity.DIRECTION)
    for claimed in find_claimed_hosts(text):
        if not is_same_site(decode_host(claimed), shown):
            return LinkJudgement(Verdict.ASK, shown, Oddity.OTHER_HOST, claimed)
    if user is not None:
        return LinkJudgement(Verdict.ASK, shown, Oddity.BEFORE_AT)
    if not shown.isascii():
        mixed = any(len(find_scripts(label)) > 1 for label in shown.split("."))
        both = f"{shown} ({encode_host(host)})"
        return LinkJudgement(Verdict.ASK, both, Oddity.ALPHABETS if mixed else Oddity.LETTERS)
    if is_number(host):
        return LinkJudgement(Verdict.ASK, shown, Oddity.NUMBER)
    return LinkJudgement(Verdict.OPEN, shown)


def find_links(text: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and target of each address in plain text, trailing punctuation left out."""
    if "@" not in text and "://" not in text and "www." not in text:
        return
    for match in _URL.finditer(text):
        found = match[0]
        while found and found[-1] in _TRAILING and not (found[-1] == ")" and found.count("(") >= found.count(")")):
            found = found[:-1]
        if found.startswith("www."):
            yield match.start(), match.start() + len(found), f"https://{found}"
        elif "://" in found or found.startswith("mailto:"):
            yield match.start(), match.start() + len(found), found
        elif "@" in found:
            yield match.start(), match.start() + len(found), f"mailto:{found}"


def link_text(text: str) -> str:
    """Plain text as HTML with its links live; line ends stay as they are."""
    pieces: list[str] = []
    position = 0
    for start, end, target in find_links(text):
        pieces.append(escape(text[position:start], quote=False))
        shown = escape(text[start:end], quote=False)
        pieces.append(f'<a href="{escape(target)}" rel="noopener noreferrer">{shown}</a>')
        position = end
    pieces.append(escape(text[position:], quote=False))
    return "".join(pieces)


def find_link_texts(html: str) -> dict[str, tuple[str, ...]]:
    """What can be seen of each link in safe HTML, by `make_link_key` of its target: its text, and what tool tips and
    pictures that are not shown say instead.

    A text with words in it that may be hidden counts as it is, and without them: one style can show what another hides.
    """
    found: dict[str, tuple[str, ...]] = {}
    if "href" not in html:
        return found
    page = LexborHTMLParser(html)
    hidden = _list_hidden(page)
    for node in reversed(hidden):  # what is inside of others before those
        node.decompose()
    _add_texts(page, found)
    if hidden:
        _add_texts(LexborHTMLParser(html), found)
    return found


def _add_texts(page: LexborHTMLParser, found: dict[str, tuple[str, ...]]) -> None:
    for anchor in page.css("a[href], area[href]"):
        target = anchor.attributes.get("href") or ""
        key = make_link_key(target)
        instead = [anchor.attributes.get(name) or "" for name in ("title", "alt")]
        instead += [picture.attributes.get(name) or "" for picture in anchor.css("img") for name in ("alt", "title")]
        for seen in (anchor.text(), *instead):
            text = " ".join(seen.split())[:_LONGEST_TEXT]
            known = found.get(key, ())
            if not text or text in known or len(known) >= _MOST_TEXTS + _MOST_ODD:
                continue
            if len(known) < _MOST_TEXTS or judge_link(target, text).verdict is not Verdict.OPEN:
                found[key] = (*known, text)


def _list_hidden(page: LexborHTMLParser) -> list[LexborNode]:
    """What is inside of links and may be unseen, in the order of the page."""
    hidden = {node.mem_id for node in page.css("a [style]") if _HIDES.search(node.attributes.get("style") or "")}
    hidden |= {node.mem_id for node in page.css(_WHITE)}
    rules = (rule for sheet in page.css("style") for rule in islice(_RULE.finditer(sheet.text()), _MOST_RULES))
    for rule in rules:
        if _HIDES.search(f"{{{rule[2]}"):
            hidden |= {node.mem_id for node in _select(page, rule[1].strip())}
    return [node for node in page.css("a *") if node.mem_id in hidden] if hidden else []


def _select(page: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return page.css(selector)
    except (ValueError, SelectolaxError):
        return []  # one that Lexbor doesn't know


def find_texts_of(target: str, texts: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The texts of a target; if none has its key, those of all links to its host: nothing is lost by odd spelling."""
    key = make_link_key(target)
    if key in texts:
        return texts[key]
    host = _host_of_key(key)
    return tuple(text for other, found in texts.items() if _host_of_key(other) == host for text in found)


def _host_of_key(key: str) -> str:
    return key.partition(":")[2].partition("/")[0].partition("?")[0]


def make_link_key(target: str) -> str:
    """One name for a target in a page and for what a browser engine makes of it, which spells hosts and paths anew."""
    try:
        parts = urlsplit(_clean(target))
        host = decode_host(normal_host((parts.hostname or "").rstrip(".")))
        port = f":{parts.port}" if parts.port and parts.port != _PORTS.get(parts.scheme) else ""
    except ValueError:
        return target.strip()
    path = _resolve(unquote(parts.path))
    return f"{parts.scheme.lower()}:{host}{port}{path}?{unquote(parts.query)}#{unquote(parts.fragment)}"


def _resolve(path: str) -> str:
    """A path without its dots (RFC 3986, section 5.2.4) and without slashes at its end."""
    if "/." not in path:
        return path.rstrip("/")
    kept: list[str] = []
    for name in path.split("/"):
        if name == "..":
            del kept[max(1, len(kept) - 1) :]
        elif name != ".":
            kept.append(name)
    return "/".join(kept).rstrip("/")
