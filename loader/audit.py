"""What a curator would ask of a dataset beyond that it loads: is it plausible, is it complete?

Every finding is a warning: to be mended, or to be explained in the dataset's ``expectations.toml``:

    [floors]                     # at least so many
    claims = 1500

    [[missions]]                 # a published total that the data must come to
    sender = "PRK"              # or receiver: missions there
    as_of = 2022-12-31
    count = 53
    source = "where the total was published"
    ours = ["a-fact"]            # facts that stand here, and that the total does not count
    theirs = ["another"]         # facts that the total counts, and that surely do not stand here

    [[explained]]
    code = "two-places"
    about = "the finding's value"
    why = "he left in the morning"
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from diplograph.catalogue import EMBASSIES, KINDS, RELATIONS
from diplograph.dates import UNKNOWN, parse_date
from diplograph.entities import Registry, well_known_countries
from diplograph.errors import InputError, Problem
from diplograph.model import Entity
from diplograph.resolution.resolve import extent
from diplograph.vocabularies import FULL_MISSIONS
from loader.dataset import Dataset
from loader.measured import ResolvedFact, asserted, measures, missions, resolved

EXPECTATIONS = "expectations.toml"
_PREFIX = re.compile(r"^https?://((www|m|amp)\.)*")


def audit(dataset: Dataset, expectations: Mapping[str, Any]) -> list[Problem]:
    """The findings that the expectations do not explain, and the expectations that are not met."""
    facts = resolved(dataset)
    registry = Registry([*well_known_countries(), *dataset.entities])
    findings = [
        *(problem for problem in dataset.problems if problem.severity == "warning"),
        *_unused_sources(dataset),
        *_one_page_twice(dataset),
        *_published_too_early(dataset),
        *_two_places(facts, registry),
        *_embassies_before_relations(facts),
        *_before_the_state(facts, registry),
    ]
    explained = {(str(e["code"]), str(e["about"])): e for e in expectations.get("explained", ())}
    open_ = [f for f in findings if (f.code, f.value) not in explained]
    found = {(f.code, f.value) for f in findings}
    idle = [
        _finding(EXPECTATIONS, code, "explained", about, "explains what is not found any more")
        for code, about in explained
        if (code, about) not in found
    ]
    return [*open_, *idle, *_floors(dataset, facts, expectations), *_totals(facts, expectations)]


def read_expectations(folder: Path) -> dict[str, Any]:
    """The dataset's expectations, {} if it has none. Raises InputError where they are not TOML."""
    path = folder / EXPECTATIONS
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError([Problem(EXPECTATIONS, 0, "", "", str(error), "bad-toml")]) from error


def _finding(file: str, code: str, column: str, about: str, message: str, row: int = 0) -> Problem:
    return Problem(file, row, column, about, message, code, "warning")


def _unused_sources(dataset: Dataset) -> Iterator[Problem]:
    used = {source for claim in dataset.claims for source in claim.sources}
    for source in dataset.sources:
        if source.id not in used:
            yield _finding("sources.csv", "unused-source", "id", source.id, "no claim cites it")


def _one_page_twice(dataset: Dataset) -> Iterator[Problem]:
    """Sources of one address: two ids for one page make it look like two that agree."""
    seen: dict[str, str] = {}
    for source in dataset.sources:
        page = _PREFIX.sub("", source.cells.get("url", "").partition("#")[0].casefold()).rstrip("/")
        first = seen.setdefault(page, source.id) if page else source.id
        if first != source.id:
            text = f"the page of {first} too; cite it by one id"
            yield _finding("sources.csv", "one-page-twice", "id", source.id, text)


def _published_too_early(dataset: Dataset) -> Iterator[Problem]:
    for claim in dataset.claims:
        start, _ = extent(KINDS[claim.kind], claim)
        if claim.standing in ("asserted", "alleged") and claim.known < start.earliest:
            text = f"{claim.sources[0]} was published before it began ({start.earliest})"
            yield _finding(
                claim.file, "published-too-early", "source", claim.fact, text, claim.line
            )


def _whereabouts(fact: ResolvedFact, registry: Registry) -> tuple[set[str], set[str]]:
    """Who was there, and in which states."""
    roles: dict[str, set[str]] = defaultdict(set)
    for column in fact.kind.columns:
        roles[column.role or ""] |= (
            {*fact.now.values.get(column.name, ())} if column.entity else set()
        )
    states = {registry.entities[city].cells.get("country", "") for city in roles["IN"]}
    return roles["VISITOR"] | roles["PARTICIPANT"], (states or roles["HOST"]) - {""}


