"""Which rows of several datasets are about one entity."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.entities import BUILTIN, entity_from
from diplograph.identity import Identities, identities, merged, source_clashes
from diplograph.model import Entity, Source


def row(
    dataset: str, id_: str, name: str, label: str = "Person", **cells: str
) -> tuple[str, Entity]:
    return dataset, entity_from(label, {"id": id_, "name": name, **cells})


def source(dataset: str, id_: str, publisher: str, title: str, url: str = "") -> tuple[str, Source]:
    return dataset, Source(id_, publisher, title, date(2001, 1, 1), {"url": url})


def aliases(found: Identities) -> dict[str, str]:
    return {alias: to for alias, to in found.canonical.items() if alias != to}


def codes(found: Identities) -> list[str]:
    return [clash.code for clash in found.clashes]


def test_one_wikidata_item_is_one_entity() -> None:
    found = identities(
        [
            row("b", "eaeu", "EAEU", "Organization", wikidata="Q4320"),
            row("a", "eurasian-union", "Eurasian Economic Union", "Organization", wikidata="Q4320"),
        ]
    )
    assert aliases(found) == {"eaeu": "eurasian-union"}
    (joined,) = found.joined
    assert (joined.why, joined.shared, joined.datasets) == ("wikidata", ("Q4320",), ("a", "b"))
    assert not found.clashes


def test_the_programs_own_id_goes_first() -> None:
    found = identities(
        [
            row("a", "byelorussia", "Byelorussia", "Country", wikidata="Q184"),
            row(BUILTIN, "BLR", "Belarus", "Country", wikidata="Q184"),
        ]
    )
    assert aliases(found) == {"byelorussia": "BLR"}


def test_a_city_is_told_by_its_country_and_any_name() -> None:
    found = identities(
        [
            row("a", "minsk", "Minsk", "City", country="BLR", aliases="Минск"),
            row("b", "mensk", "Mensk", "City", country="BLR", aliases="МИНСК"),
            row("b", "minsk-pl", "Minsk", "City", country="POL"),
            row("c", "nowhere", "Minsk", "City"),
        ]
    )
    assert aliases(found) == {"mensk": "minsk"}


def test_the_country_itself_may_go_by_two_ids() -> None:
    found = identities(
        [
            row(BUILTIN, "BLR", "Belarus", "Country", wikidata="Q184"),
            row("b", "belarus", "Belarus", "Country", wikidata="Q184"),
            row("a", "minsk", "Minsk", "City", country="BLR"),
            row("b", "mensk", "Minsk", "City", country="belarus"),
        ]
    )
    assert aliases(found) == {"belarus": "BLR", "mensk": "minsk"}


def test_a_person_is_told_by_country_and_full_name_and_that_is_listed() -> None:
    found = identities(
        [
            row("a", "kim-jong-un", "Kim Jong Un", country="PRK", note="head of state"),
            row("b", "kju", "Marshal Kim", aliases="KIM JONG-UN", country="PRK", note="born 1984"),
        ]
    )
    assert aliases(found) == {"kju": "kim-jong-un"}
    assert found.joined[0].shared == ("kimjongun",)
    assert found.joined[0].notes == ("head of state", "born 1984")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"country": "PRK", "wikidata": "Q1"}, {"country": "PRK", "wikidata": "Q2"}),
        ({"country": "PRK"}, {"country": "KOR"}),
        ({"country": "PRK"}, {}),
    ],
)
def test_namesakes_stay_apart(one: dict[str, str], other: dict[str, str]) -> None:
    found = identities([row("a", "x", "Kim Yong", **one), row("b", "y", "Kim Yong", **other)])
    assert not aliases(found)


def test_a_surname_alone_joins_nobody() -> None:
    found = identities(
        [
            row("a", "x", "Kim Yong Chol", aliases="Kim", country="PRK"),
            row("b", "y", "Kim Yong Nam", aliases="Kim", country="PRK"),
        ]
    )
    assert not aliases(found)


def test_an_east_asian_name_of_one_word_is_a_full_one() -> None:
    found = identities(
        [
            row("a", "x", "Kim Jong Un", aliases="김정은", country="PRK"),
            row("b", "y", "Kim Cheong-eun", aliases="김정은", country="PRK"),
        ]
    )
    assert aliases(found) == {"y": "x"}


def test_two_rows_of_one_dataset_are_two_and_what_could_be_either_stays_alone() -> None:
    found = identities(
        [
            row("a", "x1", "Li Wei", country="CHN", note="envoy"),
            row("a", "x2", "Li Wei", country="CHN", note="minister"),
            row("b", "y", "Li Wei", country="CHN"),
        ]
    )
    assert not aliases(found)
    (clash,) = found.clashes
    assert (clash.code, clash.severity) == ("could-be-several", "warning")
    assert clash.ids == ("x1", "x2", "y")
    assert "x1 (Li Wei) and x2 (Li Wei) could each be y (Li Wei)" in clash.message


def test_a_row_without_an_item_is_not_given_one_of_two() -> None:
    found = identities(
        [
            row("a", "x", "Li Wei", country="CHN", wikidata="Q1"),
            row("b", "y", "Li Wei", country="CHN", wikidata="Q2"),
            row("c", "z", "Li Wei", country="CHN"),
        ]
    )
    assert not aliases(found)
    assert codes(found) == ["could-be-several"]


def test_one_item_for_two_rows_of_a_dataset_is_told() -> None:
    found = identities([row("a", "x", "Li Wei", wikidata="Q1"), row("a", "y", "Li", wikidata="Q1")])
    assert not aliases(found)
    assert codes(found) == ["one-item-two-ids"]


def test_one_id_for_two_persons_is_an_error() -> None:
    found = identities(
        [
            row("dsA", "kim", "Kim Dae-jung", country="KOR"),
            row("dsB", "kim", "Kim Jong-un", country="PRK"),
        ]
    )
    (clash,) = found.clashes
    assert (clash.code, clash.severity) == ("one-id-two-names", "error")
    assert clash.datasets == ("dsA", "dsB")
    assert clash.message.startswith("kim is Kim Dae-jung in dsA and Kim Jong-un in dsB")


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Kim Jongun", {}),
        ("KIM JONG-UN", {}),
        ("Chairman Kim", {"aliases": "Kim Jong Un"}),
        ("Respected Comrade", {"wikidata": "Q56226"}),
        ("", {"note": "adds only a note"}),
    ],
)
def test_one_id_with_anything_in_common_is_one(name: str, cells: dict[str, str]) -> None:
    first = row("a", "kim", "Kim Jong Un", wikidata="Q56226")
    assert not identities([first, row("b", "kim", name, **cells)]).clashes


def test_names_may_meet_in_a_third_dataset() -> None:
    rows = [row("a", "k", "One"), row("b", "k", "Two"), row("c", "k", "One", aliases="Two")]
    assert not identities(rows).clashes


def test_one_id_of_two_items_or_sorts_is_an_error() -> None:
    rows = [row("a", "k", "One", wikidata="Q1"), row("b", "k", "One", wikidata="Q2")]
    assert codes(identities(rows)) == ["one-id-two-items"]
    rows = [row("a", "k", "One"), row("b", "k", "One", "City")]
    assert codes(identities(rows)) == ["one-id-two-sorts"]


def test_the_programs_countries_may_be_corrected() -> None:
    rows = [
        row(BUILTIN, "SWZ", "Eswatini", "Country", wikidata="Q1050"),
        row("a", "SWZ", "Ngwane", "Country"),
    ]
    found = identities(rows)
    assert not found.clashes
    whole = merged(rows)
    assert (whole.id, whole.name, whole.aliases) == ("SWZ", "Ngwane", ("Eswatini",))
    assert whole.cells["wikidata"] == "Q1050"


def test_a_whole_keeps_every_id_and_name() -> None:
    whole = merged(
        [
            row("b", "mensk", "Mensk", "City", aliases="Менск", lat="53.9", country=""),
            row("a", "minsk", "Minsk", "City", aliases="Минск", country="BLR"),
        ]
    )
    assert (whole.id, whole.name) == ("minsk", "Mensk")
    assert whole.aliases == ("Минск", "Менск", "mensk", "Minsk")
    assert (whole.cells["lat"], whole.cells["country"]) == ("53.9", "BLR")


def test_one_id_for_two_sources_is_an_error() -> None:
    found = source_clashes([source("a", "s1", "P1", "T1"), source("b", "s1", "Rodong", "Other")])
    assert [(clash.code, clash.ids) for clash in found] == [("one-id-two-sources", ("s1",))]
    assert found[0].message == "s1 is P1: T1 in a and Rodong: Other in b; give one another id"


@pytest.mark.parametrize(
    "other",
    [("P1", "Else"), ("Else", "t1"), ("Else", "Other", "http://x.org/1")],
)
def test_sources_with_anything_in_common_are_one(other: tuple[str, ...]) -> None:
    first = source("a", "s1", "P1", "T1", "http://x.org/1")
    assert not source_clashes([first, source("b", "s1", *other)])


PEOPLE = st.lists(
    st.builds(
        row,
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["p", "q", "r", "s", "t", "u"]),
        st.sampled_from(["Li Wei", "LI WEI", "Wang Fang", "Kim Yong"]),
        st.sampled_from(["Person", "City"]),
        aliases=st.sampled_from(["", "Wang Fang", "Kim Yong"]),
        country=st.sampled_from(["", "CHN", "PRK"]),
        wikidata=st.sampled_from(["", "Q1", "Q2"]),
    ),
    max_size=8,
    unique_by=lambda one: (one[0], one[1].id),
)


@given(PEOPLE, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    rows: list[tuple[str, Entity]], random: Random
) -> None:
    shuffled = rows[:]
    random.shuffle(shuffled)
    assert identities(shuffled) == identities(rows)


@given(PEOPLE)
def test_no_entity_has_two_rows_of_a_dataset_two_items_or_two_sorts(
    rows: list[tuple[str, Entity]],
) -> None:
    found = identities(rows)
    wrong = {id_ for c in found.clashes if c.severity == "error" for id_ in c.ids}
    assert set(found.canonical) == {entity.id for _, entity in rows}
    for head in set(found.canonical.values()) - wrong:
        assert found.canonical[head] == head
        whole = [one for one in rows if found.canonical[one[1].id] == head]
        datasets = [dataset for dataset, _ in whole]
        assert len(datasets) == len(set(datasets))
        assert len({entity.label for _, entity in whole}) == 1
        assert len({q for _, entity in whole if (q := entity.cells["wikidata"])}) <= 1
    assert {(one.alias, one.canonical) for one in found.joined} == set(aliases(found).items())
