"""The language of templates."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.phrases import Words, columns_of, fill, listed, with_article, with_the


def words(**cells: Sequence[str]) -> Words:
    return lambda column: cells.get(column, ())


@pytest.mark.parametrize(
    ("template", "cells", "text"),
    [
        ("{sender} in {city}", {"sender": ["Belarus"], "city": ["Minsk"]}, "Belarus in Minsk"),
        ("{sender} left", {"sender": ["A", "B", "C"]}, "A, B and C left"),
        ("{sender} left", {}, "(not said) left"),
        ("{visitors|sender} came", {"visitors": ["Kim"], "sender": ["Korea"]}, "Kim came"),
        ("{visitors|sender} came", {"sender": ["Korea"]}, "Korea came"),
        ("has {a level}", {"level": ["embassy"]}, "has an embassy"),
        ("has {a level}", {"level": ["consulate"]}, "has a consulate"),
        ("{sender} {#sender is|are} here", {"sender": ["A"]}, "A is here"),
        ("{sender} {#sender is|are} here", {"sender": ["A", "B"]}, "A and B are here"),
        ("here[ ({city})]", {"city": ["Minsk"]}, "here (Minsk)"),
        ("here[ ({city})]", {}, "here"),
        ("[{who}|Somebody] spoke", {"who": ["Kim"]}, "Kim spoke"),
        ("[{who}|Somebody] spoke", {}, "Somebody spoke"),
        ("[{a} ({b})|{a|b}] came", {"a": ["Kim"]}, "Kim came"),
        ("[{a} ({b})|{a|b}] came", {"a": ["Kim"], "b": ["Korea"]}, "Kim (Korea) came"),
        ("[{a} {#b is|are}|none]", {"a": ["Kim"]}, "Kim is"),
    ],
)
def test_a_template_is_filled(template: str, cells: dict[str, list[str]], text: str) -> None:
    assert fill(template, words(**cells)) == text


@pytest.mark.parametrize("hostile", ["{sender}", "[x]", "{a level}", "[{city}|y]", "{", "]", "|"])
def test_a_value_is_never_read_as_a_template(hostile: str) -> None:
    cells = words(sender=["Belarus"], text=[hostile], city=["Minsk"], level=["embassy"])
    assert fill("{sender}: {text}[ ({city})]", cells) == f"Belarus: {hostile} (Minsk)"
    assert fill("{sender}[: {text}|nothing]", cells) == f"Belarus: {hostile}"


@given(st.text(min_size=1).filter(lambda text: text == text.strip()))
def test_any_value_stands_in_the_text_as_it_is(value: str) -> None:
    assert fill("[{text}|none]", words(text=[value])) == value


@pytest.mark.parametrize(
    "template", ["{sender", "[{sender}", "{Sender}", "{#sender}", "{sender a|b}", "{}", "{a b c}"]
)
def test_a_malformed_template_is_refused(template: str) -> None:
    with pytest.raises(ValueError, match="malformed template"):
        columns_of(template)


def test_a_template_s_columns_are_all_that_it_names() -> None:
    template = "[{visitors} ({sender})|{host}] {#visitors visits|visit}[ on {a type} visit]"
    assert columns_of(template) == ("visitors", "sender", "host", "visitors", "type")


@pytest.mark.parametrize(
    ("items", "text"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_in_words(items: list[str], text: str) -> None:
    assert listed(items) == text


@pytest.mark.parametrize(
    ("noun", "text"),
    [
        ("embassy", "an embassy"),
        ("interests section", "an interests section"),
        ("observer", "an observer"),
        ("union", "a union"),
        ("European office", "a European office"),
        ("member", "a member"),
        ("high commission", "a high commission"),
    ],
)
def test_an_article_is_by_sound(noun: str, text: str) -> None:
    assert with_article(noun) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("United States", "the United States"),
        ("Netherlands", "the Netherlands"),
        ("Democratic Republic of the Congo", "the Democratic Republic of the Congo"),
        ("Faroe Islands", "the Faroe Islands"),
        ("World Health Organization", "the World Health Organization"),
        ("Ministry of Foreign Affairs of Belarus", "the Ministry of Foreign Affairs of Belarus"),
        ("North Korea", "North Korea"),
        ("NATO", "NATO"),
        ("John Court", "John Court"),
        ("South Georgia and the South Sandwich Islands",) * 2,
    ],
)
def test_the_stands_before_what_is_named_by_what_it_is(name: str, text: str) -> None:
    assert with_the(name) == text


def test_each_of_several_names_has_its_own_the() -> None:
    cells = words(sender=["United States", "Belarus", "European Union"])
    assert fill("{the sender}", cells) == "the United States, Belarus and the European Union"
