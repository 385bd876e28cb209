"""Records to claims: codes, lists, spells, entities, and an account of every record."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from diplograph.model import Claim
from loader.mapping.apply import Run
from loader.mapping.cells import cell
from loader.mapping.command import preview
from loader.mapping.declaration import read_mapping
from loader.mapping.names import spellings
from loader.mapping.spells import spells
from tests.loader.mapping.helpers import EMBASSIES, SOURCE, errors, look, put


def _claims(folder: Path, table: str, mapping: str, name: str = "t.csv") -> list[Claim]:
    path = put(folder, table, mapping, name)
    run = Run(read_mapping(folder / "m.toml"))
    found = [claim for claim, _ in run.claims(path)]
    assert not run.problems, run.problems
    assert not run.account.unmatched, run.account.unmatched
    return found


@pytest.mark.parametrize(
    ("codes", "one", "other"),
    [
        ("iso2", "KP", "BY"),
        ("iso3", "PRK", "blr"),
        ("cow", "731", "370.0"),
        ("m49", "408", "112"),
        ("gec", "KN", "bo"),
        ("wikidata", "Q423", "Q184"),
    ],
)
def test_states_in_a_code_system(tmp_path: Path, codes: str, one: str, other: str) -> None:
    mapping = EMBASSIES
    for name in ("from", "to"):
        mapping = mapping.replace(f'= "{name}"', f"= {{ column = '{name}', codes = '{codes}' }}")
    (claim,) = _claims(tmp_path, f"from,to,type\n{one},{other},embassy\n", mapping)
    assert (claim.values["sender"], claim.values["receiver"]) == (("PRK",), ("BLR",))


def test_a_code_of_several_states_means_the_one_of_the_rows_time(tmp_path: Path) -> None:
    mapping = EMBASSIES.replace('"from"', "{ column = 'from', codes = 'cow' }")
    mapping += "from = 'since'\nto = 'until'\n"
    table = "from,to,type,since,until\n365,USA,embassy,1934,1990\n365,USA,embassy,1995,2001\n"
    found = [claim.values["sender"][0] for claim in _claims(tmp_path, table, mapping)]
    assert found == ["SUHH", "RUS"]


def test_a_code_unknown_here_is_looked_for_in_the_other_systems(tmp_path: Path) -> None:
    mapping = EMBASSIES.replace('"from"', "{ column = 'from', codes = 'iso2' }")
    made = look(tmp_path, "from,to,type\n731,BLR,embassy\nZZZ,BLR,embassy\n", mapping)
    assert "no such code in iso2; in cow: PRK, in gw: PRK" in errors(made)[0]
    assert "nor in any other that is known here" in errors(made)[1]


def test_names_are_read_without_what_is_written_after_them() -> None:
    assert list(spellings("Cuba*")) == ["Cuba"]
    assert list(spellings("Burkina Faso (Upper Volta)")) == ["Burkina Faso", "Upper Volta"]


def test_a_list_makes_a_claim_for_each_item_and_leaves_some_for_a_reason(tmp_path: Path) -> None:
    mapping = (
        SOURCE
        + """[[organizations]]
id = "sco"
name = "SCO"
[[claims]]
kind = "memberships"
each = { column = "orgs", split = ", ", leave = { "is none" = ["UNIFIL"] } }
[claims.columns]
member = "state"
organization = { item = true, replace = [[" \\\\(.*", ""]] }
status = [{ item = true, match = "\\\\((.*)\\\\)" }, { constant = "member" }]
"""
    )
    made = look(
        tmp_path, 'state,orgs\nBLR,"SCO, UNIFIL"\nPRK,UNIFIL\nIRN,SCO (observer)\n', mapping
    )
    assert not errors(made)
    assert made.sentences == [
        "P says that Belarus is a member of SCO (since 2 January 2020 at the latest).",
        "P says that Iran is an observer of SCO (since 2 January 2020 at the latest).",
    ]
    assert made.account.left == {"is none": 1}
    assert made.account.items == {"is none": 2}
    assert (made.account.read, made.account.made) == (3, 2)


def test_a_record_of_which_the_mapping_says_nothing_is_an_error(tmp_path: Path) -> None:
    mapping = EMBASSIES.replace("[claims.columns]", "where = { from = 'PRK' }\n[claims.columns]")
    made = look(tmp_path, "from,to,type\nPRK,BLR,embassy\nCHN,BLR,embassy\n", mapping)
    assert "row 3: the mapping says nothing of this record" in errors(made)[0]


def test_a_city_is_one_whatever_ward_or_spelling_names_it(tmp_path: Path) -> None:
    mapping = (
        EMBASSIES
        + """city = { column = "city", new = { wikidata = "q", lat = "lat", lon = "lon" } }
