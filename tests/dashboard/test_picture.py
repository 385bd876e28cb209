"""What the eye must tell apart differs in the picture, and in what is handed to vis-network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from dashboard.picture.bundle import FACT, PAIR
from dashboard.picture.draw import DASHES, SHAPES, arguments
from dashboard.picture.layout import place
from dashboard.picture.picture import Picture, picture
from diplograph.catalogue import KINDS
from diplograph.dates import Window
from diplograph.kinds import ENTITY_LABELS, STANDINGS
from diplograph.questions.core import TieRecord
from tests.dashboard.records import HOSTILE, entity, tie

WORLD = {id_: entity(id_) for id_ in ("PRK", "BLR", "RUS")}


def of(ties: Sequence[TieRecord], **options: Any) -> Picture:
    ids = sorted({id_ for one in ties for id_ in (one.start_id, one.end_id)})
    return picture(ties, {}, WORLD, ids, ["PRK"], **options)


def drawn(shown: Picture) -> list[dict[str, Any]]:
    """The single ties as they are handed to the component."""
    sent = arguments(shown, place(shown))
    lines: list[dict[str, Any]] = [{**sent["usual"], **line} for line in sent["lines"]]
    return [line for line in lines if line["grain"] in (FACT, PAIR) and line["count"] == 1]


def test_one_edge_for_each_fact_and_pair_under_an_id_that_lasts() -> None:
    shown = of([tie("a"), tie("b"), tie("b", end_id="RUS")])
    ids = [edge.id for edge in shown.edges]
    assert len(set(ids)) == 3
    assert "b|PRK|RUS|HAS_EMBASSY_IN" in ids
    assert set(shown.edges_of("b")) == {"b|PRK|BLR|HAS_EMBASSY_IN", "b|PRK|RUS|HAS_EMBASSY_IN"}


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_tie_of_every_kind_can_be_drawn_in_the_kinds_own_colours(kind: Any) -> None:
    for type_ in kind.tie_types:
        [edge] = drawn(of([tie(kind=kind.name, type_=type_, value="")]))
        absent = type_ not in {rule.type for rule in kind.ties}
        assert edge["absent"] is absent
        if not absent:
            assert edge["kind"] == kind.name
            assert edge["parts"] == [[edge["parts"][0][0], kind.name]]
            assert edge["parts"][0][0].startswith(kind.style.symbol)


def test_symmetric_ties_have_no_arrow_and_others_do() -> None:
    shown = of([tie("a"), tie("b", "relations", "RELATIONS_WITH", "relations")])
    arrows = {edge["id"][0]: edge["heads"] for edge in drawn(shown)}
    assert arrows == {"a": [False, True], "b": [False, False]}


def test_each_standing_has_its_own_pattern_and_is_written_too() -> None:
    shown = of([tie(standing, standing=standing) for standing in STANDINGS])
    assert {edge["standing"] for edge in drawn(shown)} == set(STANDINGS) == set(DASHES)
    assert len({str(pattern) for pattern in DASHES.values()}) == len(STANDINGS)
    labels = {edge.standing: edge.label for edge in shown.edges}
    assert "alleged" in labels["alleged"]
    assert "expected" in labels["expected"]


def test_an_absence_is_drawn_as_one() -> None:
    absence = tie(type_="HAS_NO_EMBASSY_IN", standing="denied")
    [edge] = drawn(of([absence]))
    assert edge["parts"] == [["✕ no embassy", ""]]
    assert edge["absent"]


def test_a_contested_tie_is_marked() -> None:
    edges = {edge["id"][0]: edge for edge in drawn(of([tie("a", contested=True), tie("b")]))}
    assert edges["a"]["parts"][0][0].startswith("⚡")
    assert edges["a"]["contested"]
    assert not edges["b"]["contested"]


def test_what_is_only_possible_on_the_day_is_thinner_and_marked() -> None:
    unsure = Window(date(1990, 1, 1), date(1993, 12, 31))
    ties = [tie("a", start=unsure), tie("b", start=Window(date(1980, 1, 1), date(1980, 1, 1)))]
    edges = {edge["id"][0]: edge for edge in drawn(of(ties, as_of=date(1992, 6, 1)))}
    assert not edges["a"]["certain"]
    assert edges["a"]["parts"][0][0].endswith("?")
    assert edges["a"]["width"] < edges["b"]["width"]


def test_what_no_later_source_says_is_last_known() -> None:
    said = date(2022, 11, 16)
    ties = [
        tie("open", last_said=said),
        tie("ended", last_said=said, end=Window(date(2025, 1, 1), date(2025, 1, 1))),
        tie("visit", "visits", "VISITED", "official", last_said=said),
        tie("alleged", standing="alleged", last_said=said),
        tie("unsure", start=Window(date(2023, 1, 1), date(2025, 1, 1)), last_said=said),
    ]
    shown = of(ties, as_of=date(2024, 1, 1))
    marked = {edge.fact: edge for edge in shown.edges if edge.label.endswith("⋯")}
    assert set(marked) == {"open", "alleged"}
    assert "Last known: no source after 16 November 2022 says so." in marked["open"].title
    assert shown.sentence.endswith(": 2 certain, 1 last known, 1 possibly, 1 alleged.")
    assert not any(edge.last_known for edge in of(ties, as_of=said).edges)
    assert not any(edge.last_known for edge in of(ties).edges)


def test_the_legend_has_the_ways_of_drawing_that_occur() -> None:
    assert of([tie()]).ways == ["asserted"]
    absence = tie("b", type_="HAS_NO_EMBASSY_IN", standing="denied")
    ties = [tie("a", standing="alleged", contested=True), absence]
    assert of(ties).ways == ["alleged", "contested", "absent"]


def test_entities_differ_in_shape_and_in_colour() -> None:
    assert set(SHAPES) == set(ENTITY_LABELS)
    for look in ("shape", "light", "dark"):
        assert len({SHAPES[label][look] for label in ENTITY_LABELS}) == len(ENTITY_LABELS)


def test_the_sentence_says_what_is_shown_and_the_limit_what_is_not() -> None:
    shown = of([tie()], as_of=date(2016, 10, 1), known_on=date(2016, 9, 30), hidden=5)
    assert shown.sentence == (
        "1 tie from 1 fact between 2 entities, as of 1 October 2016, "
        "as the record stood on 30 September 2016: 1 certain."
    )
    assert shown.limit.startswith("2 of 7 entities drawn")
    assert of([tie()]).limit == ""


def test_the_legend_has_every_kind_with_its_count() -> None:
    entries = of([tie("a"), tie("b")]).legend
    assert [entry.kind for entry in entries] == list(KINDS)
    assert {entry.kind: entry.count for entry in entries}["embassies"] == 2


def test_ids_are_never_shown_and_hostile_text_stays_text() -> None:
    world = {"PRK": entity("PRK", name=HOSTILE), "BLR": entity("BLR", name="Belarus")}
    shown = picture([tie("secret-slug", value=HOSTILE)], {}, world, ["PRK", "BLR"], ["PRK"])
    for words in (*(e.label + e.title for e in shown.edges), *(n.title for n in shown.nodes)):
        assert "secret-slug" not in words
        assert "PRK" not in words
    sent = json.loads(json.dumps(arguments(shown, place(shown))))
    assert sent["nodes"][0]["title"].startswith("</script><img")
