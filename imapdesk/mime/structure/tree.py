"""The parts of a message, found in one pass over its bytes.

Every line that starts with "--" is held against the boundaries that are open, innermost first; so a missing end
boundary, a doubled one or a shared prefix costs nothing and nests no call. Offsets only: no part is copied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from os.path import commonprefix

from imapdesk.mime.headers.fields import Head, find_start, parse_head, split_head, split_joined
from imapdesk.mime.headers.params import NOTHING, Parameters, parse_parameters
from imapdesk.mime.limits import MAX_DEPTH, MAX_HEADER_BYTES, MAX_NEAR_DELIMITERS, MAX_PARTS
from imapdesk.mime.structure.interrupted import find_second_block
from imapdesk.mime.structure.transfer import find_encoding

_TYPE = re.compile(r"[!#$&\w.+^-]+/[!#$&\w.+^*-]+\Z", re.ASCII)
_READABLE_TYPE = re.compile(r"\s*\"?(?:=\?[\w-]{1,60}\?q\?)?([a-z]+/[a-z0-9.+-]+)", re.ASCII | re.IGNORECASE)
_LOOSE_TYPES = {"text": "text/plain", "html": "text/html", "plain": "text/plain", "text/": "text/plain", "plain/text":
                "text/plain", "html/text": "text/html", "mixed": "multipart/mixed", "multipart": "multipart/mixed",
                "text/text": "text/plain", "multipart/": "multipart/mixed", "message": "message/rfc822",
                "<html>": "text/html"}  # fmt: skip
_LIKELY_BOUNDARY = re.compile(
    rb"(?:\A|\n)--([^\s-][^\r\n]{0,199}?|-[^\r\n]{3,198}?)[ \t]*\r*\n(?=[!-9;-~]+[ \t]*:|\r*\n)"
)
_FOLDED_BOUNDARY = re.compile(r"boundary\s*=\s*\"([^\"\n]{2,200}?)[ \t\r]*\n", re.IGNORECASE)
# RFC 2046 5.1.1: what stands behind the end boundary counts for nothing, unless a longer boundary may go on like that.
_AFTER_END = re.compile(rb"--(?=[^\w'()+,./:=?-])", re.ASCII)
_MESSAGES = frozenset({"message/rfc822", "message/global", "message/news"})
_EMPTY = re.compile(rb"\n\r*+\n")
INHERITED = " charset"  # no header can name a parameter like that
_MAX_SEARCHED = 20_000_000  # bytes that may be looked at again for a boundary that was not declared


@dataclass(slots=True)
class Part:
    """One node: its headers, where its body lies in the bytes, and the parts inside it."""

    head: Head
    body: int
    end: int
    type: str = "text/plain"
    content: Parameters = NOTHING
    children: list[Part] = field(default_factory=list)
    depth: int = 0
    opened: bool = False  # its child is what was found inside of it, and stands behind it

    @property
    def is_multipart(self) -> bool:
        return self.type.startswith("multipart/")

    @property
    def is_message(self) -> bool:
        return self.type in _MESSAGES

    @property
    def encoding(self) -> str:
        """The transfer encoding by `find_encoding`'s names."""
        return find_encoding(self.head.first("content-transfer-encoding"))


@dataclass(slots=True)
class _Frame:
    boundary: bytes
    part: Part


