"""How facts and claims read: every kind, standing and tense, as a person found them right.

The lines are in ``golden/sentences.txt``. After a change of words, write them anew and read what
changed:

    python -m tests.diplograph.test_sentences > tests/diplograph/golden/sentences.txt
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

import pytest

from diplograph.catalogue import EMBASSIES, KINDS, STATEMENTS
from diplograph.dates import OPEN_END, parse_date
from diplograph.kinds import STANDINGS, Kind, Values
from diplograph.model import Claim
from diplograph.sentences import claim_sentence, fact_sentence, title
from tests.diplograph.claims import claim, embassy

GOLDEN = Path(__file__).parent / "golden" / "sentences.txt"
NAMES = {
    "ap": "Associated Press", "BLR": "Belarus", "eu": "European Union", "KOR": "South Korea",
    "kim": "Kim Jong Un", "lukashenko": "Alexander Lukashenko", "minsk": "Minsk",
    "moscow": "Moscow", "PRK": "North Korea", "putin": "Vladimir Putin",
    "pyongyang": "Pyongyang", "RUS": "Russia", "USA": "United States", "[x]": "[x]",
}  # fmt: skip

EXAMPLES: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "relations": (
        {"country_a": "BLR", "country_b": "USA", "status": "relations"},
        {"country_a": "USA", "country_b": "PRK", "status": "recognition"},
    ),
    "embassies": (
        {"sender": "PRK", "receiver": "BLR", "city": "minsk", "level": "embassy"},
        {"sender": "USA", "receiver": "eu", "level": "non-resident"},
    ),
    "visits": (
        {
            "visitors": "lukashenko", "sender": "BLR", "host": "PRK", "city": "pyongyang",
            "type": "official", "arrived_from": "moscow", "received_by": "kim",
            "distinction": "the first by a president of Belarus",
        },
        {"sender": "USA", "host": "KOR"},
    ),
    "meetings": (
        {
            "participants": "lukashenko;kim", "city": "pyongyang", "topic": "trade",
            "outcome": "a joint committee",
        },
        {"countries": "USA;eu"},
    ),
    "treaties": (
        {
            "name": "Treaty on Friendship", "parties": "PRK;RUS", "type": "defence;friendship",
            "signed": "2015-06-19", "signed_by": "putin;kim", "city": "pyongyang",
            "terms": "each helps the other if attacked",
        },
        {"name": "Pact", "parties": "USA;KOR"},
    ),
    "sanctions": (
        {
            "senders": "USA;eu", "target": "BLR", "type": "trade;arms", "grounds": "rigged polls",
            "legal_basis": "EO 13405",
        },
        {"senders": "eu", "target": "USA"},
    ),
    "military_support": (
        {"supporters": "PRK", "recipients": "RUS", "type": "arms;troops", "against": "USA"},
        {"supporters": "USA;eu", "recipients": "KOR", "type": "basing"},
    ),
    "statements": (
        {
            "speakers": "USA;KOR", "about": "PRK;RUS", "type": "accusation",
            "text": "North Korea sends arms to Russia",
        },
        {"about": "USA", "type": "threat", "text": "there will be an answer"},
    ),
    "memberships": (
        {"member": "BLR", "organization": "eu", "status": "observer"},
        {"member": "USA", "organization": "eu", "status": "subscriber"},
    ),
    "offices": (
        {"person": "kim", "country": "PRK", "office": "President of State Affairs"},
        {
            "person": "putin", "country": "RUS", "office": "ambassador", "accredited_to": "USA",
        },
    ),
}  # fmt: skip
"""Of a kind a full row and a sparse one, whose sentences a person has read."""

_SAID = {"Country": ("BLR", "USA"), "Organization": ("eu",), "Person": ("kim",), "City": ("minsk",)}


def example(kind: Kind) -> dict[str, str]:
    """A full row of any kind: one that a person chose, or else one made from its declaration."""
    if kind.name in EXAMPLES:
        return EXAMPLES[kind.name][0]
    found, turn = {}, cycle((0, 1))
    for column in kind.columns:
        if column.entity:
            some = _SAID[column.entity[0]]
            found[column.name] = some[next(turn) % len(some)]
        elif not column.date:
            found[column.name] = column.words[0] if column.words else "words"
    return found


def name(id_: str) -> str:
    return NAMES[id_]


def said(
    kind: Kind, cells: dict[str, str], standing: str, over: bool, who: tuple[str, ...] = ()
) -> Claim:
    """A claim of these cells, that lasts or is over."""
    if not kind.when.lasts:
        dates = {kind.when.first: "2016-09-21/2016-09-22" if over else "2016-09-21/.."}
    else:
        dates = {"from": "2015", "to": "2016-09-22" if over else ""}
    made = claim(kind, "2016-09-22", standing=standing, **{f"{k}_": v for k, v in dates.items()})
    values = claim(kind, "2016-09-22", **cells).values
    return replace(made, values={**values, **made.values}, attributed_to=who)


def lines() -> Iterator[str]:
    """Each of these kinds in every standing and tense, as title, as a fact, and as a claim."""
    for which, (full, sparse) in EXAMPLES.items():
        kind = KINDS[which]
        yield kind.name
        for standing in STANDINGS:
            values = said(kind, full, standing, over=False).values
            if standing in ("asserted", "denied"):
                yield f"  {title(kind, standing, values, name)}"
            for over in (False, True):
                end = parse_date("2016-09-22") if over else OPEN_END
                yield f"  {fact_sentence(kind, standing, values, parse_date('2015'), end, name)}"
                one = said(kind, full, standing, over, ("ap",))
                yield f"  {claim_sentence(kind, one, 'P', name)}"
                if standing == "denied":
                    told = claim_sentence(kind, replace(one, attributed_to=()), "P", name)
                    yield f"  {told}"
        yield f"{kind.name}, with little said"
        values = said(kind, sparse, "asserted", over=False).values
        yield f"  {title(kind, 'asserted', values, name)}"
        for standing in STANDINGS:
            one = said(kind, sparse, standing, over=False, who=("KOR", "USA"))
            yield f"  {claim_sentence(kind, one, 'P', name)}"


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize("standing", STANDINGS)
@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_any_kind_reads_as_a_sentence(kind: Kind, standing: str, over: bool) -> None:
    one = said(kind, example(kind), standing, over, ("ap",))
    end = parse_date("2016-09-22") if over else OPEN_END
    for text in (
        fact_sentence(kind, standing, one.values, parse_date("2015"), end, name),
        claim_sentence(kind, one, "P", name),
    ):
        assert text[0].isupper()
        assert text.endswith(").")
        assert not set("{}[]<>") & set(text)
        assert "not said" not in text


def test_every_kind_in_every_standing_and_tense_reads_as_it_was_found_right() -> None:
    assert [*lines()] == GOLDEN.read_text(encoding="utf-8").splitlines()


def test_each_kind_has_an_example_with_a_word_in_every_column() -> None:
    for which, (full, sparse) in EXAMPLES.items():
        kind = KINDS[which]
        said_somewhere = {*full, *sparse, *kind.dated}
        assert said_somewhere == set(kind.by_name), kind.name


def test_every_type_of_statement_has_a_verb_in_its_sentence() -> None:
    row: Values = {"speakers": ("BLR",), "about": ("USA",), "text": ("words",)}
    for word in STATEMENTS.by_name["type"].words:
        text = fact_sentence(
            STATEMENTS, "asserted", {**row, "type": (word,)}, parse_date("2016"), OPEN_END, name
        )
        assert text.startswith("Belarus ")
        assert " the United States: words" in text


def test_a_denial_without_dates_speaks_of_the_day_of_its_publication() -> None:
    one = replace(embassy("2016-09-22", standing="denied"), attributed_to=("BLR",))
    assert claim_sentence(EMBASSIES, one, "P", name) == (
        "Belarus denies that North Korea had an embassy in Minsk, Belarus "
        "(as of 22 September 2016)."
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_hostile_text_in_a_cell_is_shown_as_it_is(kind: Kind) -> None:
    hostile = "{sender} [x] {a type} | {#senders a|b} <one>"
    free = [column.name for column in kind.columns if column.free]
    values = {
        **said(kind, example(kind), "asserted", over=True).values,
        **dict.fromkeys(free, (hostile,)),
    }
    text = fact_sentence(kind, "asserted", values, parse_date("2015"), OPEN_END, name)
    assert text.count(hostile) == sum(f"{{{one}}}" in kind.phrase.now for one in free)


def test_a_hostile_name_is_shown_as_it_is() -> None:
    values: Values = {"sender": ("[x]",), "receiver": ("BLR",), "level": ("embassy",)}
    assert title(EMBASSIES, "asserted", values, name) == "[x]: embassy in Belarus"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(*lines(), sep="\n")
