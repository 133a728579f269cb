"""The quick way to find the words of ASCII text finds what the general one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imapdesk.store.folding import find_words


def test_the_longest_compounds_are_words_and_long_codes_are_none() -> None:
    assert find_words("Donaudampfschifffahrtsgesellschaft, Straßenverkehrszulassungsordnungsänderung") == {
        "donaudampfschifffahrtsgesellschaft",
        "strassenverkehrszulassungsordnungsanderung",
    }
    assert find_words("Donaudampfschifffahrtsgesellschaft") == {"donaudampfschifffahrtsgesellschaft"}
    assert all(len(word) <= 30 for word in find_words("a1" * 30))


@given(st.text(st.characters(max_codepoint=127), max_size=120))
def test_plain_text_has_the_same_words_with_and_without_an_accent_elsewhere(text: str) -> None:
    assert find_words(f"{text} é") == find_words(text)  # one letter alone is no word, and "é" needs the general way
