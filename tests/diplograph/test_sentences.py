"""How facts and claims read."""

from __future__ import annotations

from datetime import date

import pytest

from diplograph.catalogue import KINDS
from diplograph.dates import OPEN_END, UNKNOWN, Window, parse_date
from diplograph.kinds import STANDINGS, Kind, Values
from diplograph.model import Claim
from diplograph.sentences import claim_sentence, fact_sentence, title

NAMES = {"PRK": "North Korea", "BLR": "Belarus", "minsk": "Minsk", "kcna": "KCNA", "KOR": "[x]"}

EMBASSY: Values = {
    "sender": ("PRK",),
    "receiver": ("BLR",),
    "city": ("minsk",),
    "level": ("embassy",),
}

every_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
every_standing = pytest.mark.parametrize("standing", STANDINGS)


def name(id_: str) -> str:
    return NAMES.get(id_, id_)


def some_values(kind: Kind, full: bool) -> dict[str, tuple[str, ...]]:
    """A value in every column, or in those alone that a row must have."""
    needed = {column.name for column in kind.columns if column.required} | set(kind.any_of[:1])
    return {
        column.name: (
            ("PRK",)
            if column.entity
            else ("2016",)
            if column.date
            else (column.words or ("words of a source",))[:1]
        )
        for column in kind.columns
        if full or column.name in needed
    }


def claim(kind: str, standing: str, values: Values, attributed_to: tuple[str, ...] = ()) -> Claim:
    return Claim(
        id="c",
        dataset="d",
        kind=kind,
        slug="f",
        standing=standing,
        values=values,
        attributed_to=attributed_to,
        sources=("s",),
        locator="",
        note="",
        parties=frozenset({"@ap"}),
        published=(date(2024, 7, 23),),
        file=f"{kind}.csv",
        line=2,
    )


@every_kind
@every_standing
@pytest.mark.parametrize("full", [True, False], ids=["full", "sparse"])
@pytest.mark.parametrize("over", [True, False], ids=["over", "lasting"])
def test_every_kind_in_every_standing_is_a_sentence(
    kind: Kind, standing: str, full: bool, over: bool
) -> None:
    end = parse_date("2020") if over else OPEN_END
    values = some_values(kind, full)
    text = fact_sentence(kind, standing, values, parse_date("2016"), end, name)
    assert text.endswith(".")
    assert text[0].isupper()
    assert not set(text) & set("{}[]|")
    assert "(not said)" not in text
    assert "  " not in text
    assert "North Korea" in text


@every_kind
@every_standing
def test_every_claim_says_who_says_it(kind: Kind, standing: str) -> None:
    told = claim_sentence(kind, claim(kind.name, standing, some_values(kind, False)), "AP", name)
    assert told.startswith("AP ")
    assert told.endswith(".")


@every_kind
@every_standing
def test_every_fact_has_a_title_without_holes(kind: Kind, standing: str) -> None:
    text = title(kind, standing, some_values(kind, False), name)
    assert text
    assert not set(text) & set("{}[]|")


def test_an_embassy_that_stands_has() -> None:
    kind = KINDS["embassies"]
    text = fact_sentence(kind, "asserted", EMBASSY, parse_date("2016-09-21"), OPEN_END, name)
    assert text == "North Korea has an embassy in Belarus (Minsk) (since 21 September 2016)."


def test_an_embassy_that_is_closed_had() -> None:
    text = fact_sentence(
        KINDS["embassies"], "asserted", EMBASSY, parse_date("2016"), parse_date("2020-03"), name
    )
    assert text == "North Korea had an embassy in Belarus (Minsk) (from 2016 to March 2020)."


def test_an_absence_is_said_as_one_and_as_of_when() -> None:
    known = Window(UNKNOWN, date(2024, 7, 23))
    text = fact_sentence(KINDS["embassies"], "denied", EMBASSY, known, OPEN_END, name)
    assert (
        text == "North Korea has no embassy in Belarus (Minsk) (since 23 July 2024 at the latest)."
    )


@pytest.mark.parametrize(
    ("standing", "word"), [("alleged", "Alleged: "), ("expected", "Expected: ")]
)
def test_what_is_not_asserted_says_so_first(standing: str, word: str) -> None:
    text = fact_sentence(KINDS["embassies"], standing, EMBASSY, parse_date("2016"), OPEN_END, name)
    assert text.startswith(f"{word}North Korea has an embassy")


@pytest.mark.parametrize(
    ("standing", "who", "said"),
    [
        ("asserted", ("kcna",), "KCNA says that North Korea has an embassy in Belarus"),
        ("alleged", ("kcna", "BLR"), "KCNA and Belarus allege that North Korea has an embassy"),
        ("expected", ("kcna",), "KCNA expects that North Korea has an embassy"),
        ("denied", ("BLR",), "Belarus denies that North Korea has an embassy in Belarus"),
        ("denied", (), "AP says that North Korea has no embassy in Belarus"),
        ("asserted", (), "AP says that North Korea has an embassy in Belarus"),
    ],
)
def test_a_claim_is_told_by_those_it_is_attributed_to_or_else_its_publisher(
    standing: str, who: tuple[str, ...], said: str
) -> None:
    told = claim_sentence(
        KINDS["embassies"], claim("embassies", standing, EMBASSY, who), "AP", name
    )
    assert told.startswith(said)


@every_kind
def test_hostile_text_in_a_cell_is_shown_as_it_is(kind: Kind) -> None:
    hostile = "{sender} [x] {a type} | {#senders a|b}"
    free = [column.name for column in kind.columns if column.free]
    values = {**some_values(kind, True), **dict.fromkeys(free, (hostile,))}
    text = fact_sentence(kind, "asserted", values, parse_date("2016"), OPEN_END, name)
    shown = [n for n in free if f"{{{n}}}" in kind.phrase.now]
    assert text.count(hostile) == len(shown)


def test_a_hostile_name_is_shown_as_it_is() -> None:
    values: Values = {**EMBASSY, "sender": ("KOR",)}
    assert title(KINDS["embassies"], "asserted", values, name) == "[x]: embassy in Belarus (Minsk)"
