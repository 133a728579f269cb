"""One entry of an address list: what was collected of it so far becomes a name and an address (RFC 5322 3.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from imapdesk.mime.headers.addr_spec import COMMENT, MAX_WORD, clean_address, glue
from imapdesk.mime.headers.words import WHITE, decode_words

BARE = re.compile(r"\s*([A-Za-z0-9._%+=/-]+@[A-Za-z0-9.-]+)\s*")
_ENDS_WORD = re.compile(r"(?:[A-Za-z0-9.]|\?=)\Z")
_PAIR = re.compile(r"\\(.)", re.DOTALL)
_LOOKS_LIKE_ADDRESS = re.compile(r"\S@\S")
_PAGE = re.compile(r"www\.\S+\Z", re.IGNORECASE)  # somebody's page behind the address is no name
_ADDRESS_IN_TEXT = re.compile(r"(.*?)<\s*([^<>\s]+@[^<>\s]+)\s*>\s*\Z", re.DOTALL)

Phrase = list[tuple[str, str]]  # (kind, text) with kind atom, quoted, word, space, colon


@dataclass(slots=True)
class Entry:
    """What was read of one list entry so far; words are decoded with ``hint``."""

    hint: str
    phrase: Phrase = field(default_factory=list)
    angle: str | None = None
    before: int = 0  # how much of the phrase stood before the angle bracket
    comments: list[str] = field(default_factory=list)
    remarks: int = 0  # how many of the comments did

    @property
    def empty(self) -> bool:
        """Whether nothing was read but blanks and comments."""
        return self.angle is None and not any(kind != "space" for kind, _ in self.phrase)

    def read(self) -> list[tuple[str, str]]:
        """The name and address; several when they stand side by side without a comma."""
        return self._read_bare() if self.angle is None else [self._read_angle(self.angle)]

    def _read_angle(self, inside: str) -> tuple[str, str]:
        address = clean_address(inside, self.hint)
        name = self._name_before_angle() or self._name_behind_angle()
        if not address and "@" in name and " " not in name:
            return "", name
        return name, address

    def _name_before_angle(self) -> str:
        end = self.before
        while end and self.phrase[end - 1][0] == "space":
            end -= 1
        if end and self.phrase[end - 1][0] == "colon":
            end -= 1
            if not any("@" in text for _, text in self.phrase[:end]):
                return ""  # a group that never ends: "Team: <ann@example.com>"
        return self._name(self.phrase[:end])

    def _name_behind_angle(self) -> str:
        behind = self._name(self.phrase[self.before :])
        if behind and not _LOOKS_LIKE_ADDRESS.search(behind):  # <eve@example.com>ann@example.org
            return behind
        return self._comment_name(self.comments[self.remarks :] or self.comments)

    def _read_bare(self) -> list[tuple[str, str]]:
        phrase = glue(self.phrase)
        spots = [index for index, (kind, text) in enumerate(phrase) if kind == "atom" and "@" in text.strip("@")]
        spots = spots or _open_quoted_address(phrase)
        if not spots:
            return [self._read_name_only()]
        bare = [spot for spot in spots if not phrase[spot][1].startswith("[")]
        spots = bare if len(bare) == 1 else spots  # Ann [ann@example.com] ann@example.com
        if len(spots) > 1:
            return [("", clean_address(phrase[spot][1], self.hint)) for spot in spots]
        spot = spots[0]
        name = self._name_around(phrase, spot) or self._comment_name(self._comments_at_end())
        return [(name, clean_address(phrase[spot][1], self.hint))]

    def _name_around(self, phrase: Phrase, spot: int) -> str:
        before = phrase[:spot]
        colons = [index for index, (kind, _) in enumerate(before) if kind == "colon"]
        if colons:
            before = before[colons[-1] + 1 :]
        behind = [piece for piece in phrase[spot + 1 :] if piece[0] != "colon"]
        return self._name(before) or _PAGE.sub("", self._name(behind))

    def _comments_at_end(self) -> list[str]:
        """Behind a bare address stands its name, the comments before that are remarks."""
        last = next((text for _, text in reversed(self.phrase) if text.strip()), "")
        return self.comments[-1:] if last == COMMENT else self.comments

    def _read_name_only(self) -> tuple[str, str]:
        name = self._name(self.phrase)
        inner = _ADDRESS_IN_TEXT.match(name) if len(name) < MAX_WORD else None
        if inner is not None:
            return inner[1].strip().strip('"').strip(), inner[2]
        comment = self._comment_name(self.comments)
        if "@" in name and not any(character.isspace() for character in name):
            return comment, name
        if name and "@" in comment and BARE.fullmatch(comment):
            return name, comment
        if name and comment and is_word(name):
            return comment, name  # "MAILER-DAEMON (Mail Delivery System)"
        return name or comment, ""

    def _name(self, phrase: Phrase) -> str:
        """The phrase as text: one blank between its words, those inside quotes as they are (RFC 5322 3.2.4)."""
        pieces: list[str] = []
        before = ""
        for kind, text in _find_quoted_inside(phrase) or phrase:
            if kind == "space":
                if pieces and pieces[-1] != " ":
                    pieces.append(" ")
            else:
                piece = _unquote(text) if kind == "quoted" else text
                if (
                    "quoted" in (kind, before)
                    and _ENDS_WORD.search(pieces[-1] if pieces else "")
                    and piece[:1].isalnum()
                ):
                    pieces.append(" ")  # quotes part words without a blank: Ann"Lee"
                pieces.append(piece)
            before = kind
        name = decode_words("".join(pieces).strip(WHITE), self.hint).strip()
        kinds = {kind for kind, _ in phrase}
        return unquote_whole(name) if "word" in kinds and "quoted" not in kinds else name

    def _comment_name(self, comments: list[str]) -> str:
        return " ".join(" ".join(decode_words(comment.strip(WHITE), self.hint) for comment in comments).split())


def _find_quoted_inside(phrase: Phrase) -> Phrase | None:
    """A phrase in quotes whose writer left those inside of it as they were: "Ann "the fox" Lee"."""
    kinds = [kind for kind, _ in phrase]
    if len(kinds) < 3 or kinds[0] != "quoted" or kinds[-1] != "quoted" or "quoted" in kinds[1:-1]:
        return None
    first, last = phrase[0][1][1:-1], phrase[-1][1][1:-1]
    touch = "space" not in (kinds[1], kinds[-2]) and first[-1:].isspace() and last[:1].isspace()
    if not (touch and first.strip() and last.strip()):
        return None
    return [phrase[0], ("atom", '"'), *phrase[1:-1], ("atom", '"'), phrase[-1]]


def _open_quoted_address(phrase: Phrase) -> list[int]:
    """Where the only address stands if it is in quotes (Ann "ann@example.com"), which are taken off."""
    spots = [index for index, (kind, text) in enumerate(phrase) if kind == "quoted" and BARE.fullmatch(text[1:-1])]
    if len(spots) != 1:
        return []
    phrase[spots[0]] = ("atom", phrase[spots[0]][1][1:-1].strip())
    return spots


def is_word(name: str) -> bool:
    """Whether this can be a local part: one word of ASCII."""
    return name.isascii() and not any(character.isspace() for character in name)


def unquote_whole(name: str) -> str:
    """A name whose quotes were encoded along with it, without them."""
    if name[:1] == name[-1:] == '"' and name.count('"') % 2 == 0:
        inner = name[1:-1]
        second = inner.find('"')
        if second < 0 or inner[second - 1 : second].isspace():  # it opens quotes of its own inside these
            return inner.strip()
    return name


def _unquote(text: str) -> str:
    inner = text[1:-1]
    return _PAIR.sub(r"\1", inner) if "\\" in inner else inner
