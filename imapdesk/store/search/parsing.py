"""The search language, pure: any text is a query, and nothing raises.

    words "a phrase" pre* -not NOT AND OR ( ) { } from: to: cc: subject: body: filename: has:attachment has:pdf
    is:unread is:starred in:folder mailbox: before: after: on: until: older_than: newer_than: larger: smaller: mid:
    header:name=value

Terms side by side must all match; OR is weaker than that, parentheses group, also behind from: and its like, and of
terms in braces one must match. What looks like an operator and isn't one, or has a value that makes no sense, is words;
an operator without a value is nothing yet.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from imapdesk.store.search.operators import (
    TEXT_FIELDS,
    choose_leaf,
    choose_operator,
    find_operator,
    join_value,
    make_words,
)
from imapdesk.store.search.query import All, Dates, Either, Node, Not, Size, Words, simplify

MAX_CHARS = 4000
MAX_TERMS = 64
MAX_DEPTH = 20

# minus, name, quoted | opened | closed | word
_TOKEN = re.compile(r'(-?)(?:(header:[!-9;-~]+?|[A-Za-z_]+)[:=])?"([^"]*)(?:"|\Z)|(-?[({])|([)}])|([^\s(){}"]+)')
_OR, _AND = ("OR", "|", "||"), ("AND", "&", "&&")

# What a keyboard or a word processor makes of quotes and colons.
_QUOTED = re.compile(r'(?<!\w)[„“”«»]([^„“”«»"]*)[„“”«»](?!\w)')
_WIDE_COLON = re.compile("(?<=[A-Za-z_])\uff1a")


@dataclass(frozen=True, slots=True)
class Cut:
    """Where a query ends for the search: after so many characters or terms; what follows them isn't looked for."""

    most: int
    unit: str  # "characters" or "terms"


def parse_query(text: str, today: date) -> Node:
    """What a text asks for. Its last word, when nothing follows it, is taken as still being typed: a prefix."""
    tokens, cut = _read_tokens(text)
    open_end = not text[-1:].isspace() and (cut is None or cut.unit != "terms")
    return simplify(_Parser(tokens, today, open_end=bool(text) and open_end).parse_all())


def find_cut(text: str) -> Cut | None:
    """Whether a text is longer than a query may be."""
    return _read_tokens(text)[1]


def _read_tokens(text: str) -> tuple[list[re.Match[str]], Cut | None]:
    read = text.strip()[:MAX_CHARS]
    usual = _WIDE_COLON.sub(":", _QUOTED.sub(r'"\1"', read))
    tokens = list(islice(_TOKEN.finditer(usual), MAX_TERMS + 1))
    if len(tokens) > MAX_TERMS:
        return tokens[:MAX_TERMS], Cut(MAX_TERMS, "terms")
    return tokens, Cut(MAX_CHARS, "characters") if len(read) < len(text.strip()) else None


