"""A mapping, read from TOML and checked: each fault is named with its line.

    title = "…", dataset = "its name when loaded", takes = "the file it is for"
    missing = ["", "n/a"]        cells that mean blank anywhere
    [file]                       how the file is laid out: format, separator, files, record, …
    [source] or [[sources]]      rows of sources.csv; the first is cited unless a claim says so
    [aliases]                    "what the publisher writes" = "id", for all names of entities
    [[organizations]], [[cities]], [[people]]   rows of one's own, written if a claim needs them;
                                 ``also`` lists other Wikidata items that count as the entity
    [[leave_out]]                where = {condition}, because = "reason": records without claims
    [[claims]]                   kind, where = {condition}, each = cell (a list, of whose items
                                 each makes a claim), [claims.columns] and, for files with a row
                                 per year, [claims.spells]: wave = cell, complete, within = cell

``cells`` has the language of cells, ``conditions`` that of conditions; docs/mappings.md shows both.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import process

from diplograph.catalogue import KINDS
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS, entity_from
from diplograph.errors import InputError, Problem
from diplograph.kinds import Kind
from diplograph.model import Entity
from loader.mapping.cells import Cell, cell
from loader.mapping.cited import PLACE
from loader.mapping.conditions import Cells, Faulty, condition
from loader.mapping.layout import FORMATS, TIMELINES, Layout
from loader.mapping.lines import line_of
from loader.mapping.names import SYSTEMS

OWN = ("organizations", "cities", "people")
_FIRST = ("title", "dataset", "takes", "missing", "file", "source", "sources", "aliases")
_KEYS = (*_FIRST, *OWN, "leave_out", "claims")


@dataclass(frozen=True, slots=True)
class Spells:
    """Rows that say what stood in a wave (a year), to be merged into times from and to.

    ``complete``: the publisher means to list all there is, so that what a wave has not was not;
    if it does so only for some states, the waves count that have them (``within``).
    """

    wave: Cell
    complete: bool
    within: Cell | None


@dataclass(frozen=True, slots=True)
class Block:
    """Claims of one kind, made of the records for which ``where`` holds."""

    kind: Kind
    where: Callable[[Cells], bool]
    each: Cell | None
    columns: dict[str, Cell]
    spells: Spells | None


@dataclass(slots=True)
class Declared:
    """A mapping, checked. ``used`` are the columns of the file that it reads."""

    name: str
    title: str = ""
    dataset: str = ""
    layout: Layout = field(default_factory=Layout)
    sources: list[dict[str, str]] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    entities: list[Entity] = field(default_factory=list)
    leave_out: list[tuple[Callable[[Cells], bool], str]] = field(default_factory=list)
    claims: list[Block] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    takes: str = ""


def read_mapping(path: Path) -> Declared:
    """A mapping from its file. Raises InputError with a problem per fault."""
    try:
        text = path.read_text(encoding="utf-8")
        declared = tomllib.loads(text)
    except OSError as error:
        said = f"cannot be read: {error.strerror}"
        raise InputError([Problem(str(path), 0, "", "", said, "no-mapping")]) from error
    except UnicodeDecodeError as error:
        raise InputError([Problem(path.name, 0, "", "", "is not UTF-8", "bad-toml")]) from error
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        said = f"is not TOML: {error}"
        row = int(found[1]) if found else 0
        raise InputError([Problem(path.name, row, "", "", said, "bad-toml")]) from error
    reader = _Reader(path.name, text, declared)
    made = reader.read(path.stem)
    if reader.problems:
        raise InputError(sorted(reader.problems, key=lambda one: one.row))
    return made


class _Reader:
    """Reads a declared mapping and gathers its faults, each with its line."""

    def __init__(self, file: str, text: str, declared: dict[str, Any]) -> None:
        self.file, self.text, self.declared = file, text, declared
        self.problems: list[Problem] = []
        self.used: set[str] = set()

    def fault(self, place: str, message: str) -> None:
        row = line_of(self.text, place)
        self.problems.append(Problem(self.file, row, place, "", message, "bad-mapping"))

    def known(self, place: str, declared: Iterable[str], keys: Iterable[str]) -> None:
        """A fault for each key that is none of those there are."""
        keys = list(keys)
        for key in declared:
            if key not in keys:
                near = process.extractOne(key, keys, score_cutoff=60)
                hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(keys)}"
                self.fault(f"{place}.{key}" if place else key, f"no such key; {hint}")

    def table(self, key: str, declared: Mapping[str, Any] | None = None) -> dict[str, Any]:
        found = (self.declared if declared is None else declared).get(key.rpartition(".")[2], {})
        if isinstance(found, dict):
            return found
        self.fault(key, f"wanted: a table, under [{key}]")
        return {}

    def tables(self, key: str) -> list[tuple[str, dict[str, Any]]]:
        found = self.declared.get(key, [])
        if isinstance(found, list) and all(isinstance(one, dict) for one in found):
            return [(f"{key}[{number}]", one) for number, one in enumerate(found, 1)]
        self.fault(key, f"wanted: tables, each under [[{key}]]")
        return []

    def read(self, name: str) -> Declared:
        self.known("", self.declared, _KEYS)
        dataset = str(self.declared.get("dataset", name))
        if not re.fullmatch(r"[a-z0-9][a-z0-9-]*", dataset):
            self.fault("dataset", "wanted: lower-case letters, digits and hyphens")
        self.missing = tuple(str(one) for one in self.declared.get("missing", []))
        sources = self.tables("sources")
        if "source" in self.declared:
            sources.insert(0, ("source", self.table("source")))
        if not sources:
            self.fault("source", "names no source; every claim cites one: [source]")
        made = Declared(
            name,
            str(self.declared.get("title", dataset)),
            dataset,
            self.layout(self.table("file")),
            [self.source(place, one, dataset) for place, one in sources],
            {str(key): str(one) for key, one in self.table("aliases").items()},
            [e for stem in OWN for place, one in self.tables(stem) for e in self.own(place, one)],
            [self.leave_out(place, one) for place, one in self.tables("leave_out")],
            [b for place, one in self.tables("claims") for b in self.block(place, one)],
        )
        if not self.declared.get("claims"):
            self.fault("claims", "makes no claims: at least one table, under [[claims]]")
        made.used = self.used
        made.takes = str(self.declared.get("takes", ""))
        return made

    def layout(self, declared: dict[str, Any]) -> Layout:
        wanted = {"around": list, "markup": bool}
        self.known("file", declared, Layout.__dataclass_fields__)
        for key, one in declared.items():
            if key in Layout.__dataclass_fields__ and not isinstance(one, wanted.get(key, str)):
                self.fault(f"file.{key}", f"wanted: {wanted.get(key, str).__name__}")
                return Layout()
        forms = {*FORMATS.values(), TIMELINES}
        if declared.get("format", "csv") not in forms:
            self.fault("file.format", f"wanted: one of {', '.join(sorted(forms))}")
        if len(declared.get("separator", ",")) != 1:
            self.fault("file.separator", 'wanted: one character, as ";" or "\\t"')
        if declared.get("format") == "xml" and not declared.get("record"):
            self.fault("file", "record is needed: the element that is one record")
        good = {k: v for k, v in declared.items() if k in Layout.__dataclass_fields__}
        return Layout(**{**good, "around": tuple(good.get("around", ()))})

    def source(self, place: str, declared: dict[str, Any], dataset: str) -> dict[str, str]:
        self.known(place, declared, SOURCE_COLUMNS)
        for key in ("publisher", "title", "published"):
            if not declared.get(key):
                self.fault(f"{place}.{key}", f"{key} is needed")
        made = {key: str(declared.get(key, "")) for key in SOURCE_COLUMNS} | {
            "id": str(declared.get("id", dataset))
        }
        if PLACE.search(made["id"]):
            if place not in ("source", "sources[1]"):
                self.fault(f"{place}.id", "only the first source can be made of each record")
            self.used |= {name for text in made.values() for name in PLACE.findall(text)}
        return made

    def own(self, place: str, declared: dict[str, Any]) -> list[Entity]:
        label, columns = ENTITY_FILES[place.partition("[")[0]]
        self.known(place, declared, [*columns, "also"])
        if not declared.get("id") or not declared.get("name"):
            self.fault(place, "id and name are needed")
            return []
        cells = {
            key: ";".join(map(str, one)) if isinstance(one, list) else str(one)
            for key, one in declared.items()
        }
        return [entity_from(label, cells)]

    def leave_out(
        self, place: str, declared: dict[str, Any]
    ) -> tuple[Callable[[Cells], bool], str]:
        self.known(place, declared, ("where", "because"))
        if not declared.get("because"):
            self.fault(place, 'says no reason: because = "…"')
        return self.where(place, declared), str(declared.get("because", ""))

    def where(self, place: str, declared: dict[str, Any]) -> Callable[[Cells], bool]:
        try:
            holds, columns = condition(declared.get("where"))
        except Faulty as error:
            self.fault(f"{place}.where", f"{error.place}: {error}" if error.place else str(error))
            return lambda _: True
        self.used |= columns
        return holds

    def cell(self, place: str, declared: object) -> Cell | None:
        try:
            made = cell(declared, self.missing)
        except Faulty as error:
            self.fault(place, f"{error.place}: {error}" if error.place else str(error))
            return None
        if made.codes and made.codes not in SYSTEMS:
            self.fault(place, f"codes: wanted: one of {', '.join(SYSTEMS)}")
        self.used |= made.columns
        return made

    def block(self, place: str, declared: dict[str, Any]) -> list[Block]:
        self.known(place, declared, ("kind", "where", "each", "columns", "spells"))
        kind = KINDS.get(str(declared.get("kind", "")))
        if kind is None:
            self.fault(f"{place}.kind", f"wanted: one of {', '.join(KINDS)}")
            return []
        columns = self.table(f"{place}.columns", declared)
        self.known(f"{place}.columns", columns, kind.header)
        for column in kind.columns:
            if column.required and column.name not in columns:
                self.fault(f"{place}.columns", f"{column.name} is needed: {column.help}")
        where = self.where(place, declared) if "where" in declared else lambda _: True
        made = {name: self.cell(f"{place}.columns.{name}", one) for name, one in columns.items()}
        each = self.cell(f"{place}.each", declared["each"]) if "each" in declared else None
        good = {name: one for name, one in made.items() if one is not None}
        return [Block(kind, where, each, good, self.spells(place, declared))]

    def spells(self, place: str, declared: dict[str, Any]) -> Spells | None:
        if "spells" not in declared:
            return None
        place = f"{place}.spells"
        table = self.table(place, declared)
        self.known(place, table, ("wave", "complete", "within"))
        if not isinstance(table.get("complete"), bool):
            said = "complete is needed, true or false: does the publisher mean to list all?"
            self.fault(place, said)
        wave = self.cell(f"{place}.wave", table.get("wave"))
        within = self.cell(f"{place}.within", table["within"]) if "within" in table else None
        return Spells(wave, bool(table.get("complete")), within) if wave else None
