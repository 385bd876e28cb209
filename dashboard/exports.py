"""What is seen as files: CSV, the CSV contract's own files, GraphML, GEXF and JSON.

Pure: records in, texts and bytes out. Entities are written by id and by name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import networkx as nx

from dashboard.words import counted, excerpt
from diplograph.catalogue import KINDS
from diplograph.dates import OPEN, UNKNOWN, Window, during
from diplograph.entities import ENTITY_FILES, SOURCE_COLUMNS
from diplograph.graph import cells_of
from diplograph.model import Entity
from diplograph.questions.core import FactRecord, TieRecord
from diplograph.sentences import fact_sentence, title

Cells = Mapping[str, str]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""The characters that XML 1.0 has no way to write."""


CREDITED = 4
"""How many publishers a picture's line of sources names."""


def credit_line(publishers: Sequence[tuple[str, int]]) -> str:
    """Who says what a picture shows, in a line for its foot: publishers with their claims, those
    of most first; blank where nobody is known."""
    if not publishers:
        return ""
    named = ", ".join(
        f"{excerpt(name.split(' (')[0], 48)} ({claims:,})" for name, claims in publishers[:CREDITED]
    )
    rest = len(publishers) - CREDITED
    others = f" and {counted(rest, 'other')}" if rest > 0 else ""
    return f"Sources, with their claims: {named}{others}."


