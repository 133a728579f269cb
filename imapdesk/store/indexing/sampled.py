"""The index ``sampled``: what ``words`` has of one message in 64, so that it answers anything in a 64th of the time.

A message's rank alone says whether it is there. Ranks are times, and much mail comes in turns: so they are mixed until
neighbours and any row of equal steps are as good as drawn by chance.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

ONE_OF = 64
_BITS = 64
_MASK = (1 << _BITS) - 1
# the fractions of the square roots of 2, 3 and 5 in 64 bits, made odd
_FACTORS = 0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B
_FOLDED = 32  # the upper half of a product is mixed better than the lower one


def is_sampled(rank: int) -> bool:
    """Whether the message of a rank is in the sample."""
    mixed = rank & _MASK
    for factor in _FACTORS:
        mixed = mixed * factor & _MASK
        mixed ^= mixed >> _FOLDED
    return mixed % ONE_OF == 0


def forget_unsampled(cursor: sqlite3.Cursor, ids: Iterable[int]) -> None:
    """Some messages are in the sample, if they belong there."""
    cursor.executemany("DELETE FROM unsampled WHERE id = ?", [(id_,) for id_ in ids])
