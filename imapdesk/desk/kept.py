"""Settings of the program as values: what the store keeps of them is JSON, and may be of another version."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")


def read_kept(kind: type[T], kept: object) -> T:
    """A value of a kind whose every field has a default; what is missing or of another type keeps it."""
    given = kept if isinstance(kept, dict) else {}
    known: dict[str, Any] = {field.name: field.default for field in fields(kind)}
    return kind(**{name: given[name] for name, default in known.items() if type(given.get(name)) is type(default)})
