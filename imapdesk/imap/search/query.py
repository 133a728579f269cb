"""`SearchQueryBuilder`: a search in plain words, safe whatever the values hold, with the precedence people expect."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from imapdesk.imap.search.terms import AnyOf, Criterion, SearchQueryError, Sign, Term, parse_terms
from imapdesk.imap.search.values import (
    Word,
    join_words,
    make_date,
    make_header_name,
    make_keyword,
    make_size,
    make_uid_set,
    make_value,
)

__all__ = ["SearchQuery", "SearchQueryBuilder", "SearchQueryError"]


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A finished search. ``str()`` shows the SEARCH keys as an ASCII-only server would get them."""

    term: Term

    def write(self, *, gmail: bool = False) -> list[Word]:
        """The keys, without the parentheses around the whole."""
        words = self.term.write(gmail)
        return words[1:-1] if words[0] == "(" and _encloses(words) else words

    def make_command(self, capabilities: frozenset[str]) -> list[bytes]:
        """The pieces of ``UID SEARCH``: with CHARSET where a value needs it, ESEARCH's compressed answer if offered."""
        words = self.write(gmail="X-GM-EXT-1" in capabilities)
        start: list[Word] = ["UID", "SEARCH"]
        if "ESEARCH" in capabilities:
            start += ["RETURN", "(", "ALL", ")"]
        if any(isinstance(word, bytes) and not word.isascii() for word in words):
            start += ["CHARSET", "UTF-8"]
        return join_words([*start, *words], capabilities)

    def __str__(self) -> str:
        pieces = join_words(self.write(), frozenset())
        return b"".join(pieces).decode("utf-8").removesuffix("\r\n")


def _encloses(words: list[Word]) -> bool:
    """Whether the first parenthesis is closed by the last word."""
    depth = 0
    for index, word in enumerate(words):
        depth += (word == "(") - (word == ")")
        if depth == 0:
            return index == len(words) - 1
    return False


