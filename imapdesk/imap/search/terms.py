"""The pieces of a search, and how they are written as SEARCH keys (RFC 9051 6.4.4) with the right precedence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from imapdesk.imap.search.values import Word


@dataclass(frozen=True, slots=True)
class Criterion:
    """One search key with its arguments; on Gmail written as ``gmail`` (X-GM-RAW) if there is one."""

    words: tuple[Word, ...]
    gmail: str | None = None

    def write(self, gmail: bool) -> list[Word]:
        """The words of this key."""
        if gmail and self.gmail is not None:
            return ["X-GM-RAW", self.gmail.encode("utf-8")]
        return list(self.words)


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of ``terms``."""

    terms: tuple[Term, ...]

    def write(self, gmail: bool) -> list[Word]:
        """The terms one after the other, in parentheses when there is more than one."""
        if len(self.terms) == 1:
            return self.terms[0].write(gmail)
        inside = [word for term in self.terms for word in term.write(gmail)]
        return ["(", *inside, ")"] if inside else ["ALL"]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of ``terms``; IMAP's OR takes two, so the rest nests."""

    terms: tuple[Term, ...]

    def write(self, gmail: bool) -> list[Word]:
        """OR a OR b c"""
        first, *rest = self.terms
        if not rest:
            return first.write(gmail)
        return ["OR", *first.write(gmail), *AnyOf(tuple(rest)).write(gmail)]


@dataclass(frozen=True, slots=True)
class NotTerm:
    """Not ``term``."""

    term: Term

    def write(self, gmail: bool) -> list[Word]:
        """NOT a"""
        return ["NOT", *self.term.write(gmail)]


Term = Criterion | AllOf | AnyOf | NotTerm


class Sign(Enum):
    """What a builder's chain may hold between its criteria."""

    AND = "and_()"
    OR = "or_()"
    NOT = "not_()"
    OPEN = "open_parenthesis()"
    CLOSE = "close_parenthesis()"


class SearchQueryError(ValueError):
    """The chain makes no sense: an operator without a criterion, a parenthesis without its other half."""


def parse_terms(chain: Sequence[Term | Sign]) -> Term:
    """The tree of a chain: NOT binds tightest, then AND (also when left out), then OR. Raises `SearchQueryError`."""
    reader = _Reader(chain)
    if not chain:
        return AllOf(())
    term = reader.read_any_of()
    if reader.next is not None:
        raise SearchQueryError(f"{_name(reader.next)} without its other half")
    return term


class _Reader:
    def __init__(self, chain: Sequence[Term | Sign]) -> None:
        self._chain = chain
        self._at = 0

    @property
    def next(self) -> Term | Sign | None:
        return self._chain[self._at] if self._at < len(self._chain) else None

    def _skip(self, sign: Sign) -> bool:
        found = self.next is sign
        self._at += found
        return found

    def read_any_of(self) -> Term:
        terms = [self._read_all_of()]
        while self._skip(Sign.OR):
            terms.append(self._read_all_of())
        return terms[0] if len(terms) == 1 else AnyOf(tuple(terms))

    def _read_all_of(self) -> Term:
        terms = [self._read_one()]
        while self._skip(Sign.AND) or self.next not in (None, Sign.OR, Sign.CLOSE):
            terms.append(self._read_one())
        return terms[0] if len(terms) == 1 else AllOf(tuple(terms))

    def _read_one(self) -> Term:
        if self._skip(Sign.NOT):
            return NotTerm(self._read_one())
        if self._skip(Sign.OPEN):
            term = self.read_any_of()
            if not self._skip(Sign.CLOSE):
                raise SearchQueryError("open_parenthesis() without close_parenthesis()")
            return term
        term_or_sign = self.next
        if term_or_sign is None or isinstance(term_or_sign, Sign):
            raise SearchQueryError(f"a criterion is missing before {_name(term_or_sign)}")
        self._at += 1
        return term_or_sign


def _name(what: Term | Sign | None) -> str:
    return what.value if isinstance(what, Sign) else "the end" if what is None else "a criterion"
