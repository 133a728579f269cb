"""EUC-TW, for which Python has no codec: CNS 11643 planes 1 and 2 by way of Big5, whose order they all but share.

Both sets were made from one list of characters by radicals and strokes, so a character's place in one tells that in the
other; the table says where the distance between the two changes. What Big5 has not is shown as a mark.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MAX_BYTES = 1_000_000  # read character by character; no honest text in this charset is longer
_CHARACTER = re.compile(rb"(?:\x8e[\xa1-\xb0])?([\xa1-\xfe]{2})")
_NONE = 100_000  # a distance that leads out of Big5
# Plane: the places from which on Big5 is that far away. A row of CNS 11643 has 94 characters, one of Big5 157.
_DISTANCES = {
    1: (
        (0, 0), (21, 2), (23, _NONE), (24, -2), (25, 0), (73, 1), (74, -1), (75, 0), (127, 1), (128, -1), (129, 0),
        (148, 1), (149, -1), (150, 0), (155, -134), (156, 0), (234, _NONE), (282, -48), (456, _NONE), (470, 5631),
        (490, _NONE), (3290, -2819), (4702, -2818), (5126, -3243), (5127, -2819), (7003, -2432), (7004, -2820),
        (7391, -2819), (7916, -2630), (7917, -2820), (8106, -2819), (8190, -2673), (8191, -2820), (8245, -2819),
        (8246, -2821), (8247, -2820), (8337, -2819), (8691, _NONE),
    ),
    2: (
        (0, 6280), (10, 6281), (43, 6329), (44, 6280), (92, 6281), (138, 6448), (139, 6280), (306, 6281), (2146, 6928),
        (2147, 6281), (2255, 6282), (2792, 5635), (2793, 6282), (2893, 5643), (2894, 6281), (3293, 6282), (4930, 6831),
        (4931, 6281), (5077, 6822), (5078, 6280), (5365, 7143), (5366, 6279), (5482, 6280), (5619, 6281), (5723, 6702),
        (5724, 6280), (5946, 6281), (6144, 6282), (6226, 6283), (6312, 5914), (6313, 6282), (6321, 6283), (6474, 6284),
        (6530, 6584), (6531, 6283), (6644, 5959), (6645, 6282), (6787, 5970), (6788, 6281), (6833, 6282), (6904, 6476),
        (6905, 6281), (7099, 6282), (7589, 6325), (7590, 6281), (7633, 6282), (7634, 6283), (7645, 6271), (7646, 6282),
        (7650, _NONE),
    ),
}  # fmt: skip
_ROW, _BIG5_ROW, _LOW_HALF = 94, 157, 63
_LAST_ROW = 0xFE - 0xA1
_UNKNOWN = b"\xff"


def find_euc_tw(name: str) -> codecs.CodecInfo | None:
    """The codec of that name, for `codecs.register`."""
    return codecs.CodecInfo(_refuse, _decode, name="euc_tw") if name == "euc_tw" else None


def _decode(data: ReadableBuffer, errors: str = "strict") -> tuple[str, int]:
    whole = bytes(data)
    big5 = _CHARACTER.sub(lambda found: _to_big5(found[0]), whole[:_MAX_BYTES])
    return big5.decode("cp950", errors), len(whole)


def _refuse(text: str, errors: str = "strict") -> tuple[bytes, int]:
    raise UnicodeEncodeError("euc_tw", text, 0, len(text), "mail in this charset is read, never written")


@lru_cache(maxsize=20_000)  # characters; a text has few thousands, again and again
def _to_big5(character: bytes) -> bytes:
    plane = character[1] - 0xA0 if len(character) == 4 else 1
    distances = _DISTANCES.get(plane)
    if distances is None:
        return _UNKNOWN
    place = (character[-2] - 0xA1) * _ROW + character[-1] - 0xA1
    place += distances[bisect_right(distances, (place, _NONE)) - 1][1]
    lead, trail = divmod(place, _BIG5_ROW)
    if lead > _LAST_ROW:
        return _UNKNOWN
    return bytes((lead + 0xA1, trail + 0x40 if trail < _LOW_HALF else trail - _LOW_HALF + 0xA1))
