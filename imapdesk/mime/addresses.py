"""Address lists (RFC 5322 3.4) the way people and programs write them; one pass, no recursion, never an exception.

The value is taken apart *before* encoded words are decoded, so that a comma inside a name never splits an address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from imapdesk.mail import Address
from imapdesk.mime.limits import MAX_RECIPIENTS
from imapdesk.mime.words import ENCODED_WORD, SHIELD, WHITE, decode_words, shield, unfold

_SIMPLE = re.compile(
    r'\s*+(?:"([^"\\<>=]*+)"|([A-Za-z0-9][A-Za-z0-9 .\'_+-]*+)|((?:=\?[\w-]+\?[bBqQ]\?[^?\s]*+\?=\s*)++)|)'
    r"\s*+<([A-Za-z0-9._%+=/-]+@[A-Za-z0-9.-]+)>\s*"
)
_BARE = re.compile(r"\s*([A-Za-z0-9._%+=/-]+@[A-Za-z0-9.-]+)\s*")
_SHIELDED = re.escape(SHIELD) + r"[A-Za-z0-9+/=]*\?="
_TOKEN = re.compile(
    rf"(?P<word>(?!{re.escape(SHIELD)}){ENCODED_WORD.pattern})"
    r'|(?P<quoted>"(?:[^"\\]|\\.)*+")'
    r"|(?P<literal>\[[^\[\]<>,;\"]*\])"
    r"|(?P<pair>\\[^\s])"
    r"|(?P<space>\s+)"
    r"|(?P<special>[\"()<>,;:\[\]\\])"
    rf"|(?P<atom>(?:{_SHIELDED}|[^\s\"()<>,;:\[\]\\=]|=(?!\?))+|=)",
    re.DOTALL | re.ASCII,
)
_TOKEN_UNQUOTED = re.compile(_TOKEN.pattern.replace('"(?:[^"\\\\]|\\\\.)*+"', '"(?!)'), re.DOTALL | re.ASCII)
_NOBODY = re.compile(r"(?:undisclosed|unlisted)[- _]recipients?\W*\Z", re.IGNORECASE)
_MAX_WORD = 2_000  # characters of an address; longer ones are left in pieces
_PAIR = re.compile(r"\\(.)", re.DOTALL)
_OPENING = re.compile(r'"(?:[^"\\]|\\.)*+"|\(', re.DOTALL)
_AROUND_DOT = re.compile(r" ?\. ?")
_ADDRESS_IN_TEXT = re.compile(r"(.*?)<\s*([^<>\s]+@[^<>\s]+)\s*>\s*\Z", re.DOTALL)


@dataclass(slots=True)
class _Mailbox:
    """What was read of one list entry so far."""

    phrase: list[tuple[str, str]] = field(default_factory=list)  # (kind, text) with kind atom, quoted, word, space
    angle: str | None = None
    before: int = 0  # how much of the phrase stood before the angle bracket
    comments: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return self.angle is None and not any(kind != "space" for kind, _ in self.phrase)


def parse_addresses(value: str, hint: str = "", problems: list[str] | None = None) -> list[Address]:
    """Everyone in an address header (latin-1 text, may be folded); groups are opened up."""
    if not value:
        return []
    if "\x00" in value:
        value = value.replace("\x00", "")
    if "\x1b" in value or not value.isascii():
        value = shield(unfold(value), hint)
    else:
        simple = _parse_simple(value, hint)
        if simple is not None:
            return simple
    return _Parser(unfold(value), hint, problems if problems is not None else []).parse()


def _parse_simple(value: str, hint: str) -> list[Address] | None:
    """The common forms by one regular expression each; None when there is anything else in the value."""
    found: list[Address] = []
    position, end = 0, len(value)
    while position < end:
        match = _SIMPLE.match(value, position)
        if match is not None:
            name = match[1] or match[2] or ""
            if match[3]:
                name = decode_words(match[3].rstrip(), hint)
            if (match[1] is None and "  " in name) or not name.isprintable():
                name = " ".join(name.split())
            found.append(Address(name.strip(), match[4]))
        else:
            match = _BARE.match(value, position)
            if match is None:
                return None
            found.append(Address("", match[1]))
        position = match.end()
        if position < end:
            if value[position] != ",":
                return None
            position += 1
        if len(found) > MAX_RECIPIENTS:
            return None
    return found


class _Parser:
    def __init__(self, value: str, hint: str, problems: list[str]) -> None:
        self.value = value
        self.hint = hint
        self.problems = problems
        self.found: list[Address] = []
        self.pending: str | None = None  # a name before a comma that may belong to what follows
        self.current = _Mailbox()
        self.in_group = False
        self.last_semicolon = value.rfind(";")
        self.token = _TOKEN

    def parse(self) -> list[Address]:
        value, position, end = self.value, 0, len(self.value)
        while position < end:
            match = self.token.match(value, position)
            if match is None:
                position += 1
                continue
            kind, text = match.lastgroup or "atom", match[0]
            position = match.end()
            if kind != "special":
                self.current.phrase.append((_kind_of(match), text[1] if match["pair"] else text))
            else:
                position = self._take_special(text, position)
            if len(self.found) >= MAX_RECIPIENTS:
                self.problems.append("There were too many recipients; the rest was left out.")
                return self.found
        self._flush(",")
        self._settle_pending()
        return self.found

    def _take_special(self, text: str, position: int) -> int:
        if text == "<":
            return self._take_angle(position)
        if text == "(":
            comment, position = _take_comment(self.value, position)
            self.current.comments.append(comment)
            if self.current.phrase:
                self.current.phrase.append(("space", " "))
        elif text == ",":
            self._flush(",")
        elif text == ";":
            self._flush(";")
            self.in_group = False
        elif text == ":":
            self._take_colon(position)
        elif text == '"':
            self.token = _TOKEN_UNQUOTED  # nothing closes it, so nothing would close a later one
            return self._take_open_quote(position)
        elif text not in ">)\\":
            self.current.phrase.append(("atom", text))
        return position

    def _take_open_quote(self, position: int) -> int:
        """A quote that never closes: it ends where an address begins, else it is dropped."""
        stop = self.value.find("<", position, position + 200)
        if stop > position and "," not in self.value[position:stop]:
            self.current.phrase.append(("quoted", f'"{self.value[position:stop].strip(WHITE)}"'))
            return stop
        return position

    def _take_angle(self, position: int) -> int:
        value = self.value
        while value.startswith("<", position) or value.startswith(" ", position):
            position += 1
        inside, position = _take_until_angle_end(value, position)
        if self.current.angle is not None:  # two addresses without a comma between them
            later = self.current.phrase[self.current.before :]
            del self.current.phrase[self.current.before :]
            self._flush(",")
            self.current.phrase = later
        self.current.angle, self.current.before = inside, len(self.current.phrase)
        return position

    def _take_colon(self, position: int) -> None:
        phrase = self.current.phrase
        if self.current.angle is not None:
            self._flush(",")  # no group's name has an address; whoever stands before the colon is not dropped
        elif phrase and phrase[-1][1].lower() == "mailto":
            phrase.pop()
        elif not self.in_group and not any("@" in text for _, text in phrase) and self._begins_group(position):
            self.in_group = True
            self._settle_pending()
            self.current = _Mailbox()
        else:
            phrase.append(("colon", ":"))

    def _begins_group(self, position: int) -> bool:
        """A semicolon ends a group; where it was forgotten, several members tell ("Team: a, b")."""
        if position <= self.last_semicolon:
            return True
        return self.value.find(",", position) > 0 and self.value.count("@", position) != 1

    def _flush(self, separator: str) -> None:
        current, self.current = self.current, _Mailbox()
        if current.empty:
            return
        for name, address in self._read(current):
            if address or not name or current.angle is not None:
                self._emit(name, address, joins=current.angle is not None)
            elif separator == ",":
                self._settle_pending()
                self.pending = name
            else:
                self._settle_pending()
                self._add_name_only(name)

    def _emit(self, name: str, address: str, *, joins: bool) -> None:
        if _NOBODY.match(address):
            return
        if self.pending is not None and joins and name:
            name = f"{self.pending}, {name}"
            self.pending = None
        self._settle_pending()
        if name or address:
            self.found.append(Address(name, address))

    def _settle_pending(self) -> None:
        if self.pending is not None:
            self._add_name_only(self.pending)
            self.pending = None

    def _add_name_only(self, name: str) -> None:
        """A name without an address; a single word is taken for a local part ("From: root")."""
        if _NOBODY.match(name):
            return
        self.found.append(Address("", name) if _is_word(name) else Address(name, ""))

    def _read(self, mailbox: _Mailbox) -> list[tuple[str, str]]:
        """The name and address of an entry; several when they stand side by side without a comma."""
        if mailbox.angle is not None:
            address = _clean_address(mailbox.angle, self.hint)
            phrase, before = mailbox.phrase, mailbox.before
            name = self._name(phrase[:before]) or self._name(phrase[before:]) or self._comment_name(mailbox)
            if not address and "@" in name and " " not in name:
                return [("", name)]
            return [(name, address)]
        return self._read_bare(mailbox)

    def _read_bare(self, mailbox: _Mailbox) -> list[tuple[str, str]]:
        phrase = _glue(mailbox.phrase)
        spots = [index for index, (kind, text) in enumerate(phrase) if kind == "atom" and "@" in text.strip("@")]
        if not spots:
            return [self._read_name_only(mailbox)]
        if len(spots) == 1:
            spot = spots[0]
            before = phrase[:spot]
            after = [piece for piece in phrase[spot + 1 :] if piece[0] != "colon"]
            colons = [index for index, (kind, _) in enumerate(before) if kind == "colon"]
            if colons:
                before = before[colons[-1] + 1 :]
            name = self._name(before) or self._name(after) or self._comment_name(mailbox)
            return [(name, _clean_address(phrase[spot][1], self.hint))]
        return [("", _clean_address(phrase[spot][1], self.hint)) for spot in spots]

    def _read_name_only(self, mailbox: _Mailbox) -> tuple[str, str]:
        name = self._name(mailbox.phrase)
        inner = _ADDRESS_IN_TEXT.match(name) if len(name) < _MAX_WORD else None
        if inner is not None:
            return inner[1].strip().strip('"').strip(), inner[2]
        if "@" in name and not any(character.isspace() for character in name):
            return self._comment_name(mailbox), name
        comment = self._comment_name(mailbox)
        if name and "@" in comment and _BARE.fullmatch(comment):
            return name, comment
        if name and comment and _is_word(name):
            return comment, name  # "MAILER-DAEMON (Mail Delivery System)"
        return name or comment, ""

    def _name(self, phrase: list[tuple[str, str]]) -> str:
        """The phrase as text: one blank between its words, those inside quotes as they are (RFC 5322 3.2.4)."""
        pieces: list[str] = []
        for kind, text in phrase:
            if kind != "space":
                pieces.append(_unquote(text) if kind == "quoted" else text)
            elif pieces and pieces[-1] != " ":
                pieces.append(" ")
        name = decode_words("".join(pieces).strip(WHITE), self.hint)
        return name.strip()

    def _comment_name(self, mailbox: _Mailbox) -> str:
        for comment in reversed(mailbox.comments):
            name = " ".join(decode_words(comment.strip(WHITE), self.hint).split())
            if name:
                return name
        return ""


def _is_word(name: str) -> bool:
    return name.isascii() and not any(character.isspace() for character in name)


def _kind_of(match: re.Match[str]) -> str:
    for kind in ("word", "quoted", "space", "literal"):
        if match[kind] is not None:
            return "atom" if kind == "literal" else kind
    return "atom"


def _unquote(text: str) -> str:
    inner = text[1:-1]
    return _PAIR.sub(r"\1", inner) if "\\" in inner else inner


def _take_comment(value: str, position: int) -> tuple[str, int]:
    """A comment's text without its outer brackets, and where it ends; nested ones stay inside as text."""
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
                return "".join(pieces), match.end()
        else:
            pieces.append(value[start : match.start()] + match[0][1])
            start = match.end()
    return "".join(pieces) + value[start:], len(value)


