"""Which parts are the message itself and which are attached (the algorithm of RFC 8621 4.1.4, with mail's habits)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from imapdesk.mime.headers.params import NOTHING, Parameters, parse_parameters
from imapdesk.mime.limits import MAX_REPEATS
from imapdesk.mime.structure.tree import Part

_UNSEEN_ALTERNATIVES = frozenset({"text/x-amp-html", "text/watch-html", "text/enriched", "text/richtext"})
_FILES = frozenset({  # texts that programs read, and people only through them
    "text/calendar", "text/csv", "text/css", "text/directory", "text/javascript", "text/rtf", "text/vcard",
    "text/x-vcard", "text/xml", "text/x-amp-html", "text/tab-separated-values", "text/x-vcalendar",
})  # fmt: skip
_HTML = frozenset({"text/html", "text/htm"})
_PAGES = frozenset({"application/xhtml+xml", "text/xhtml", "text/x-html"})
_MAX_BARE = 1_000_000  # bytes of a multipart without parts that are shown as text
_NAME_OF_ID = re.compile(r"[<>\s]")


@dataclass(slots=True)
class Chosen:
    """The parts by their use, each with what its Content-Disposition says."""

    text: list[Part] = field(default_factory=list)
    html: list[Part] = field(default_factory=list)
    attached: list[tuple[Part, Parameters, bool]] = field(default_factory=list)  # part, disposition, is in a related
    forms: dict[int, int] = field(default_factory=dict)  # a body's identity: the alternative that has it in both forms
    opened: bool = False  # some stood inside of another part
    forks: set[int] = field(default_factory=set)  # identities of resource forks, halves of files (RFC 1740)


def choose_bodies(root: Part) -> Chosen:
    """Walk the tree (its depth is bounded) and sort every leaf."""
    chosen = Chosen()
    _sort(root, chosen, container="", index=0, in_related=False)
    return chosen


def _sort(part: Part, chosen: Chosen, *, container: str, index: int, in_related: bool) -> bool:
    """Put a part or all parts inside of it where they belong; False for another form of a text."""
    if part.is_multipart and part.children:
        _walk(part, chosen, in_related=in_related)
        return True
    if part.opened:
        chosen.opened = True
        chosen.attached.append((part, read_disposition(part), in_related))
        return _sort(part.children[0], chosen, container="", index=0, in_related=False)
    return _sort_leaf(part, chosen, container=container, index=index, in_related=in_related)


def _walk(container: Part, chosen: Chosen, *, in_related: bool) -> None:
    kind = container.type.partition("/")[2]
    related = in_related or kind == "related"
    children = container.children
    if kind == "appledouble" and len(children) == 2 and "apple" in children[0].type:
        chosen.forks.add(id(children[0]))
    root_index = _find_related_root(container) if kind == "related" else 0
    texts, htmls = len(chosen.text), len(chosen.html)
    unseen: list[Part] = []
    for index, child in enumerate(children):
        place = 0 if index == root_index else index or 1
        if not _sort(child, chosen, container=kind, index=place, in_related=related):
            unseen.append(child)
    if kind == "alternative":
        _close_alternative(container, chosen, chosen.text[texts:], chosen.html[htmls:], unseen)


def _close_alternative(
    container: Part, chosen: Chosen, texts: list[Part], htmls: list[Part], unseen: list[Part]
) -> None:
    """Forms that no reader shows are a text where there is no other; a text and a page say the same."""
    if not texts and not htmls:
        chosen.text.extend(unseen[:1])
    elif texts and htmls:
        chosen.forms.update((id(part), container.body) for part in (*texts, *htmls))


def _find_related_root(container: Part) -> int:
    """RFC 2387 3.2: the part that "start" names, else the first."""
    start = _NAME_OF_ID.sub("", container.content.get("start"))
    if start:
        for index, child in enumerate(container.children):
            if _NAME_OF_ID.sub("", child.head.first("content-id")) == start:
                return index
    return 0


def _sort_leaf(part: Part, chosen: Chosen, *, container: str, index: int, in_related: bool) -> bool:
    """Put a part where it belongs; whether it belongs anywhere, as other forms of a text do not."""
    disposition = read_disposition(part)
    attached = _is_attached(disposition)
    if part.is_multipart and (part.depth == 0 or (part.end - part.body < _MAX_BARE and not attached)):
        chosen.text.append(part)  # a multipart without parts: what is there is for reading
        return True
    named = bool(find_name(part.content, disposition))
    beside = not named and (container != "related" or _is_stray(part, chosen))
    if attached or not (index == 0 or container == "alternative" or beside):
        chosen.attached.append((part, disposition, in_related))
    elif part.type in _HTML or (container == "" and part.type in _PAGES):
        chosen.html.append(part)
    elif part.type == "text/plain" or (container == "" and _is_readable(part.type)):
        chosen.text.append(part)
    elif container == "alternative" and part.type in _UNSEEN_ALTERNATIVES:
        return False
    else:
        chosen.attached.append((part, disposition, in_related))
    return True


def _is_attached(disposition: Parameters) -> bool:
    """RFC 2183 2.8: a disposition nobody knows counts as an attachment; without a name it is hardly meant so."""
    if disposition.value in {"", "inline"}:
        return False
    return disposition.value == "attachment" or bool(disposition.get("filename"))


def _is_stray(part: Part, chosen: Chosen) -> bool:
    """Whether nothing can refer to a part of a related, which is to be read then; a second page is a frame's."""
    if part.head.first("content-id") or part.head.first("content-location"):
        return False
    return not chosen.html if part.type in _HTML else part.type == "text/plain"


def read_disposition(part: Part, hint: str = "") -> Parameters:
    """What Content-Disposition says; of several the first counts, but a name is taken wherever it stands."""
    values = part.head.all("content-disposition")
    if not values:
        return NOTHING
    first, *others = (parse_parameters(value, hint) for value in values[:MAX_REPEATS])
    named = next((other for other in others if other.get("filename")), None)
    if named is None or first.get("filename"):
        return first
    return Parameters(first.value or named.value, {**named.items, **first.items})


def find_name(content: Parameters, disposition: Parameters) -> str:
    """The file name that a part is given, wherever its writer put it (RFC 2183 2.3, else RFC 2046's habit)."""
    names = (disposition.get("filename"), content.get("name"), disposition.get("name"), content.get("filename"))
    return next(filter(str.strip, names), "")


def _is_readable(type_: str) -> bool:
    """Whether a message that is nothing but this part is read as text; texts of unknown kinds are (RFC 2046 4.1.4)."""
    if type_.startswith("text/"):
        return type_ not in _FILES
    return type_ in {"message/delivery-status", "message/disposition-notification"}