class TreeParser:
    """Builds the tree of one message; ``problems`` says what was cut or guessed."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.problems: list[str] = []
        self.count = 0
        self.near = 0  # lines that begin as a delimiter does
        self.searched = 0
        self.is_open = False  # whether an end boundary is missing

    def parse(self) -> Part:
        """The root part."""
        root = self._open(find_start(self.raw), len(self.raw), "text/plain", 0)
        self._join_head(root)
        self._find_parts(root)
        return root

    def parse_span(self, start: int, end: int, depth: int) -> Part:
        """The part between two places of the bytes, with the parts inside it."""
        part = self._open(start, end, "text/plain", depth)
        self._find_parts(part)
        return part

    def _find_parts(self, root: Part) -> None:
        self._fill(root)
        todo = [root]
        while todo:
            part = todo.pop()
            if part.is_multipart and not part.children and part.depth < MAX_DEPTH:
                self._look_again(part)
            todo.extend(part.children)

    def _join_head(self, root: Part) -> None:
        """Read on where empty lines cut the headers of a message in two."""
        found = find_second_block(self.raw, root.head, root.body)
        if found is not None:
            second, root.body = found
            root.head.fields = {**second.fields, **root.head.fields}
            split_joined(root.head)
            self._read_type(root, "text/plain")
            self._say("A line among the headers is no header and was left out.")

    def open_part(self, start: int, end: int, depth: int) -> Part:
        """The part between two places of the bytes, without the parts inside it."""
        return self._open(start, end, "text/plain", depth)

    def _open(self, start: int, end: int, default_type: str, depth: int, *, stop: int | None = None) -> Part:
        """The part that begins at ``start``: headers read up to ``stop``; body's end still that of its surroundings."""
        self.count += 1
        head_end, body = split_head(self.raw, start, end if stop is None else stop)
        head, cut = parse_head(self.raw, start, head_end)
        if cut is not None:
            body = cut
        self.problems.extend(problem for problem in head.problems if problem not in self.problems)
        split_joined(head)
        part = Part(head, min(body, end), end, depth=depth)
        self._read_type(part, default_type)
        return part

    def _read_type(self, part: Part, default_type: str) -> None:
        value = part.head.first("content-type")
        if not value.strip():
            part.type = default_type
            return
        part.content = parse_parameters(value)
        encoding = part.head.first("content-transfer-encoding")
        if "charset" in encoding and "charset" not in part.content.items:  # its line lost the header it belongs to
            extra = parse_parameters(encoding).items
            part.content = Parameters(part.content.value, {**part.content.items, **extra})
        part.type = _LOOSE_TYPES.get(part.content.value, part.content.value.replace("\\", "/"))
        if not _TYPE.match(part.type):
            for other in part.head.all("content-type")[1:]:
                content = parse_parameters(other)
                if _TYPE.match(content.value):
                    part.type, part.content = content.value, content
                    return
            self._guess_type(part, value)

    def _guess_type(self, part: Part, value: str) -> None:
        """A Content-Type that can't be read counts as text (RFC 2045 5.2), unless it has parts or a file's name."""
        found = _READABLE_TYPE.match(value)
        content = part.content
        unread = "application/octet-stream" if content.get("name") else "text/plain"
        part.type = found[1].lower() if found else "multipart/mixed" if content.get("boundary") else unread
        self.problems.append("A Content-Type could not be read.")

    def _fill(self, root: Part) -> None:
        """Find the children of ``root``, which covers ``raw[root.body:root.end]``, and of all parts inside."""
        raw, limit = self.raw, root.end
        stack: list[_Frame] = []
        active: dict[bytes, list[_Frame]] = {}
        spans: list[Part] = [root]  # open parts, outermost first: each ends where the next enclosing delimiter stands
        self._enter(root, stack, active, spans)
        position = spans[-1].body
        needle = _needle(active)
        while stack:
            spot = raw.find(needle, max(position - 1, 0), limit)
            if spot < 0:
                break
            line_end = raw.find(b"\n", spot + 1, limit)
            next_line = limit if line_end < 0 else line_end + 1
            position = next_line
            line = raw[spot + 3 : min(next_line, spot + 1_200)].rstrip(b" \t\r\n")
            frame, closing = _match(active, line)
            if frame is None:
                self.near += 1
                if self.near < MAX_NEAR_DELIMITERS:
                    continue
                self._say("There were too many parts; the rest was left out.")
                break
            end = max(spot - 4, 0) + len(raw[max(spot - 4, 0) : spot].rstrip(b"\r"))
            _close_spans(frame.part, end, spans)
            self._pop_to(frame, stack, active, inclusive=closing)
            if closing:
                needle = _needle(active)
                continue
            if self.count >= MAX_PARTS:
                self._say("There were too many parts; the rest was left out.")
                break
            default = "message/rfc822" if frame.part.type == "multipart/digest" else "text/plain"
            stop = self._find_delimiter(next_line, limit, active)
            child = self._open(next_line, limit, default, frame.part.depth + 1, stop=stop)
            frame.part.children.append(child)
            _inherit_charset(frame.part.content, child)
            spans.append(child)
            self._enter(child, stack, active, spans)
            needle = _needle(active)
            # A delimiter may follow at once, in place of the headers.
            position = self._resume_at(child, next_line, spans[-1].body, active)
        self.is_open = self.is_open or bool(stack)

    def _find_delimiter(self, start: int, limit: int, active: dict[bytes, list[_Frame]]) -> int:
        """Where a delimiter cuts a head that begins at ``start``; else each empty part would be read to the end."""
        needle = _needle(active)
        stop = min(limit, start + MAX_HEADER_BYTES)
        looked = start - 1
        spot = self.raw.find(needle, looked, stop)
        while spot >= 0 and _EMPTY.search(self.raw, looked, spot + 1) is None:  # the head ends there, whatever follows
            looked = spot
            line_end = self.raw.find(b"\n", spot + 1, limit)
            line = self.raw[spot + 3 : min(limit if line_end < 0 else line_end, spot + 1_200)].rstrip(b" \t\r")
            if _match(active, line)[0] is not None:
                return min(limit, spot + 1)
            self.near += 1
            spot = self.raw.find(needle, spot + 1, stop)
        return limit

    def _resume_at(self, child: Part, start: int, body: int, active: dict[bytes, list[_Frame]]) -> int:
        """Where to look on: at the body, or inside the head if a delimiter cut it short."""
        spot = self.raw.find(b"\n--", start - 1, body)
        while spot >= 0:
            stop = self.raw.find(b"\n", spot + 1)
            line = self.raw[spot + 3 : len(self.raw) if stop < 0 else stop].rstrip(b" \t\r")
            if _match(active, line)[0] is not None:
                child.head, cut = parse_head(self.raw, start, max(spot, start))
                child.body = max(spot, start) if cut is None else cut
                return spot + 1
            spot = self.raw.find(b"\n--", spot + 1, body)
        return body

    def _enter(self, part: Part, stack: list[_Frame], active: dict[bytes, list[_Frame]], spans: list[Part]) -> None:
        """Push the boundary of a multipart; step into a forwarded message, whose root is one more part."""
        while part.is_message and not part.encoding and part.depth < MAX_DEPTH and self.count < MAX_PARTS:
            start = find_start(self.raw[part.body : part.body + 2_000]) + part.body
            inner = self._open(min(start, part.end), part.end, "text/plain", part.depth + 1)
            part.children.append(inner)
            spans.append(inner)
            part = inner
        if not part.is_multipart:
            return
        if part.depth >= MAX_DEPTH:
            self._say("Parts are nested too deeply; the innermost were left as they are.")
            return
        boundary = _boundary_of(part)
        if not boundary and (boundary := self._find_boundary(part)) in active:
            return  # the next part of what is around it, so this one has no parts
        if boundary:
            frame = _Frame(boundary, part)
            stack.append(frame)
            active.setdefault(boundary, []).append(frame)

    def _find_boundary(self, part: Part) -> bytes:
        """The boundary that the body uses although the header does not name it."""
        size = min(part.end - part.body, 200_000)
        self.searched += size
        if self.searched > _MAX_SEARCHED:
            return b""
        match = _LIKELY_BOUNDARY.search(self.raw, max(part.body - 1, 0), part.body + size)
        if match is None or match.start() + 3 < part.body:
            return b""
        self._say("A boundary was missing or wrong and was guessed.")
        return match[1].rstrip()

    def _pop_to(
        self, frame: _Frame, stack: list[_Frame], active: dict[bytes, list[_Frame]], *, inclusive: bool
    ) -> None:
        while stack and stack[-1] is not frame:
            _forget(active, stack.pop())
            self.is_open = True
            self._say("An end boundary is missing.")
        if inclusive and stack:
            _forget(active, stack.pop())

    def _look_again(self, part: Part) -> None:
        """A multipart whose boundary never came gets a second look, with the boundary that its body shows."""
        boundary = self._find_boundary(part) or self._find_folded(part)
        self.searched += part.end - part.body
        if boundary and boundary != _boundary_of(part) and self.searched <= _MAX_SEARCHED:
            items = {**part.content.items, "boundary": boundary.decode("latin-1")}
            part.content = Parameters(part.content.value, items)
            self._fill(part)

    def _find_folded(self, part: Part) -> bytes:
        """The first line of a boundary that was folded, in its header as in each delimiter."""
        match = _FOLDED_BOUNDARY.search(part.head.first("content-type"))
        first = match[1].encode("latin-1", "replace") if match else b""
        return first if first and self.raw.find(b"\n--" + first, max(part.body - 1, 0), part.end) >= 0 else b""

    def _say(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)


