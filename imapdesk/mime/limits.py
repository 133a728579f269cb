"""How much of one message is looked at: every bound that keeps a hostile message cheap, in one place.

Chosen so that no honest message is cut (seen 2026-11: the largest honest header block was 60 kB, the deepest honest
nesting 12, the longest honest recipient list 3,000) and no dishonest one costs more than seconds or 300 MB.
"""

from __future__ import annotations

MAX_HEADER_BYTES = 4_000_000  # of one header block; what follows is left out and said
MAX_FIELDS = 10_000  # header fields of one block
MAX_VALUE_CHARS = 1_000_000  # of one header field
MAX_RECIPIENTS = 20_000  # of one header field
MAX_TOKENS = 200_000  # words, blanks and signs of one such field
MAX_REFERENCES = 2_000
MAX_PARTS = 10_000  # of one message, nested ones included
MAX_NEAR_DELIMITERS = 2_000_000  # lines that begin as a delimiter does and are none
MAX_DEPTH = 250  # multiparts and messages inside one another
MAX_PARAMETERS = 500  # of one Content-Type or Content-Disposition
MAX_TEXT_BYTES = 24_000_000  # of decoded text and of decoded HTML; the rest stays reachable as source
MAX_FLOWED_CHARS = 4_000_000  # of a format=flowed text whose lines are joined; a longer one keeps its line ends
MAX_REPEATS = 100  # fields of one name that are read, such as several To
MAX_SEALED_BYTES = 30_000_000  # of a part whose message is inside of a signature; a larger one stays closed
MAX_OPENED_BYTES = 40_000_000  # of what is taken out of such parts
