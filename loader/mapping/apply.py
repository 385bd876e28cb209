"""Records through a mapping: claims, one after the other, and an account of every record."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from rapidfuzz import process

from diplograph.dates import parse_date
from diplograph.entities import NotFound, Registry, folded, well_known_countries
from diplograph.errors import Problem
from diplograph.kinds import Column
from diplograph.model import Claim
from loader.check import claim_of
from loader.mapping.account import Account, Unmatched
from loader.mapping.cells import ITEM, Cell, Left
from loader.mapping.cited import Cited
from loader.mapping.declaration import Block, Declared
from loader.mapping.made import Made
from loader.mapping.names import Finder
from loader.mapping.records import records
from loader.mapping.spells import spells
from loader.names import Names, RowNames
from loader.read import Row

_VARYING = (".jsonl", ".ndjson", ".xml")
"""The ends of the names of files whose records need not all have the same columns."""

_STATE_OF = {
    "City": ("receiver", "host", "country"),
    "Person": ("sender", "country"),
    "Organization": (),
}
"""The columns in which the state of a new city or person stands, where the mapping is silent."""

_STATE = Column("country", "", ("Country",))


class _Stop(Exception):
    """A claim cannot be made; what is to be said is noted already."""


class _LeftOut(Exception):
    """A claim is knowingly not made; the text is the reason."""


class Run:
    """One reading of a file by a mapping. ``claims`` yields; the rest is to be read after it."""

    def __init__(self, mapping: Declared) -> None:
        self.mapping = mapping
        self.registry = Registry(well_known_countries())
        self.made = Made(self.registry, mapping.entities)
        self.finder = Finder(self.registry, mapping.aliases)
        self.account = Account()
        self.problems: list[Problem] = []
        self.cited = Cited(mapping.sources)
        self.sources = self.cited.by_id
        self._names = [Names(self.registry, b.kind, self.sources) for b in mapping.claims]
        self._seen: set[str] = set()
        self._columns: set[str] = set()
        self._spelled: dict[tuple[int, tuple[str, ...]], tuple[Row, set[str]]] = {}
        self._waves: dict[tuple[int, str], set[str]] = {}

    def name(self, id_: str) -> str:
        """An entity's name."""
        return self.registry.entities[id_].name

    def claims(self, path: Path) -> Iterator[tuple[Claim, Row]]:
        """Each claim with its row of the CSV contract."""
        for found in records(path, self.mapping.layout):
            if isinstance(found, Problem):
                self.problems.append(found)
                self.account.read += bool(found.row)
                self.account.faulty += bool(found.row)
                continue
            first = not self._columns
            self._columns |= found.cells.keys()
            if first and not found.file.endswith(_VARYING) and self._lacks(path):
                return
            yield from self._of_record(found)
        yield from self._of_spells()
        if not self.account.read and not self.problems:
            self.problems.append(Problem(path.name, 0, "", "", "has no records", "no-records"))
        elif self._columns:
            self._lacks(path)
        for names in self._names:
            self.problems += names.warnings

    def _lacks(self, path: Path) -> bool:
        """Whether there is none of some column that the mapping reads; each is said."""
        lacking = sorted(self.mapping.used - self._columns - {ITEM})
        for name in lacking:
            near = process.extractOne(name, sorted(self._columns), score_cutoff=60)
            shown = ", ".join(sorted(self._columns)[:20])
            hint = f"did you mean {near[0]}?" if near else f"it has: {shown}"
            said = f"the mapping reads this column, and no record has it; {hint}"
            self.problems.append(Problem(path.name, 0, name, "", said, "missing-column"))
        return bool(lacking)

    def _of_record(self, record: Row) -> Iterator[tuple[Claim, Row]]:
        account = self.account
        account.read += 1
        if self.mapping.layout.markup:
            record.cells.update({name: _plain(cell) for name, cell in record.cells.items()})
        for holds, because in self.mapping.leave_out:
            if holds(record.cells):
                account.left[because] += 1
                return
        made, reasons, stopped = 0, [], False
        before = (len(self.problems), sum(one.rows for one in account.unmatched.values()))
        for number, block in enumerate(self.mapping.claims):
            if not block.where(record.cells):
                continue
            for item in block.each.texts(record.cells) if block.each else ("",):
                if isinstance(item, Left):
                    account.items[item.reason] += 1
                    reasons.append(item.reason)
                    continue
                cells = {**record.cells, ITEM: item} if block.each else record.cells
                try:
                    pair = self._claim(number, block, record, cells)
                    made += 1
                    if pair is not None:
                        yield pair
                except _LeftOut as left:
                    reasons.append(str(left))
                    if block.each or made:
                        account.items[str(left)] += 1
                except _Stop:
                    stopped = True
        if stopped:
            faults, misses = before
            account.faulty += len(self.problems) > faults
            now = sum(one.rows for one in account.unmatched.values())
            account.waiting += len(self.problems) == faults and now > misses
        elif made:
            account.made += 1
        elif reasons:
            account.left[reasons[0]] += 1
        else:
            account.faulty += 1
            said = "the mapping says nothing of this record: neither claims nor [[leave_out]]"
            self.problems.append(record.problem("", said, "no-rule"))

    def _claim(
        self, number: int, block: Block, record: Row, cells: Mapping[str, str]
    ) -> tuple[Claim, Row] | None:
        """A claim and its row; None for one that was made before or waits for its waves."""
        row = Row(record.file, record.number, record.line, {})
        plain = {name: one for name, one in block.columns.items() if not _named(block, name)}
        for name, one in plain.items():
            row.cells[name] = self._plain_cell(block, name, one, row, cells)
        row.cells["source"] = row.cells.get("source") or self.cited.of(cells)
        wave = self._wave(number, block, row, cells)
        names = self._names[number].of(row)
        later = [c for c in block.kind.columns if c.name in block.columns and c.entity]
        later.sort(key=lambda column: "Country" not in column.entity)
        for column in later:
            row.cells[column.name] = self._entities(block, column, row, names, cells)
        if "attributed_to" in block.columns:
            said_by = Column("attributed_to", "", ("Country", "Organization", "Person"), many=True)
            row.cells["attributed_to"] = self._entities(block, said_by, row, names, cells)
        if wave:
            key = tuple(row.cells.get(c, "") for c in block.kind.header if c not in _LOOSE)
            first = self._spelled.setdefault((number, (wave[1], *key)), (row, set()))
            first[1].add(wave[0])
            return None
        return self._finished(block, row)

    def _finished(self, block: Block, row: Row) -> tuple[Claim, Row] | None:
        problems: list[Problem] = []
        kind = block.kind
        # by ids, and of the row's full span; what is odd about the names is said already
        names = Names(self.registry, kind, self.sources).of(row)
        claim = claim_of(self.mapping.dataset, kind, row, names, self.sources, problems)
        self.problems += [_in_the_files_words(block, one) for one in problems]
        if claim is None:
            raise _Stop
        for name in (c.name for c in kind.columns if c.entity):
            for id_ in claim.values.get(name, ()):
                self.made.need(id_)
        if claim.id in self._seen:
            self.account.repeated += 1
            return None
        self._seen.add(claim.id)
        self.account.claims += 1
        return claim, row

    def _plain_cell(
        self, block: Block, name: str, cell: Cell, row: Row, cells: Mapping[str, str]
    ) -> str:
        column = block.kind.by_name.get(name, Column(name, ""))
        found: list[str] = []
        for item in self._items(cell, cells, many=column.many):
            if column.words and (word := _word(item, column.words)) is None:
                near = process.extractOne(item.lower(), column.words, score_cutoff=75)
                hint = f"{near[0]}?" if near else f"one of: {', '.join(column.words)}"
                self._miss(row, block, name, item, hint)
            found.append(word if column.words and word else item)
        return ";".join(dict.fromkeys(found))

    def _items(self, cell: Cell, cells: Mapping[str, str], many: bool) -> Iterator[str]:
        taken, reason = False, ""
        for item in cell.texts(cells):
            if isinstance(item, str):
                taken = True
                yield item
            else:
                reason = item.reason
                self.account.items[reason] += many
        if reason and not taken:
            raise _LeftOut(reason)

    def _entities(
        self, block: Block, column: Column, row: Row, names: RowNames, cells: Mapping[str, str]
    ) -> str:
        cell = block.columns[column.name]
        found = []
        items = list(self._items(cell, cells, column.many))
        for item in items:
            label = next((one for one in column.entity if one != "Country"), "")
            makes = cell.new or column.entity in (("City",), ("Person",))
            if makes and not self._is_known(item, column, names, cell):
                new = self._new(block, label, cell, row, names, cells)
                found.append(self.made.find(label, item, new))
                continue
            try:
                found.append(self.finder.find(item, column, names, cell.codes).id)
            except NotFound as miss:
                self._miss(row, block, column.name, item, str(miss))
        return ";".join(dict.fromkeys(found))

    def _is_known(self, item: str, column: Column, names: RowNames, cell: Cell) -> bool:
        """Whether it is one that need not be made. Cities and persons are known by more than
        their names, unless the mapping has an alias."""
        if "Country" not in column.entity and item not in self.mapping.aliases:
            return False
        try:
            self.finder.find(item, column, names, cell.codes)
        except NotFound:
            return False
        return True

    def _new(
        self,
        block: Block,
        label: str,
        cell: Cell,
        row: Row,
        names: RowNames,
        cells: Mapping[str, str],
    ) -> dict[str, str]:
        """The cells of the row that a new entity would have."""
        new = {name: one.text(cells) for name, one in cell.new.items()}
        if "country" in cell.new and new["country"]:
            codes = cell.new["country"].codes
            try:
                new["country"] = self.finder.find(new["country"], _STATE, names, codes).id
            except NotFound as miss:
                self._miss(row, block, "country", new["country"], str(miss))
        elif "country" not in cell.new:
            states = [row.cells.get(name, "") for name in _STATE_OF[label]]
            known = self.registry.entities
            new["country"] = next((s for s in states if s in known and _is_state(known, s)), "")
        return new

    def _miss(self, row: Row, block: Block, column: str, value: str, hint: str) -> None:
        used = block.columns[column].columns if column in block.columns else frozenset()
        theirs = ", ".join(sorted(one for one in used if one != ITEM)) or column
        self.account.miss(Unmatched(row.file, row.number, theirs, value, hint))
        raise _Stop

    def _wave(
        self, number: int, block: Block, row: Row, cells: Mapping[str, str]
    ) -> tuple[str, str] | None:
        """The record's wave and what it is a wave of."""
        if block.spells is None:
            return None
        wave = block.spells.wave.text(cells)
        try:
            parse_date(wave)
        except ValueError as error:
            self.problems.append(row.problem("wave", str(error), "bad-date", value=wave))
            raise _Stop from error
        within = block.spells.within.text(cells) if block.spells.within else ""
        self._waves.setdefault((number, within), set()).add(wave)
        row.cells.update({"from": wave, "to": wave})
        return wave, within

    def _of_spells(self) -> Iterator[tuple[Claim, Row]]:
        """The claims of what was seen in waves: one for each time over which it stood."""
        for (number, (within, *_)), (row, seen) in self._spelled.items():
            block = self.mapping.claims[number]
            waves = sorted(self._waves[number, within])
            complete = block.spells is not None and block.spells.complete
            for start, end in spells(sorted(seen), waves, complete):
                one = Row(row.file, row.number, row.line, {**row.cells, "from": start, "to": end})
                try:
                    if pair := self._finished(block, one):
                        yield pair
                except _Stop:
                    self.account.faulty += 1


_LOOSE = frozenset({"note", "locator", "from", "to"})
"""Columns in which the waves of one spell may differ; the first wave's are kept."""


def _named(block: Block, name: str) -> bool:
    column = block.kind.by_name.get(name)
    return bool(column and column.entity) or name == "attributed_to"


def _is_state(known: Mapping[str, object], id_: str) -> bool:
    return getattr(known[id_], "label", "") == "Country"


def _word(item: str, words: tuple[str, ...]) -> str | None:
    """The word of a vocabulary that a publisher writes in his own way: ``Consulate General``."""
    if item in words:
        return item
    plain = {folded(word): word for word in words}
    return plain.get(folded(item))


def _plain(text: str) -> str:
    """Text without HTML's tags and entities."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", text)).split()) if text else text


def _in_the_files_words(block: Block, problem: Problem) -> Problem:
    """A problem of a made row, told by the file's own columns."""
    made = block.columns.get(problem.column)
    theirs = ", ".join(sorted(one for one in made.columns if one != ITEM)) if made else ""
    if not theirs:
        return problem
    return replace(problem, column=theirs, message=f"{problem.column}: {problem.message}")
