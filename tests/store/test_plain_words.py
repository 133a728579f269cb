"""The quick way to find the words of ASCII text finds what the general one finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from imapdesk.store.indexing.folding import find_all_words, find_words
from imapdesk.store.indexing.sieving import WordSieve


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


@given(st.text(st.characters(max_codepoint=127), max_size=120))
def test_the_words_of_headings_are_the_same_with_and_without_an_accent_elsewhere(text: str) -> None:
    assert find_all_words(f"{text} é") == find_all_words(text) | {"e"}


def test_words_of_headings_are_whole_may_be_codes_and_begin_with_a_letter() -> None:
    assert find_all_words(f"re_A1b2 9lives Größe 3 漢字 {'x' * 501}") == {"re", "a1b2", "grosse"}
    assert find_all_words(f"re_A1b2 9lives 3 {'x' * 500}") == {"re", "a1b2", "x" * 500}


TEXTS = st.lists(st.text(st.sampled_from("aZé9 _漢.ß\n"), max_size=70), max_size=4)


@given(st.lists(TEXTS, max_size=4))
def test_every_word_is_told_once_and_in_a_counted_message_again(messages: list[list[str]]) -> None:
    sieve = WordSieve(draw=lambda: 1.0)
    told = [set(sieve.sift(texts)) for texts in messages]
    words = [set[str]().union(*map(find_words, texts)) for texts in messages]
    assert set().union(*told) == set().union(*words)
    counting = WordSieve(draw=lambda: 0.0)
    assert [set(counting.sift(texts)) for texts in messages] == words
    assert all(sieve.sift(texts) == () for texts in messages)
