"""Finding an entity by whatever name a source gives it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from diplograph.dates import OPEN, Window
from diplograph.entities import (
    NotFound,
    Registry,
    entity_from,
    folded,
    split,
    well_known_countries,
)
from diplograph.model import Entity

COUNTRY = ("Country",)
PERSON = ("Person",)
PARTY = ("Country", "Organization")


def person(id_: str, name: str, *aliases: str) -> Entity:
    return entity_from("Person", {"id": id_, "name": name, "aliases": ";".join(aliases)})


PEOPLE = (
    person(
        "kim-jong-un", "Kim Jong Un", "Kim Jong-un", "Kim Jŏngŭn", "김정은", "Ким Чен Ын", "金正恩"
    ),
    person("choe-son-hui", "Choe Son Hui", "Choe Son-hui", "Ch'oe Sŏnhŭi", "최선희", "Цой Сон Хи"),
    person("maxim-ryzhenkov", "Maxim Ryzhenkov", "Maksim Ryzhankou", "Максим Рыженков"),
    person("alexander-lukashenko", "Alexander Lukashenko", "Aliaksandr Łukašenka", "Лукашенко"),
    person("kim-a", "Kim Yong Chol", "Kim"),
    person("kim-b", "Kim Yong Nam", "Kim"),
)

COUNTRIES = Registry(well_known_countries())
REGISTRY = Registry([*well_known_countries(), *PEOPLE])


def miss(registry: Registry, text: str, labels: tuple[str, ...] = COUNTRY) -> NotFound:
    with pytest.raises(NotFound) as found:
        registry.find(text, labels)
    return found.value


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("  U.S.  ", "us"),
        ("São Tomé", "sao tome"),
        ("KIM JONG-UN", "kim jong un"),
        ("Kim_Jong_Un", "kim jong un"),
        ("Ch'oe", "choe"),
        ("Türkiye", "turkiye"),
        ("Straße", "strasse"),
        ("Беларусь", "беларусь"),
        ("...", "..."),
        ("-", "-"),
        ("", ""),
    ],
)
def test_a_name_is_compared_without_case_accents_and_punctuation(name: str, key: str) -> None:
    assert folded(name) == key


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("text", ["김정은", "평양", "Минск"])
def test_names_in_other_scripts_stay_apart(text: str) -> None:
    assert folded(text)
    assert folded(text) != folded(text[:-1])


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("PRK", "PRK"),
        ("KP", "PRK"),
        ("North Korea", "PRK"),
        ("NORTH KOREA", "PRK"),
        ("north-korea", "PRK"),
        ("DPRK", "PRK"),
        ("D.P.R.K.", "PRK"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("ROK", "KOR"),
        ("South Korea", "KOR"),
        ("Belarus", "BLR"),
        ("Byelorussia", "BLR"),
        ("Russian Federation", "RUS"),
    ],
)
def test_a_state_is_found_by_code_name_or_alias(text: str, id_: str) -> None:
    assert COUNTRIES.find(text, COUNTRY).id == id_


def test_korea_alone_names_both() -> None:
    found = miss(COUNTRIES, "Korea")
    assert str(found) == "which of KOR (South Korea), PRK (North Korea)?"
    assert found.code == "ambiguous-name"


def test_a_misspelt_state_is_suggested() -> None:
    found = miss(COUNTRIES, "Belaruss")
    assert str(found) == "no such state; Belarus (BLR)?"
    assert found.code == "unknown-state"


@pytest.mark.parametrize(
    ("text", "first"),
    [("Nort Korea", "PRK"), ("Rossia", "RUS"), ("Untied States", "USA"), ("PRKK", "PRK")],
)
def test_the_nearest_name_is_suggested_first(text: str, first: str) -> None:
    assert COUNTRIES.suggest(text, COUNTRY, 2)[0] == first


def test_what_resembles_nothing_is_not_suggested() -> None:
    assert str(miss(COUNTRIES, "Xqzzvy")) == "no such state"


def test_an_id_of_another_sort_is_named_as_such() -> None:
    assert str(miss(REGISTRY, "kim-jong-un")) == "is a person; wanted: state"


def test_both_wanted_sorts_are_named() -> None:
    assert str(miss(REGISTRY, "Xqzzvy", PARTY)) == "no such state or organization"


def test_an_ambiguous_person_is_not_guessed() -> None:
    found = miss(REGISTRY, "Kim", PERSON)
    assert str(found) == "which of kim-a (Kim Yong Chol), kim-b (Kim Yong Nam)?"


def test_a_name_is_ambiguous_only_among_what_is_wanted() -> None:
    city = entity_from("City", {"id": "georgia-city", "name": "Atlantis"})
    state = entity_from("Country", {"id": "XAT", "name": "Atlantis"})
    registry = Registry([city, state])
    assert registry.find("Atlantis", COUNTRY) is state
    assert registry.find("Atlantis", ("City",)) is city


def test_an_id_wins_over_another_s_name() -> None:
    one = entity_from("Organization", {"id": "un", "name": "United Nations"})
    other = entity_from("Organization", {"id": "x", "name": "un"})
    assert Registry([other, one]).find("un", ("Organization",)) is one


def test_a_corrected_entity_keeps_its_earlier_names() -> None:
    registry = Registry([person("a", "Old Name", "Alias")])
    corrected = person("a", "New Name")
    registry.add(corrected)
    for text in ("Old Name", "Alias", "New Name"):
        assert registry.find(text, PERSON) is corrected


NAMES = [(name, one.id) for one in PEOPLE for name in (one.name, *one.aliases) if name != "Kim"]


@pytest.mark.parametrize(("name", "id_"), NAMES)
def test_a_person_is_found_by_any_romanisation(name: str, id_: str) -> None:
    assert REGISTRY.find(name, PERSON).id == id_


@given(
    st.sampled_from(NAMES),
    st.sampled_from([str.upper, str.lower, str.title, str.swapcase]),
    st.sampled_from([" ", "  ", "-", "_", " - "]),
    st.sampled_from(["", " ", "."]),
)
def test_case_and_spacing_do_not_matter(
    pair: tuple[str, str], case: type[str], gap: str, edge: str
) -> None:
    name, id_ = pair
    written = edge + gap.join(case(name).split(" ")) + edge
    assert REGISTRY.find(written, PERSON).id == id_


@given(st.data())
def test_every_registered_name_of_a_state_finds_it_or_names_it(data: st.DataObject) -> None:
    state = data.draw(st.sampled_from(list(COUNTRIES.entities.values())))
    name = data.draw(st.sampled_from([state.id, state.name, *state.aliases]))
    short = len(name.replace(".", "")) <= 4
    written = data.draw(st.sampled_from([name, name.upper(), name.lower(), f" {name} "]))
    assume(folded(written) == folded(name) and (not short or written == name))
    try:
        said = COUNTRIES.find(written, COUNTRY, COUNTRIES.lives.of(state.id)).id
    except NotFound as found:
        said = str(found) if found.code == "ambiguous-name" else ""
    assert said == state.id or f"{state.id} ({state.name})" in said


@given(st.text(max_size=30))
def test_any_text_is_found_or_refused_with_a_reason(text: str) -> None:
    reason = ""
    try:
        REGISTRY.find(text, PARTY)
    except NotFound as found:
        reason = str(found)
    assert reason or folded(text)


def test_a_list_is_split_at_semicolons_without_blanks() -> None:
    assert split(" a; b;;c ;") == ("a", "b", "c")
    assert split("") == ()


def test_the_well_known_countries_have_one_id_each() -> None:
    ids = [country.id for country in well_known_countries()]
    assert {"PRK", "KOR", "BLR", "RUS", "USA"} <= set(ids)
    assert len(ids) == len(set(ids))


def during(first: str, last: str = "") -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last) if last else OPEN)


@pytest.mark.parametrize(
    ("text", "id_"),
    [("NA", "NAM"), ("NO", "NOR"), ("IS", "ISL"), ("IN", "IND"), ("U.K.", "GBR"), ("UK", "GBR")],
)
def test_a_code_or_abbreviation_is_a_name_in_capitals(text: str, id_: str) -> None:
    assert COUNTRIES.find(text, COUNTRY).id == id_


NO_NAMES = ["n/a", "N/A", "N.A.", "n.a.", "none", "None", "unknown", "Unknown", "-", "—", "?"]


@pytest.mark.parametrize(
    "text", [*NO_NAMES, "na", "Na", "no", "No.", "is", "in", "In", "per", "can"]
)
def test_a_word_in_small_letters_is_no_code(text: str) -> None:
    assert miss(REGISTRY, text, PARTY).code == "unknown-state or organization"


@pytest.mark.parametrize("text", NO_NAMES)
def test_what_says_that_nothing_is_said_is_to_be_left_blank(text: str) -> None:
    assert str(miss(COUNTRIES, text)).startswith("is no name; leave the cell blank")


@pytest.mark.parametrize(("text", "id_"), [("prk", "PRK"), ("usa", "USA"), ("suhh", "SUHH")])
def test_a_code_in_small_letters_is_suggested(text: str, id_: str) -> None:
    assert f"({id_})?" in str(miss(COUNTRIES, text))


@pytest.mark.parametrize("text", ["England", "Scotland", "Wales", "northern ireland"])
def test_a_part_of_the_united_kingdom_leads_to_it(text: str) -> None:
    said = str(miss(COUNTRIES, text))
    assert said == "is a part of the United Kingdom; GBR (United Kingdom)?"


@pytest.mark.parametrize(
    ("text", "span", "id_"),
    [
        ("Korea", during("1900-01-01", "1900-12-31"), "XKOR"),
        ("Yemen", during("1950-01-01", "1960-12-31"), "XYAR"),
        ("Yemen", during("1950-01-01"), "YEM"),
        ("Yemen", during("1995-01-01", "1995-01-01"), "YEM"),
        ("Vietnam", during("1960-01-01", "1960-12-31"), "VNM"),
        ("SUHH", during("2000-01-01"), "SUHH"),
    ],
)
def test_of_several_states_the_one_of_that_time_is_meant(text: str, span: Window, id_: str) -> None:
    assert COUNTRIES.find(text, COUNTRY, span).id == id_


@pytest.mark.parametrize(
    ("text", "span", "said"),
    [
        ("Korea", during("1950-01-01"), "KOR (South Korea), PRK (North Korea)"),
        ("Korea", during("1900-01-01"), "KOR (South Korea), PRK (North Korea)"),
        ("Yemen", during("1970-01-01", "1980-01-01"), "XYAR (North Yemen), YDYE (South Yemen)"),
        ("Congo", during("2000-01-01"), "COD (Democratic Republic of the Congo), COG"),
    ],
)
def test_where_several_of_that_time_may_be_meant_they_are_named(
    text: str, span: Window, said: str
) -> None:
    with pytest.raises(NotFound, match="which of") as found:
        COUNTRIES.find(text, COUNTRY, span)
    assert said in str(found.value)


def test_a_state_outside_its_life_is_told_with_those_of_that_time() -> None:
    russia = COUNTRIES.find("Russia", COUNTRY)
    said = COUNTRIES.life_warning(russia, during("1970-01-01", "1970-12-31"))
    assert said == (
        "is taken as Russia (RUS), which began on 1991-12-25; the row ends 1970-12-31; "
        "at that time: Soviet Union (SUHH)"
    )
    assert COUNTRIES.life_warning(russia, during("1970-01-01")) == ""
    yugoslavia = COUNTRIES.find("Yugoslavia", COUNTRY)
    said = COUNTRIES.life_warning(yugoslavia, during("2005-01-01"))
    assert "which ended on 2003-02-03; the row begins 2005-01-01" in said
    assert "Serbia and Montenegro (CSXX)" in said


def test_a_name_is_looked_up_once_and_anew_when_another_comes_to_bear_it() -> None:
    registry = Registry([entity_from("Country", {"id": "XAA", "name": "Atlantis"})])
    assert registry.find("Atlantis", COUNTRY).id == "XAA"
    registry.add(entity_from("Country", {"id": "XAB", "name": "Atlantis"}))
    assert miss(registry, "Atlantis").code == "ambiguous-name"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Korea, North", "PRK"),
        ("Congo, Democratic Republic of the", "COD"),
        ("Gambia, The", "GMB"),
        ("Korea, Republic of", "KOR"),
    ],
)
def test_a_state_is_found_by_a_name_that_is_turned_round(name: str, id_: str) -> None:
    assert Registry(well_known_countries()).find(name, ("Country",)).id == id_


def test_only_names_of_states_are_turned_round() -> None:
    registry = Registry(well_known_countries())
    with pytest.raises(NotFound):
        registry.find("Korea, North", ("Organization",))
    with pytest.raises(NotFound):
        registry.find("Atlantis, North", ("Country",))
