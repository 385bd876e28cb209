"""Ids are readable, tell different things apart, and stay what they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.ids import entity_part, plain, text_part

# Golden: these stand in addresses and exports, so no release may change them.
GOLDEN = {
    "President": "president",
    "Minister of Foreign Affairs": "minister-of-foreign-affairs",
    "UN Resolution 1718 (2006)": "un-resolution-1718-2006~b1e5181d",
    "Pact “A” – ‘B’": "pact-a-b~45d94adc",
    "조약": "조약",
    "Договор о дружбе": "договор-о-дружбе",
    "x²": "x²",
    "…": "~b4935894",
    "a" * 48: "a" * 48,
    "Treaty " * 12: "treaty-treaty-treaty-treaty-treaty-treaty-treaty~26ba8642",
}


@pytest.mark.parametrize("text", GOLDEN)
def test_a_text_has_the_id_that_it_had(text: str) -> None:
    assert text_part(text) == GOLDEN[text]


def test_what_separates_the_parts_of_an_id_is_escaped_in_an_entity_s() -> None:
    assert entity_part("a:b+c~d%e.f") == "a%3Ab%2Bc%7Ed%25e.f"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("President  of\tthe State", "president of the state"),
        ("the “Pact”", 'the "pact"'),
        ("2000–2008", "2000-2008"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_typography_makes_no_difference(one: str, other: str) -> None:
    assert plain(one) == plain(other)
    assert text_part(one) == text_part(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Decree 1", "Decree 2"),
        ("Article 5(1)", "Article 51"),
        ("x²", "x2"),
        ("A/B", "A B"),
        ("A-B", "A B"),
        ("Café", "Cafe"),
        ("Treaty " * 20 + "1", "Treaty " * 20 + "2"),
    ],
)
def test_all_else_does(one: str, other: str) -> None:
    assert text_part(one) != text_part(other)


@given(st.text(), st.text())
def test_two_texts_have_one_id_only_if_they_are_the_same(one: str, other: str) -> None:
    assert (text_part(one) == text_part(other)) == (plain(one) == plain(other))


@given(st.text())
def test_an_id_has_nothing_in_it_that_separates_its_parts(text: str) -> None:
    assert not set(text_part(text)) & set(":+ \n")
    assert len(text_part(text)) <= 60


@given(st.text("ab:+~%"), st.text("ab:+~%"))
def test_entities_ids_are_kept_apart(one: str, other: str) -> None:
    assert (entity_part(one) == entity_part(other)) == (one == other)
    assert not set(entity_part(one)) & set(":+~")
