"""Plain text taken apart for folding: what was written now, what is quoted, and the signature."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_LEVEL = re.compile(r"(?:[ \t]?>)+")
_MARKS = re.compile(r"(?:[ \t]?>)+ ?")
_OPENERS = r"On|Am|Le|El|Il|Op|Den|Em|W\ dniu|Dne|Dňa|Pe|Vào|Pada|На"
_WROTE = (
    r"wrote|schrieb(?:en)?|a\ écrit|escribió|ha\ scritto|schreef|skrev|escreveu|napisał\(?a?\)?|napsala?|scris|viết"
    r"|menulis|написала?|kirjoitti|írta"
)
_WROTE_LAST = (
    r"napisał\(?a?\)?|написала?|написал\(а\)|пишет|kirjoitti|írta|yazdı"
    r"|のメッセージ|さんは書きました|写道|寫道|님이\ 작성"
)
_SENT_ON = r"Forwarded\ message|Weitergeleitete\ Nachricht|Message\ transféré|Mensaje\ reenviado|Messaggio\ inoltrato"
_FORWARD = re.compile(rf"^[ \t]*-{{2,}}[ \t]*(?:{_SENT_ON})[ \t]*-{{2,}}[ \t]*$", re.IGNORECASE | re.MULTILINE)
_FORWARDS = re.compile(r"\s*(?:fwd?|wg|tr|rv|enc|doorst|i|vb|pd|转发|轉寄|轉發|転送)\s*[:：]", re.IGNORECASE)
_ORIGINAL = (
    r"Original\ Message|Ursprüngliche\ Nachricht|Message\ d'origine|Mensaje\ original|Messaggio\ originale"
    r"|Oorspronkelijk\ bericht|Исходное\ сообщение|原始邮件|原始郵件"
)
_ATTRIBUTION = re.compile(
    rf"^(?:(?:{_OPENERS})\s.{{4,200}}\b(?:{_WROTE})[^:]{{0,80}}:"
    rf"|.{{3,200}}(?:{_WROTE_LAST})[^:：]{{0,40}}[:：]"
    rf"|-{{2,}}\s*(?:{_ORIGINAL}|{_SENT_ON})\s*-{{2,}})[ \t]*$",
    re.IGNORECASE,
)
_MAX_LINE = 400  # an attribution is a line or two, never a paragraph


class Kind(StrEnum):
    """What a run of lines is."""

    WRITTEN = "written"
    QUOTED = "quoted"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines of one kind; ``level`` is the deepest number of ">" among the quoted ones."""

    kind: Kind
    text: str
    level: int = 0


def fold_quotes(text: str) -> list[Block]:
    """The blocks of a plain text in order; joined by line ends they are the text again."""
    lines = text.split("\n")
    kinds = _kinds_of(lines)
    blocks: list[Block] = []
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            run = lines[start:index]
            level = max(map(level_of, run)) if kinds[start] is Kind.QUOTED else 0
            blocks.append(Block(kinds[start], "\n".join(run), level))
            start = index
    return blocks


def level_of(line: str) -> int:
    """How many times a line is quoted."""
    match = _LEVEL.match(line)
    return match[0].count(">") if match else 0


def split_levels(block: Block) -> list[tuple[int, str]]:
    """The runs of a block by how deep they are quoted, without their marks; an empty line goes with what is around."""
    runs: list[tuple[int, list[str]]] = []
    for line in block.text.split("\n"):
        level, bare = level_of(line), _bare(line)
        if runs and (runs[-1][0] == level or not bare.strip()):
            runs[-1][1].append(bare)
        else:
            runs.append((level, [bare]))
    return [(level, "\n".join(lines)) for level, lines in runs]


def _bare(line: str) -> str:
    """A line without the marks at its beginning; those further on are the writer's own, as in "Bob <b@example.com>"."""
    marks = _MARKS.match(line)
    return line[marks.end() :] if marks else line


def is_forward(subject: str, text: str) -> bool:
    """Whether a message was sent on: then what stands in it as quoted is what it is about."""
    return _FORWARDS.match(subject) is not None or _FORWARD.search(text) is not None


def is_attribution(line: str) -> bool:
    """Whether a line introduces a quotation: "On Monday, Ann wrote:", in many languages."""
    return 3 < len(line) <= _MAX_LINE and _ATTRIBUTION.match(line.strip()) is not None


def _kinds_of(lines: list[str]) -> list[Kind]:
    kinds = [Kind.QUOTED if level_of(line) else Kind.WRITTEN for line in lines]
    _mark_attributions(lines, kinds)
    _mark_gaps(lines, kinds)
    _mark_signature(lines, kinds)
    return kinds


def _mark_attributions(lines: list[str], kinds: list[Kind]) -> None:
    """A line (or two) that introduces quoted lines folds with them; "Original Message" folds all that follows."""
    for index, line in enumerate(lines):
        if kinds[index] is Kind.QUOTED:
            continue
        joined = f"{line} {lines[index + 1]}" if index + 1 < len(lines) else line
        if is_attribution(line):
            span = 1
        elif len(joined) <= _MAX_LINE and line.strip() and not line.rstrip().endswith(".") and is_attribution(joined):
            span = 2
        else:
            continue
        if line.lstrip().startswith("--"):
            kinds[index:] = [Kind.QUOTED] * (len(lines) - index)
            return
        if _is_followed_by_quote(lines, kinds, index + span):
            kinds[index : index + span] = [Kind.QUOTED] * span


def _is_followed_by_quote(lines: list[str], kinds: list[Kind], index: int) -> bool:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index < len(lines) and kinds[index] is Kind.QUOTED


def _mark_gaps(lines: list[str], kinds: list[Kind]) -> None:
    """Empty lines between quoted ones are part of the quotation."""
    last = -1
    for index, line in enumerate(lines):
        if kinds[index] is Kind.QUOTED:
            if last >= 0 and all(not gap.strip() for gap in lines[last + 1 : index]):
                kinds[last + 1 : index] = [Kind.QUOTED] * (index - last - 1)
            last = index
        elif line.strip():
            last = -1


def _mark_signature(lines: list[str], kinds: list[Kind]) -> None:
    """From "-- " to the end (RFC 3676 4.3), if nothing quoted stands behind it."""
    for index in range(len(lines) - 1, -1, -1):
        if kinds[index] is Kind.QUOTED:
            return
        if lines[index] in ("-- ", "--", "-- \r", "—"):
            kinds[index:] = [Kind.SIGNATURE] * (len(lines) - index)
            return
