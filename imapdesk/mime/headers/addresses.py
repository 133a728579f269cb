"""Address lists (RFC 5322 3.4) the way people and programs write them; one pass, no recursion, never an exception.

The value is taken apart *before* encoded words are decoded, so that a comma inside a name never splits an address.
"""

from __future__ import annotations

import re

from imapdesk.mail import Address
from imapdesk.mime.headers.addr_spec import COMMENT, take_comment, take_until_angle_end
from imapdesk.mime.headers.entry import BARE, Entry, is_word, unquote_whole
from imapdesk.mime.headers.words import ENCODED_WORD, MAX_TURNS, QUOTED, SHIELD, WHITE, decode_words, shield, unfold
from imapdesk.mime.limits import MAX_RECIPIENTS, MAX_TOKENS

_SIMPLE = re.compile(
    r'\s*+(?:"([^"\\<>=]*+)"|([A-Za-z0-9][A-Za-z0-9 .\'_+-]*+)|((?>(?:=\?[\w-]+\?[bBqQ]\?[^?\s]*+\?=\s*)+))|)'
    r"\s*+<([A-Za-z0-9._%+=/-]+@[A-Za-z0-9.-]+)>\s*"
)
_SHIELDED = re.escape(SHIELD) + r"[A-Za-z0-9+/=]*\?="
_ENCODES = r"\?[ ]?[^?=\s]{0,60}[ ]?\?[ ]?[bBqQ][ ]?\?"  # the head of an encoded word behind its "="
_USUAL = r"[^\s\"()<>,;:\[\]\\=]"  # in an atom
_TOKEN = re.compile(
    rf"(?P<word>(?!{re.escape(SHIELD)}){ENCODED_WORD.pattern})"
    rf"|(?P<quoted>{QUOTED})"
    r"|(?P<literal>\[(?>(?:[^\[\]()<>,;\"\\]++|\\.)*)\])"
    r"|(?P<pair>\\[^\sA-Za-z0-9])"
    r"|(?P<space>\s+)"
    r"|(?P<special>[\"()<>,;:\[\]\\])"
    rf"|(?P<atom>(?>(?:{_SHIELDED}|{_USUAL}++|(?:=+(?!{_ENCODES})|\\(?=[A-Za-z0-9])){_USUAL}*+){{1,{MAX_TURNS}}})|=)",
    re.DOTALL | re.ASCII,
)
_TOKEN_UNQUOTED = re.compile(_TOKEN.pattern.replace(QUOTED, '"(?!)'), re.DOTALL | re.ASCII)
_MAX_UNCLOSED = 20
_OVER_ADDRESS = re.compile(r"<[^<>\s]*@[^<>\s]*>\s*[,;]")  # a quote over it closes somebody else's name
_NOBODY = re.compile(r"(?:undisclosed|unlisted)[- _]recipients?\W*\Z", re.IGNORECASE)
_AFTER_HOST = re.compile(r"[^\s,;]*")  # of "undisclosed-recipients:;@host", which some servers complete
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")  # but not the wide blank between Japanese names


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
            if match[3]:  # blanks that were encoded were meant
                words = _BLANKS.sub(" ", match[3]) if "  " in match[3] else match[3]
                name = unquote_whole(decode_words(words.rstrip(), hint))
            elif (match[1] is None and "  " in name) or not name.isprintable():
                name = _BLANKS.sub(" ", name)
            found.append(Address(name.strip(), match[4]))
        else:
            match = BARE.match(value, position)
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
        self.current = Entry(self.hint)
        self.in_group = False
        self.last_semicolon, self.last_comma = value.rfind(";"), value.rfind(",")
        self.last_at = value.rfind("@")
        self.second_last_at = value.rfind("@", 0, max(self.last_at, 0))
        self.token = _TOKEN
        self.stray_quote = value.count('"') % 2 == 1 and "\\" not in value
        self.unclosed = 0  # searches for a quote's end that went on to the end of the value

    def parse(self) -> list[Address]:
        value, position, end = self.value, 0, len(self.value)
        count = 0
        while position < end:
            count += 1
            if count > MAX_TOKENS:
                self.problems.append("A list of people was too long and was cut.")
                break
            match = self.token.match(value, position)
            if match is None:
                position += 1
                continue
            kind, text = match.lastgroup or "atom", match[0]
            position = match.end()
            if kind == "quoted" and self.stray_quote and _OVER_ADDRESS.search(text):
                self.stray_quote = False
                position = self._take_open_quote(match.start() + 1)
            elif kind != "special":
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
            return self._take_comment(position)
        if text == ",":
            self._flush(",")
        elif text == ";":
            self._flush(";")
            if self.in_group and self.value.startswith("@", position):
                position = _AFTER_HOST.match(self.value, position).end()  # type: ignore[union-attr]  # matches anything
            self.in_group = False
        elif text == ":":
            self._take_colon(position)
        elif text == '"':
            self.token = _TOKEN_UNQUOTED  # nothing closes it, so nothing would close a later one
            return self._take_open_quote(position)
        elif text not in ">)\\":
            self.current.phrase.append(("atom", text))
        return position

    def _take_comment(self, position: int) -> int:
        """A comment; an opening bracket that nothing closes is text, or it would hide the address behind it."""
        comment, end, closed = take_comment(self.value, position)
        if not closed and "@" in comment and self.unclosed < _MAX_UNCLOSED:
            self.unclosed += 1
            self.current.phrase.append(("atom", "("))
            return position
        self.current.comments.append(comment)
        if self.current.phrase:
            self.current.phrase.append(("space", COMMENT))
        return end

    def _take_open_quote(self, position: int) -> int:
        """A quote that never closes: it ends where an address begins, else it is dropped."""
        stop = self.value.find("<", position, position + 200)
        name = self.value[position : max(stop, position)].rstrip(", \t\r\n").strip(WHITE)
        if name and "," not in name:
            if self.current.phrase and self.value[position] == " ":
                self.current.phrase.append(("space", " "))
            self.current.phrase.append(("quoted", f'"{name}"'))
            return stop
        return position

    def _take_angle(self, position: int) -> int:
        value = self.value
        while value.startswith("<", position) or value.startswith(" ", position):
            position += 1
        start = position
        quotes = self.token is _TOKEN and self.unclosed < _MAX_UNCLOSED
        inside, position, unclosed = take_until_angle_end(value, position, quotes=quotes)
        self.unclosed += unclosed
        if value.startswith("<", position) and "@" not in inside:
            if self.current.phrase:
                self.current.phrase.append(("atom", "<"))  # opens no address: "Ann < Sales <ann@example.com>"
            return start
        before = self.current.angle
        if before is not None and "@" not in before and "@" in inside and self.current.before:
            self.current.phrase.insert(self.current.before, ("atom", f"<{before}>"))  # of the name: Ann <Sales> <a@b>
        elif before is not None:  # two addresses without a comma between them
            later = self.current.phrase[self.current.before :]
            del self.current.phrase[self.current.before :]
            self._flush(",")
            self.current.phrase = later
        self.current.angle, self.current.before = inside, len(self.current.phrase)
        self.current.remarks = len(self.current.comments)
        return position

    def _take_colon(self, position: int) -> None:
        phrase = self.current.phrase
        if self.current.angle is not None:
            self._flush(",")  # no group's name has an address; whoever stands before the colon is not dropped
        elif phrase and phrase[-1][1].lower() == "mailto":
            phrase.pop()
        elif not self.in_group and self._begins_group(position) and not any("@" in text for _, text in phrase):
            self.in_group = True
            self._settle_pending()
            self.current = Entry(self.hint)
        else:
            phrase.append(("colon", ":"))

    def _begins_group(self, position: int) -> bool:
        """A semicolon ends a group; where it was forgotten, several members tell ("Team: a, b")."""
        if position <= self.last_semicolon:
            return True
        return self.last_comma >= position and not self.second_last_at < position <= self.last_at

    def _flush(self, separator: str) -> None:
        current, self.current = self.current, Entry(self.hint)
        if current.empty:
            return
        for name, address in current.read():
            if address or not name or current.angle is not None:
                self._emit(name, address, joins=current.angle is not None)
            elif separator == ",":
                self._settle_pending()
                self.pending = name
            else:
                self._settle_pending()
                self._add_name_only(name)

    def _emit(self, name: str, address: str, *, joins: bool) -> None:
        if _NOBODY.match(address.strip('"')):
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
        self.found.append(Address("", name) if is_word(name) else Address(name, ""))


def _kind_of(match: re.Match[str]) -> str:
    for kind in ("word", "quoted", "space", "literal"):
        if match[kind] is not None:
            return "atom" if kind == "literal" else kind
    return "atom"
