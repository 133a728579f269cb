"""A message of the demo as its server searches it: decoded, in one case, headers by their names."""

from __future__ import annotations

from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Readable:
    """All texts are casefolded; ``body`` has the headers of the parts, which name attached files."""

    fields: tuple[tuple[str, str], ...]
    body: str

    @property
    def whole(self) -> str:
        """Header and body."""
        return "\n".join((*(f"{name}: {value}" for name, value in self.fields), self.body))

    def join_fields(self, name: str) -> str | None:
        """What all fields of that name say, or None where there is none."""
        found = [value for own, value in self.fields if own == name.casefold()]
        return "\n".join(found) if found else None


@lru_cache(maxsize=512)
def read_message(raw: bytes) -> Readable:
    """The message, decoded: a word that crosses an encoded line is found as a person reads it."""
    message = message_from_bytes(raw, policy=policy.default)
    body = [line for part in message.walk() for line in _list_lines(part, message)]
    return Readable(_list_fields(message), "\n".join(body))


def _list_fields(message: EmailMessage) -> tuple[tuple[str, str], ...]:
    return tuple((name.casefold(), str(value).casefold()) for name, value in message.items())


def _list_lines(part: EmailMessage, whole: EmailMessage) -> list[str]:
    head = [] if part is whole else [f"{name}: {value}" for name, value in _list_fields(part)]
    if part.get_content_maintype() != "text":
        return head
    return [*head, str(part.get_content()).casefold()]
