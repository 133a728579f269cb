"""Letters that look like others, folded to one form: two texts with the same form can be taken for each other.

A small part of Unicode's confusables (UTS 39), chosen for domains and names: letters of other alphabets that most
fonts draw like Latin ones, and what stands in for letters in plain ASCII.
"""

from __future__ import annotations

import unicodedata

from imapdesk.mime.text import find_scripts

_CYRILLIC = zip("аеорсухіјѕԁԛԝһӏьгкмнтвпи", "aeopcyxijsdqwhlbrkmhtbnu", strict=True)
_GREEK = zip("αορνυικτχγηω", "aopvuiktxynw", strict=True)
_ARMENIAN = zip("օոսրցհ", "onuqgh", strict=True)
_FACES = str.maketrans(dict([*_CYRILLIC, *_GREEK, *_ARMENIAN]))
_CLOSE = frozenset("аеорсухіјѕԁԛԝһӏαορνυικχօոսցհ")  # those that can hardly be told from Latin ones
_IN_ASCII = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"))


def fold_faces(text: str) -> str:
    """Lower case without accents, letters of other alphabets as the Latin ones that they look like."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in folded if not unicodedata.combining(char)).translate(_FACES)


def fold_lookalikes(host: str) -> str:
    """The form that every host has that looks like this one; only good to compare."""
    folded = fold_faces(host)
    for seen, letter in _IN_ASCII:
        folded = folded.replace(seen, letter)
    return folded


def plays_latin(label: str) -> bool:
    """Whether every letter of a label is of another alphabet and looks like a Latin one, as in the Cyrillic "раура"."""
    letters = [char for char in label if char.isalpha()]
    return bool(letters) and "LATIN" not in find_scripts(label) and all(char in _CLOSE for char in letters)
