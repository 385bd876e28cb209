"""What is left out of a picture, in words."""

from __future__ import annotations

from dataclasses import replace

from dashboard.picture.address import View
from dashboard.picture.filtered import parts
from tests.dashboard.facts import name


def test_each_filter_is_a_sentence_with_the_way_back() -> None:
    view = View(
        focus=("PRK", "BLR"),
        shared=True,
        kinds=("embassies", "visits"),
        types=("embassies.non-resident",),
        standings=("alleged", "denied"),
        contested=True,
        publisher="AFP",
        source="afp-2024-06-19",
        dataset="data",
        bloc="eu",
        region="Asia",
    )
    found = parts(view, name)
    assert [words for words, _ in found] == [
        "only embassies and other missions and visits",
        "of the kinds that have them only ⚑ non-resident mission",
        "only what is alleged and denied",
        "only what is contested",
        "only what AFP says",
        "only what one source says (afp-2024-06-19)",
        "only what the dataset data says",
        f"neighbours only from {name('eu')}",
        "neighbours only from Asia",
        "only who is tied to all in focus",
    ]
    for _, without in found:
        view = replace(view, **without)
    assert parts(view, name) == []


def test_with_no_kind_nothing_is_left() -> None:
    assert parts(View(kinds=()), name) == [("only nothing", {"kinds": None})]