class _Parser:
    """Reads terms one after the other; each method leaves ``_at`` at the last token of what it read."""

    def __init__(self, tokens: list[re.Match[str]], today: date, open_end: bool) -> None:
        self._tokens, self._today, self._open_end, self._at = tokens, today, open_end, 0

    def parse_all(self) -> Node:
        """Every token; a parenthesis that closes nothing is passed over."""
        parts: list[Node] = []
        while self._at < len(self._tokens):
            parts.append(self._parse_any(0))
            self._at += 1
        return All(tuple(parts))

    def _parse_any(self, depth: int, *, each: bool = False) -> Node:
        """Alternatives, up to a closing parenthesis or the end; ``each``: every term is one, as in braces."""
        alternatives: list[Node] = []
        parts: list[Node] = []
        while self._at < len(self._tokens) and not self._tokens[self._at][5]:
            is_or = self._is_word(self._tokens[self._at], _OR)
            if not is_or:
                parts.append(self._parse_unit(depth))
            if each or is_or:
                alternatives.append(All(tuple(parts)))
                parts = []
            self._at += 1
        alternatives.append(All(tuple(parts)))
        return Either(tuple(alternatives))

    def _parse_unit(self, depth: int) -> Node:
        """A term or a group, with what negates it."""
        token = self._tokens[self._at]
        if self._is_word(token, _AND):
            return All(())
        if self._is_word(token, ("NOT",)):
            following = self._peek()
            if following is None or following[5] or following[6] in _OR:
                return All(())
            self._at += 1
            return Not(self._parse_unit(depth))
        if token[4]:
            return _negate(token[4].startswith("-"), self._parse_group(depth, token[4]))
        return self._parse_term(token, depth)

    def _parse_group(self, depth: int, opened: str) -> Node:
        self._at += 1
        return self._parse_any(depth + 1, each=opened.endswith("{")) if depth < MAX_DEPTH else All(())

    def _parse_term(self, token: re.Match[str], depth: int) -> Node:
        if token[6] is None:
            return _negate(bool(token[1]), self._choose((token[2] or "").lower(), token[3], quoted=True))
        word: str = token[6]
        negative = len(word) > 1 and word.startswith("-") and not word.startswith("--")  # "--force" is an option
        name, colon, value = word[negative:].partition(":")
        if not colon:
            return _negate(negative, make_words("", name, not negative and self._is_last(token)))
        if not value and find_operator(name):
            return _negate(negative, self._parse_value(name.lower(), depth))
        is_last = not negative and self._is_last(token)
        return _negate(
            negative, self._with_next(name.lower(), value) or self._choose(name.lower(), value, is_last=is_last)
        )

    def _parse_value(self, name: str, depth: int) -> Node:
        """What stands behind an operator and a blank: its value, if that makes sense."""
        following, operator = self._peek(), find_operator(name)
        if following is None or following[5] or following[6] in (*_OR, *_AND, "NOT"):
            return All(())
        if following[4] in ("(", "{") and operator in TEXT_FIELDS:
            self._at += 1
            return _put_into(TEXT_FIELDS[operator], self._parse_group(depth, following[4]))
        value = following[3] if following[6] is None else following[6]
        is_plain = not (following[4] or following[1] or following[2] or value.startswith("-") or ":" in value)
        if is_plain and operator and self._makes_sense(operator, value):
            self._at += 1
            quoted, is_last = following[6] is None, self._is_last(following)
            return self._with_next(name, value) or self._choose(name, value, quoted=quoted, is_last=is_last)
        return make_words("", name, False) if is_plain else All(())

    def _makes_sense(self, operator: str, value: str) -> bool:
        after_next = self._tokens[self._at + 2][6] if self._at + 2 < len(self._tokens) else None
        values = (value, join_value(value, after_next or ""))
        return operator in TEXT_FIELDS or any(each and choose_operator(operator, each, self._today) for each in values)

    def _with_next(self, name: str, value: str) -> Node | None:
        """A size whose unit stands apart, "last week" or "may 2026"."""
        following, operator = self._peek(), find_operator(name)
        joined = join_value(value, following[6]) if following and following[6] else None
        found = choose_operator(operator, joined, self._today) if operator and joined else None
        if isinstance(found, Size | Dates):
            self._at += 1
            return found
        return None

    def _choose(self, name: str, value: str, *, quoted: bool = False, is_last: bool = False) -> Node:
        return choose_leaf(name, value, self._today, quoted=quoted, is_last=is_last)

    def _peek(self) -> re.Match[str] | None:
        return self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else None

    def _is_word(self, token: re.Match[str], words: tuple[str, ...]) -> bool:
        """Whether it is one of the words between terms; alone it is a word like any other."""
        return token[6] in words and len(self._tokens) > 1

    def _is_last(self, token: re.Match[str]) -> bool:
        return self._open_end and token is self._tokens[-1]


def _negate(negative: bool, node: Node) -> Node:
    return Not(node) if negative else node


def _put_into(field: str, node: Node) -> Node:
    """A group behind a field: all of its words are looked for there."""
    if isinstance(node, Words):
        return node if node.field else replace(node, field=field)
    if isinstance(node, Not):
        return Not(_put_into(field, node.part))
    if isinstance(node, All | Either):
        return type(node)(tuple(_put_into(field, part) for part in node.parts))
    return node