@dataclass(frozen=True, slots=True)
class Selection:
    """What is to be written: ties and facts, the entities that they name, and what was asked.

    ``asked`` says it in words and addresses (clocks, filters, page); it is written into JSON.
    """

    ties: Sequence[TieRecord]
    facts: Mapping[str, FactRecord]
    entities: Mapping[str, Entity]
    asked: Mapping[str, str] = field(default_factory=dict)

    def name(self, id_: str) -> str:
        """An entity's name, or its id where it is not known."""
        return self.entities[id_].name if id_ in self.entities else id_

    def named(self) -> list[Entity]:
        """The entities that ties, facts and claims name, and those that they in turn refer to."""
        ids = {id_ for tie in self.ties for id_ in (tie.start_id, tie.end_id)}
        for fact in self.facts.values():
            for claim in fact.claims:
                ids.update(claim.attributed_to)
                for column in fact.kind.columns:
                    if column.entity:
                        ids.update(claim.values.get(column.name, ()))
        for id_ in list(ids):
            if id_ in self.entities and (country := self.entities[id_].cells.get("country")):
                ids.add(country)
        return [self.entities[id_] for id_ in sorted(ids) if id_ in self.entities]


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text: what would be a formula gets an apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _table(columns: Sequence[str], rows: Iterable[Cells]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _iso(day: date) -> str:
    return "" if day in (UNKNOWN, OPEN) else day.isoformat()


def _windows(start: Window, end: Window) -> dict[str, str]:
    return {
        "from_earliest": _iso(start.earliest),
        "from_latest": _iso(start.latest),
        "to_earliest": _iso(end.earliest),
        "to_latest": _iso(end.latest),
    }


FACT_COLUMNS = (
    *("fact", "kind", "title", "sentence", "when", "standing", "contested"),
    *("from_earliest", "from_latest", "to_earliest", "to_latest", "claims", "sources", "urls"),
)


def facts_csv(selection: Selection) -> str:
    """One fact a row, for a spreadsheet: RFC 4180, with no cell that would run as a formula.

    A blank date is unknown or open. Several sources are separated by ``;``.
    """
    rows = (_fact_row(fact, selection) for fact in selection.facts.values())
    safe = ({name: harmless(cell) for name, cell in row.items()} for row in rows)
    return _table(FACT_COLUMNS, safe)


def rows_csv(rows: Sequence[Cells]) -> str:
    """A table that a page shows, with the columns of its first row, safe for spreadsheets."""
    safe = ({name: harmless(cell) for name, cell in row.items()} for row in rows)
    return _table(list(rows[0]) if rows else [], safe)


def _fact_row(fact: FactRecord, selection: Selection) -> dict[str, str]:
    now, kind, name = fact.now, fact.kind, selection.name
    sources = fact.sources.values()
    return {
        "fact": fact.id,
        "kind": kind.name,
        "title": title(kind, now.standing, now.values, name),
        "sentence": fact_sentence(kind, now.standing, now.values, now.start, now.end, name),
        "when": during(now.start, now.end),
        "standing": now.standing,
        "contested": "; ".join(now.disputes),
        **_windows(now.start, now.end),
        "claims": str(len(fact.claims)),
        "sources": "; ".join(f"{one.publisher}: {one.title}" for one in sources),
        "urls": "; ".join(one.cells["url"] for one in sources if one.cells.get("url")),
    }


def contract_zip(selection: Selection) -> bytes:
    """The claims behind the facts as the files of the CSV contract, zipped: loaded into an empty
    graph they give the same facts. Cells are as they were loaded, not made safe for spreadsheets.
    """
    tables: dict[str, tuple[Sequence[str], list[Cells]]] = {}
    by_label: dict[str, list[Cells]] = defaultdict(list)
    for entity in selection.named():
        by_label[entity.label].append({**entity.cells, "id": entity.id, "name": entity.name})
    for stem, (label, header) in ENTITY_FILES.items():
        tables[stem] = (header, by_label[label])
    sources = {
        one.id: {**one.cells, "id": one.id}
        for fact in selection.facts.values()
        for one in fact.sources.values()
    }
    tables["sources"] = (SOURCE_COLUMNS, [sources[id_] for id_ in sorted(sources)])
    claims: dict[str, list[Cells]] = defaultdict(list)
    for fact in selection.facts.values():
        claims[fact.kind.name] += [cells_of(claim) for claim in fact.claims]
    for kind in KINDS.values():
        tables[kind.name] = (kind.header, claims[kind.name])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for stem, (columns, rows) in tables.items():
            if rows:
                archive.writestr(f"{stem}.csv", _table(columns, rows))
    return out.getvalue()


def to_json(selection: Selection) -> str:
    """Everything as one JSON document: asked, entities, ties, and facts with claims and sources."""
    content = {
        "asked": dict(selection.asked),
        "entities": [
            {"id": one.id, "label": one.label, "name": one.name, "aliases": list(one.aliases)}
            for one in selection.named()
        ],
        "ties": [_tie_cells(tie) for tie in selection.ties],
        "facts": [
            {
                **_fact_row(fact, selection),
                "contested": list(fact.now.disputes),
                "claims": [cells_of(claim) for claim in fact.claims],
                "sources": [{**one.cells, "id": one.id} for one in fact.sources.values()],
                "versions": [
                    {
                        "known_from": _iso(version.known_from),
                        "known_to": _iso(version.known_to),
                        "standing": version.standing,
                        "contested": list(version.disputes),
                        **_windows(version.start, version.end),
                    }
                    for version in fact.versions
                ],
            }
            for fact in selection.facts.values()
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _tie_cells(tie: TieRecord) -> dict[str, Any]:
    return {
        "start": tie.start_id,
        "tie": tie.type,
        "value": tie.value,
        "end": tie.end_id,
        "fact": tie.fact,
        "kind": tie.kind,
        "standing": tie.standing,
        "contested": tie.contested,
        **_windows(tie.start, tie.end),
        "known_from": _iso(tie.known_from),
        "known_to": _iso(tie.known_to),
    }


def _network(selection: Selection) -> nx.MultiDiGraph:
    """The ties as a directed multigraph, one edge a tie; texts are such as XML can hold."""
    graph = nx.MultiDiGraph()
    tied = {id_ for tie in selection.ties for id_ in (tie.start_id, tie.end_id)}
    for id_ in sorted(tied):
        sort = selection.entities[id_].label if id_ in selection.entities else ""
        graph.add_node(_xml(id_), label=_xml(selection.name(id_)), sort=sort)
    for place, tie in enumerate(selection.ties):
        cells = _tie_cells(tie)
        start, end = _xml(cells.pop("start")), _xml(cells.pop("end"))
        told = {name: _xml(c) if isinstance(c, str) else c for name, c in cells.items()}
        fact = selection.facts.get(tie.fact)
        if fact is not None:
            told["title"] = _xml(_fact_row(fact, selection)["title"])
        graph.add_edge(start, end, place, id=str(place), label=told["tie"], **told)
    return graph


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def graphml(selection: Selection) -> bytes:
    """The ties as GraphML (http://graphml.graphdrawing.org/), UTF-8."""
    out = io.BytesIO()
    nx.write_graphml_xml(_network(selection), out, named_key_ids=True)
    return out.getvalue()


def gexf(selection: Selection) -> bytes:
    """The ties as GEXF 1.2 (https://gexf.net/), UTF-8; edges last from their earliest start to
    their latest end, so that a time line can be drawn."""
    graph = _network(selection)
    for _, _, cells in graph.edges(data=True):
        if cells["from_earliest"]:
            cells["start"] = cells["from_earliest"]
        if cells["to_latest"]:
            cells["end"] = cells["to_latest"]
    out = io.BytesIO()
    nx.write_gexf(graph, out)
    return out.getvalue()