def _two_places(facts: list[ResolvedFact], registry: Registry) -> Iterator[Problem]:
    """People surely in two states on one day; a day of departure is shared with one of arrival."""
    seen: dict[str, list[tuple[date, date, set[str], str]]] = defaultdict(list)
    for fact in facts:
        if fact.kind.when.lasts or fact.now.standing != "asserted":
            continue
        first, last = fact.now.start.latest, fact.now.end.earliest
        people, states = _whereabouts(fact, registry)
        if first <= last and states:
            for person in people:
                seen[person].append((first, last, states, fact.id))
    for person, stays in seen.items():
        for one, other in combinations(sorted(stays, key=lambda stay: stay[:2]), 2):
            touching = one[1] == other[0] and (one[0] < one[1] or other[0] < other[1])
            if one[2].isdisjoint(other[2]) and other[0] <= one[1] and not touching:
                about = f"{person}: {one[3]}, {other[3]}"
                text = f"in {'/'.join(one[2])} and {'/'.join(other[2])} on {other[0]}"
                yield _finding("visits.csv", "two-places", "date", about, text)


def _embassies_before_relations(facts: list[ResolvedFact]) -> Iterator[Problem]:
    began = {
        frozenset({tie.start, tie.end}): tie.since
        for _, tie in asserted(facts, RELATIONS)
        if tie.value == "relations"
    }
    for fact, tie in asserted(facts, EMBASSIES):
        relations = began.get(frozenset({tie.start, tie.end}))
        if tie.value not in FULL_MISSIONS or relations is None or tie.since.earliest == UNKNOWN:
            continue
        if tie.since.latest < relations.earliest:
            text = f"older than the relations ({relations.earliest})"
            first = fact.kind.when.first
            yield _finding("embassies.csv", "embassy-before-relations", first, fact.id, text)


def _before_the_state(facts: list[ResolvedFact], registry: Registry) -> Iterator[Problem]:
    """Facts older than a state that has a role of its own in them."""
    for fact in facts:
        if fact.now.standing == "denied" or fact.now.start.earliest == UNKNOWN:
            continue
        for column in fact.kind.columns:
            for id_ in fact.now.values.get(column.name, ()) if column.entity else ():
                state: Entity = registry.entities[id_]
                began = state.cells.get("from") if state.label == "Country" else None
                if began and fact.now.start.latest < parse_date(began).earliest:
                    text = f"{state.name} began in {began}, this by {fact.now.start.latest}"
                    file = f"{fact.kind.name}.csv"
                    yield _finding(file, "before-the-state", column.name, fact.id, text)


def _floors(
    dataset: Dataset, facts: list[ResolvedFact], expectations: Mapping[str, Any]
) -> Iterator[Problem]:
    have = measures(dataset, facts)
    for name, least in expectations.get("floors", {}).items():
        if have.get(name, 0) < least:
            text = f"{have.get(name, 0)} {name}, at least {least} are expected"
            yield _finding(EXPECTATIONS, "below-floor", "floors", name, text)


def _totals(facts: list[ResolvedFact], expectations: Mapping[str, Any]) -> Iterator[Problem]:
    """Totals that do not come out once the differences that have a name are taken into account."""
    for total in expectations.get("missions", ()):
        received = "receiver" in total
        state = total["receiver" if received else "sender"]
        found = missions(facts, state, total["as_of"], received)
        surely, possibly = set(found["yes"]), set(found["possibly"])
        ours, theirs = set(total.get("ours", ())), set(total.get("theirs", ()))
        about = f"{'in ' if received else ''}{state} {total['as_of']}"
        if idle := [*sorted(ours - surely - possibly), *sorted(theirs & surely)]:
            text = f"no difference any more: {', '.join(idle)}"
            yield _finding(EXPECTATIONS, "no-difference", "missions", about, text)
        least = len(surely - ours | theirs)
        most = len((surely | possibly) - ours | theirs)
        if not least <= total["count"] <= most:
            text = (
                f"{least} to {most} missions as {total['source']} counts them, which has "
                f"{total['count']}"
            )
            yield _finding(EXPECTATIONS, "total-differs", "missions", about, text)