[[cities]]
id = "brussels-bel"
name = "Brussels"
country = "BEL"
wikidata = "Q239"
also = ["Q203312"]
"""
    )
    table = (
        "from,to,type,city,q,lat,lon\nAFG,BEL,embassy,Uccle,Q203312,50.8,4.3\n"
        "PRK,BEL,embassy,Brussels,Q239,50.9,4.4\nCHN,BEL,embassy,Bruxelles,Q239,,\n"
        "CHN,BEL,consulate,Ghent,,,\nPRK,BEL,consulate,ghent,,,\n"
    )
    path = put(tmp_path, table, mapping)
    run = Run(read_mapping(tmp_path / "m.toml"))
    found = [claim.values["city"][0] for claim, _ in run.claims(path)]
    assert found == ["brussels-bel"] * 3 + ["ghent-bel"] * 2
    ((stem, _, rows),) = run.made.files()
    assert (stem, rows[0]["lat"], rows[0]["lon"]) == ("cities", "50.85", "4.35")


def test_rows_per_year_become_spells(tmp_path: Path) -> None:
    mapping = EMBASSIES + "[claims.spells]\nwave = 'year'\ncomplete = true\n"
    rows = [f"PRK,IND,embassy,{year}" for year in (1990, 1995, 2005)]
    rows += [f"CHN,IND,embassy,{year}" for year in (1995, 2000, 2005)]
    found = _claims(tmp_path, "from,to,type,year\n" + "\n".join(rows) + "\n", mapping)
    times = [(c.values["sender"][0], c.values["from"], c.values.get("to", ())) for c in found]
    assert times == [
        ("PRK", ("[..1990]",), ("[1995..2000]",)),
        ("PRK", ("[2000..2005]",), ()),
        ("CHN", ("[1990..1995]",), ()),
    ]


def test_spells_where_absence_says_nothing() -> None:
    waves = ["1990", "1995", "2000"]
    assert list(spells(["1990", "1995"], waves, complete=False)) == [("[..1990]", "[1995..]")]
    assert list(spells(["1990", "2000"], waves, complete=False)) == [("[..1990]", "")]


def test_the_same_again_word_for_word_is_counted(tmp_path: Path) -> None:
    made = look(tmp_path, "from,to,type\nPRK,BLR,embassy\nDPRK,BLR,Embassy\n")
    assert (made.account.claims, made.account.repeated) == (1, 1)


def test_json_lines_xml_and_zips_of_them(tmp_path: Path) -> None:
    line = '{"from": "PRK", "to": "BLR", "type": "embassy"}\n'
    assert look(tmp_path, line, name="t.jsonl").account.claims == 1
    xml = "<a><m><from>PRK</from><to>Belarus</to><type>embassy</type></m></a>"
    mapping = EMBASSIES + "[file]\nrecord = 'm'\n"
    assert look(tmp_path, xml, mapping, "t.xml").account.claims == 1
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("in/one.jsonl", line)
        archive.writestr("in/two.xml", xml)
    assert preview(tmp_path / "t.zip", tmp_path / "m.toml").account.made == 2


@pytest.mark.parametrize(
    ("declared", "cells", "text"),
    [
        ({"column": "d", "dates": ["%d.%m.%Y", "%B %Y"]}, {"d": "1.2.2003"}, "2003-02-01"),
        ({"column": "d", "dates": ["%d.%m.%Y", "%B %Y"]}, {"d": "March 2003"}, "2003-03"),
        ({"column": "d", "dates": ["%d.%m.%Y"]}, {"d": "199X"}, "199X"),
        ({"template": "{y}-{m}"}, {"y": "1990", "m": ""}, "1990"),
        ({"span": ["a", "b"]}, {"a": "2000-01-01", "b": "2000-01-03"}, "2000-01-01/2000-01-03"),
        ({"span": ["a", "b"]}, {"a": "2000-01-01", "b": "2000-01-01"}, "2000-01-01"),
        ({"join": ["a", "b"]}, {"a": "", "b": "x"}, ""),
        (["a", {"constant": "z"}], {"a": ""}, "z"),
        (
            {"column": "a", "small": True},
            {"a": "Aliaksandr LUKASHENKA II"},
            "Aliaksandr Lukashenka II",
        ),
        ({"column": "a", "split": ";", "beyond": ["b"]}, {"a": "x;y", "b": "x"}, "y"),
        ({"column": "a", "missing": ["0"]}, {"a": "0"}, ""),
    ],
)
def test_cells(declared: object, cells: dict[str, str], text: str) -> None:
    assert cell(declared).text(cells) == text


def test_a_source_can_be_made_of_each_record_that_gives_another(tmp_path: Path) -> None:
    mapping = EMBASSIES.replace('"P"', '"P"\nid = "p-{from}"\nurl = "https://p.org/{from}"')
    path = put(
        tmp_path, "from,to,type\nPRK,BLR,embassy\nPRK,CHN,embassy\nRUS,BLR,embassy\n", mapping
    )
    run = Run(read_mapping(tmp_path / "m.toml"))
    cited = [claim.sources for claim, _ in run.claims(path)]
    assert cited == [("p-PRK",), ("p-PRK",), ("p-RUS",)]
    assert [one["url"] for one in run.cited.rows] == ["https://p.org/PRK", "https://p.org/RUS"]
