"""Which endings of hosts exist, by the public suffix list. Pure; the list comes with its library."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from imapdesk.mime.trust.lookalikes import fold_faces

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

# RFC 2606, RFC 6761 and RFC 7686, and what private networks use.
_RESERVED = frozenset({"example", "test", "invalid", "localhost", "local", "internal", "lan", "home", "corp", "onion"})
_USUAL = ("com", "net", "org", "info", "gov", "edu")
_TAKEN_FOR = (("rn", "m"), ("nn", "m"), ("vv", "w"), ("cl", "d"), ("l", "i"), ("i", "l"))


@cache
def load_suffixes() -> PublicSuffixList:
    """The list, read once, at the first question: it is half a megabyte of names."""
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def looks_like_suffix(label: str) -> bool:
    """Whether a host may end with this label, or with one that an eye takes for such, as "corn"."""
    label = label.lower()
    forms = {label, fold_faces(label), *(label.replace(seen, meant) for seen, meant in _TAKEN_FOR)}
    known = load_suffixes()
    if any(form in _RESERVED or known.publicsuffix(f"x.{form}", accept_unknown=False) for form in forms):
        return True
    return any(_is_slip(label, usual) for usual in _USUAL)


def _is_slip(label: str, usual: str) -> bool:
    """Whether one letter was added, left out or exchanged, as in "con"."""
    start = next(
        (place for place, pair in enumerate(zip(label, usual, strict=False)) if pair[0] != pair[1]), len(usual)
    )
    return label[start + 1 :] in {usual[start:], usual[start + 1 :]} or label[start:] == usual[start + 1 :]