def _take_until_angle_end(value: str, position: int) -> tuple[str, int]:
    """What stands between angle brackets; a missing ">" ends it at a comma or semicolon."""
    match = re.compile(r'(?:"(?:[^"\\]|\\.)*+"|[^<>"])*+>+').match(value, position)
    if match is not None:
        return match[0].rstrip(">"), match.end()
    stop = re.compile(r"[<>,;]").search(value, position)
    if stop is None:
        return value[position:], len(value)
    return value[position : stop.start()], stop.end() if stop[0] == ">" else stop.start()


def _glue(phrase: list[tuple[str, str]]) -> list[tuple[str, str]]:
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
        touches = dotted or _touches(before[1], text, spaced=spaced)
        if touches and "colon" not in (kind, before[0]) and len(before[1]) < _MAX_WORD:
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


def _clean_address(text: str, hint: str) -> str:
    """An addr-spec without route, comments, blanks and "mailto:"."""
    text = text.strip(WHITE)
    if text.startswith("[") and text.endswith("]") and "@" in text:
        text = text[1:-1]  # Outlook's "Name [mailto:a@example.org]"
    if "@" not in text and " at " in text:
        text = text.replace(" at ", "@", 1)
    if "(" in text:
        text = _drop_comments(text).strip(WHITE)
    if text[:7].lower() == "mailto:":
        text = text[7:].partition("?")[0]
    if text.startswith(("@", ",")) and ":" in text:
        text = text.rpartition(":")[2]  # a route (RFC 5322 4.4)
    if not text.isascii() or "=?" in text:
        text = decode_words(text, hint)
    if not any(character.isspace() for character in text) and '"' not in text:
        return text.strip("<>'`,;").rstrip(".")
    local, at, domain = text.rpartition("@")
    if not at:
        return " ".join(text.split())
    if '"' not in local:
        local = _AROUND_DOT.sub(".", " ".join(local.split())).strip("<>'`,;")
    return local.strip() + at + "".join(domain.split()).strip("<>'`,;").rstrip(".")


def _drop_comments(text: str) -> str:
    pieces: list[str] = []
    position = 0
    while (match := _OPENING.search(text, position)) is not None:
        if match[0] != "(":
            pieces.append(text[position : match.end()])
            position = match.end()
            continue
        pieces.append(text[position : match.start()])
        _, position = _take_comment(text, match.end())
    return "".join(pieces) + text[position:]