def _needle(active: dict[bytes, list[_Frame]]) -> bytes:
    """What every delimiter line in question begins with; the longer, the faster a body is passed over."""
    if len(active) < 2:
        return b"\n--" + next(iter(active), b"")
    return b"\n--" + (commonprefix(list(active)) or b"")  # noqa: RUF071 (bytes, not paths)


def _boundary_of(part: Part) -> bytes:
    return part.content.get("boundary").encode("latin-1", "replace").rstrip()


def _match(active: dict[bytes, list[_Frame]], line: bytes, *, follows: bool = False) -> tuple[_Frame | None, bool]:
    """The frame whose delimiter this line is (after its "--"), and whether it is the closing one.

    The end boundary of one multipart may be followed by the next delimiter around it: "--inner----outer--".
    """
    frames = active.get(line)
    if frames:
        return frames[-1], False
    if line.endswith(b"--"):
        frames = active.get(line[:-2]) or active.get(line[:-2].rstrip())
        if frames:
            return frames[-1], True
    elif b"--" in line and (end := _AFTER_END.search(line)) is not None and (frames := active.get(line[: end.start()])):
        return frames[-1], True
    two = line.find(b"----", 1)
    if not follows and two > 0 and line[:two] in active:
        return _match(active, line[two + 4 :], follows=True)
    return None, False


def _inherit_charset(around: Parameters, part: Part) -> None:
    """Remember the charset that only the parts around this one name, under a name of its own: it is a hint."""
    charset = around.get("charset") or around.get(INHERITED)
    if charset and "charset" not in part.content.items:
        part.content = Parameters(part.content.value, {**part.content.items, INHERITED: charset})


def _forget(active: dict[bytes, list[_Frame]], frame: _Frame) -> None:
    frames = active.get(frame.boundary)
    if frames and frames[-1] is frame:
        frames.pop()
        if not frames:
            del active[frame.boundary]


def _close_spans(container: Part, end: int, spans: list[Part]) -> None:
    """End every open part inside ``container`` at ``end``."""
    while spans and spans[-1] is not container:
        part = spans.pop()
        part.end = max(min(part.end, end), part.body) if end >= part.body else part.body
        if part.body > part.end:
            part.body = part.end