@dataclass(frozen=True, slots=True)
class SearchQueryBuilder:
    """Criteria in a chain; each call returns a new builder and leaves the old one as it was.

    Criteria that follow one another must all hold; ``or_()`` between them binds weaker, ``not_()`` applies to the next
    one alone, parentheses group, and a builder may stand wherever a group may:

    >>> b = SearchQueryBuilder()
    >>> str(b.from_("ann@example.org").or_().subject("plan").seen(False).get())
    'OR FROM "ann@example.org" (SUBJECT "plan" UNSEEN)'
    >>> str(b.flagged().and_(b.to("bob").or_().cc("bob")).get())
    'FLAGGED OR TO "bob" CC "bob"'
    """

    chain: tuple[Term | Sign, ...] = ()

    # texts

    def from_(self, text: str) -> SearchQueryBuilder:
        """The sender's name or address holds ``text``."""
        return self._key("FROM", make_value(text))

    def to(self, text: str) -> SearchQueryBuilder:
        """A To address or name holds ``text``."""
        return self._key("TO", make_value(text))

    def cc(self, text: str) -> SearchQueryBuilder:
        """A Cc address or name holds ``text``."""
        return self._key("CC", make_value(text))

    def bcc(self, text: str) -> SearchQueryBuilder:
        """A Bcc address or name holds ``text``."""
        return self._key("BCC", make_value(text))

    def participants(self, text: str) -> SearchQueryBuilder:
        """Sender or any recipient holds ``text``."""
        value = make_value(text)
        return self._add(AnyOf(tuple(Criterion((key, value)) for key in ("FROM", "TO", "CC", "BCC"))))

    def subject(self, text: str) -> SearchQueryBuilder:
        """The subject holds ``text``."""
        return self._key("SUBJECT", make_value(text))

    def body(self, text: str) -> SearchQueryBuilder:
        """The body holds ``text``."""
        return self._key("BODY", make_value(text))

    def text(self, text: str) -> SearchQueryBuilder:
        """Header or body hold ``text``."""
        return self._key("TEXT", make_value(text))

    def header(self, name: str, text: str = "") -> SearchQueryBuilder:
        """The header ``name`` is there and holds ``text``. ValueError when it can't be a header's name."""
        return self._key("HEADER", make_header_name(name), make_value(text))

    def message_id(self, message_id: str) -> SearchQueryBuilder:
        """The Message-ID holds ``message_id``."""
        return self.header("Message-ID", message_id)

    def attachment(self, name: str | None = None) -> SearchQueryBuilder:
        """There is an attachment (whose name holds ``name``): exact on Gmail, elsewhere by the kind of message."""
        if name is None:
            mixed = ("HEADER", b"Content-Type", b"multipart/mixed")
            return self._add(Criterion(mixed, gmail="has:attachment"))
        words = make_value(name).decode("utf-8").replace('"', " ")
        return self._add(Criterion(("BODY", make_value(name)), gmail=f'filename:"{words}"'))

    def gmail(self, search: str) -> SearchQueryBuilder:
        """Gmail's own search language (X-GM-RAW); on other servers ``search`` is looked for in the text."""
        value = make_value(search)
        return self._add(Criterion(("TEXT", value), gmail=value.decode("utf-8")))

    # sizes and dates

    def larger(self, size: int) -> SearchQueryBuilder:
        """More than ``size`` bytes."""
        return self._key("LARGER", make_size(size))

    def smaller(self, size: int) -> SearchQueryBuilder:
        """Less than ``size`` bytes."""
        return self._key("SMALLER", make_size(size))

    def sent(self, since: date | None = None, before: date | None = None) -> SearchQueryBuilder:
        """By the Date header: on ``since`` or later, earlier than ``before``; each may be left out."""
        return self._range("SENTSINCE", since, "SENTBEFORE", before)

    def sent_on(self, day: date) -> SearchQueryBuilder:
        """By the Date header: on that day."""
        return self._key("SENTON", make_date(day))

    def received(self, since: date | None = None, before: date | None = None) -> SearchQueryBuilder:
        """By the server's date of arrival: on ``since`` or later, earlier than ``before``."""
        return self._range("SINCE", since, "BEFORE", before)

    def received_on(self, day: date) -> SearchQueryBuilder:
        """By the server's date of arrival: on that day."""
        return self._key("ON", make_date(day))

    # flags and numbers

    def seen(self, yes: bool = True) -> SearchQueryBuilder:
        """Read, or unread."""
        return self._key("SEEN" if yes else "UNSEEN")

    def flagged(self, yes: bool = True) -> SearchQueryBuilder:
        """With a star, or without."""
        return self._key("FLAGGED" if yes else "UNFLAGGED")

    def answered(self, yes: bool = True) -> SearchQueryBuilder:
        """Answered, or not."""
        return self._key("ANSWERED" if yes else "UNANSWERED")

    def draft(self, yes: bool = True) -> SearchQueryBuilder:
        """A draft, or not."""
        return self._key("DRAFT" if yes else "UNDRAFT")

    def keyword(self, name: str, yes: bool = True) -> SearchQueryBuilder:
        """With the keyword ``name``, or without. ValueError when it can't be a keyword."""
        return self._key("KEYWORD" if yes else "UNKEYWORD", make_keyword(name))

    def uid(self, uids: str | int | Iterable[int]) -> SearchQueryBuilder:
        """With one of these UIDs: "1:5,9:*", a number, or numbers. ValueError for anything else."""
        return self._key("UID", make_uid_set(uids))

    # operators

    def and_(self, group: SearchQueryBuilder | None = None) -> SearchQueryBuilder:
        """Both sides must hold; ``group`` is the other side, else what follows."""
        return self._sign(Sign.AND, group)

    def or_(self, group: SearchQueryBuilder | None = None) -> SearchQueryBuilder:
        """One of both sides is enough; ``group`` begins the other side, else what follows."""
        return self._sign(Sign.OR, group)

    def not_(self, group: SearchQueryBuilder | None = None) -> SearchQueryBuilder:
        """The next criterion, or ``group``, must not hold."""
        return self._sign(Sign.NOT, group)

    def open_parenthesis(self) -> SearchQueryBuilder:
        """Begin a group."""
        return SearchQueryBuilder((*self.chain, Sign.OPEN))

    def close_parenthesis(self) -> SearchQueryBuilder:
        """End a group."""
        return SearchQueryBuilder((*self.chain, Sign.CLOSE))

    def get(self) -> SearchQuery:
        """The finished search; without criteria it finds everything. Raises `SearchQueryError`."""
        return SearchQuery(parse_terms(self.chain))

    def _key(self, *words: Word) -> SearchQueryBuilder:
        return self._add(Criterion(words))

    def _add(self, term: Term) -> SearchQueryBuilder:
        return SearchQueryBuilder((*self.chain, term))

    def _sign(self, sign: Sign, group: SearchQueryBuilder | None) -> SearchQueryBuilder:
        more = () if group is None else (parse_terms(group.chain),)
        if sign is Sign.AND and not self.chain and more:
            return SearchQueryBuilder(more)
        return SearchQueryBuilder((*self.chain, sign, *more))

    def _range(self, low_key: str, low: date | None, high_key: str, high: date | None) -> SearchQueryBuilder:
        builder = self if low is None else self._key(low_key, make_date(low))
        return builder if high is None else builder._key(high_key, make_date(high))
