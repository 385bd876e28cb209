"""Facts as they will stand: the claims that must be seen together, and what they come to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from diplograph.catalogue import KINDS
from diplograph.database import Database
from diplograph.graph import (
    cells_of,
    claim_properties,
    digest,
    fact_properties,
    named_in,
    renamed,
    roles_of,
    tie_row,
)
from diplograph.model import Claim
from diplograph.resolution.episodes import Facts, facts_of
from diplograph.resolution.resolve import versions
from diplograph.sentences import title
from loader.changeset import Change, FactWrite, Part, Plan, claim_text
from loader.check import problem_of
from loader.dataset import Dataset
from loader.plan_nodes import World, still_named
from loader.rows import Row
from loader.standing import Standing, claims_naming, claims_of, claims_where, fact_digests


@dataclass(slots=True)
class _Work:
    """A change to the claims: those in the files, those that stand, and those that are touched."""

    world: World
    given: dict[str, Claim] = field(default_factory=dict)
    standing: dict[str, Standing] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    rewritten: set[str] = field(default_factory=set)
    altered: set[str] = field(default_factory=set)
    pool: dict[str, Claim] = field(default_factory=dict)

    def block(self, claim: Claim) -> str:
        """The block of a claim, by the ids under which its entities will stand."""
        return KINDS[claim.kind].block(self.mapped(claim).values)

    def mapped(self, claim: Claim) -> Claim:
        """A claim as it counts: its entities by the ids under which they will stand."""
        return renamed(claim, self.world.canonical)


def plan_facts(
    database: Database, datasets: Sequence[Dataset], world: World, plan: Plan, good_rows: bool
) -> None:
    """Plan what becomes of the facts; findings are added to the plan's problems."""
    work = _Work(world)
    for part, dataset in zip(plan.parts, datasets, strict=True):
        _compare(database, dataset, part, work, dataset.unreadable() if good_rows else set())
    if world.vanished:
        left = (
            claim
            for claim in claims_naming(database, world.vanished)
            if claim.id not in work.gone and claim.id not in work.given
        )
        refused = list(still_named(world, left))
        plan.problems += refused
        plan.refused += refused
    _gather(database, work)
    found = facts_of(KINDS, map(work.mapped, work.pool.values()))
    _judge(found, datasets, work, plan, good_rows)
    _write_facts(database, found, work, plan)
    for part, dataset in zip(plan.parts, datasets, strict=True):
        _review(database, dataset, part, work)
    plan.gone_claims = sorted(work.gone | work.rewritten)


def _compare(database: Database, dataset: Dataset, part: Part, work: _Work, kept: set[str]) -> None:
    """Tell what a dataset's file holds from what stands of it."""
    stand = claims_of(database, dataset.name)
    work.standing |= stand
    given = {claim.id: claim for claim in dataset.claims}
    work.given |= given
    gone = {id_ for id_, one in stand.items() if id_ not in given and one.kind not in kept}
    work.gone |= gone
    for id_, claim in given.items():
        if id_ in stand and stand[id_].digest != content(claim):
            work.rewritten.add(id_)
    part.before += len(stand)
    part.rows += len(stand.keys() | given.keys()) - len(gone)


def content(claim: Claim) -> str:
    """A fingerprint of all that a claim's node says of itself, but where its row stands."""
    properties = claim_properties(claim)
    for name in ("fact", "file"):
        properties.pop(name, None)
    return digest({**properties, "line": 0})


def _gather(database: Database, work: _Work) -> None:
    """Bring together the claims that a change touches, with all beside which they must be seen."""
    new = [c for id_, c in work.given.items() if id_ not in work.standing or id_ in work.rewritten]
    blocks = {work.block(claim) for claim in new} | {
        work.standing[id_].block for id_ in work.gone | work.rewritten
    }
    slugs = {claim.slug for claim in new} | {
        work.standing[id_].slug for id_ in work.gone | work.rewritten
    }
    altered = [c for c in work.given.values() if named_in(c) & work.world.altered]
    for claim in (*claims_naming(database, work.world.altered), *altered):
        if claim.id in work.gone:
            continue
        work.pool[claim.id] = work.given.get(claim.id, claim)
        work.altered.add(claim.id)
        blocks.add(work.block(claim))
        slugs.add(claim.slug)
        stood = work.standing.get(claim.id)
        blocks |= {stood.block} if stood else set()
    if not blocks and not slugs - {""}:
        return
    by_block: dict[str, list[Claim]] = defaultdict(list)
    by_slug: dict[str, list[Claim]] = defaultdict(list)
    for claim in work.given.values():
        by_block[work.block(claim)].append(claim)
        if claim.slug:
            by_slug[claim.slug].append(claim)
    seen_blocks: set[str] = set()
    seen_slugs = {""}
    while (blocks := blocks - seen_blocks) or (slugs := slugs - seen_slugs):
        slugs = slugs - seen_slugs
        seen_blocks |= blocks
        seen_slugs |= slugs
        found = [
            *_others(database, "block", blocks, work),
            *_others(database, "slug", slugs, work),
            *(claim for block in blocks for claim in by_block.get(block, ())),
            *(claim for slug in slugs for claim in by_slug.get(slug, ())),
        ]
        for claim in found:
            work.pool.setdefault(claim.id, claim)
        blocks = {work.block(claim) for claim in found}
        slugs = {claim.slug for claim in found}


def _others(database: Database, column: str, values: set[str], work: _Work) -> Iterator[Claim]:
    """The claims that stand and are in no file of this load."""
    for claim in claims_where(database, column, values):
        if claim.id not in work.gone and claim.id not in work.given:
            yield claim


def _judge(
    found: Facts, datasets: Sequence[Dataset], work: _Work, plan: Plan, good_rows: bool
) -> None:
    """Add what was found of claims beside others; what is left out for it is rejected."""
    said = {problem for dataset in datasets for problem in dataset.problems}
    parts = {part.dataset: part for part in plan.parts}
    for finding in found.findings:
        problem, claim = problem_of(finding), finding.claim
        if problem in said:
            continue
        if claim.id not in work.given:
            text = f"{problem.message} (a row of the dataset {claim.dataset})"
            problem = replace(problem, message=text)
        plan.problems.append(problem)
        if finding.severity != "error":
            continue
        if not good_rows or claim.id not in work.given or claim.id in work.standing:
            plan.refused.append(problem)
            continue
        part = parts[claim.dataset]
        part.rejected += 1
        part.rows -= 1
        part.changes.append(_line("rejected", claim, problem.message))
        work.given.pop(claim.id)


def _write_facts(database: Database, found: Facts, work: _Work, plan: Plan) -> None:
    """Plan the facts that are not there as they should be."""
    stood = {claim.id: claim.fact for id_, claim in work.pool.items() if id_ not in work.given}
    stood |= {id_: one.fact for id_, one in work.standing.items()}
    touched = {stood[id_] for id_ in (*work.pool, *work.gone) if id_ in stood}
    before = fact_digests(database, touched | found.claims.keys())
    for id_, claims in found.claims.items():
        kind = KINDS[claims[0].kind]
        history = versions(kind, claims, work.world.ends)
        now = history[-1]
        name = title(kind, now.standing, now.values, work.world.name)
        properties = fact_properties(kind, id_, found.groups[id_], name, history)
        ties = [tie_row(kind, id_, version, tie) for version in history for tie in version.ties]
        roles = roles_of(kind, now)
        said = sorted((c.id, c.published, sorted(c.parties)) for c in claims)
        fingerprint = digest([properties, ties, roles, said])
        created, moved = [], []
        for claim in claims:
            if claim.id not in stood or claim.id in work.rewritten:
                own = replace(work.pool[claim.id], fact=id_)
                node = {**claim_properties(own), "block": work.block(own), "digest": content(own)}
                created.append((work.mapped(own), node))
            elif stood[claim.id] != id_ or claim.id in work.altered:
                moved.append({"id": claim.id, "fact": id_, "block": work.block(claim)})
        kind_before, digest_before = before.get(id_, ("", ""))
        if digest_before == fingerprint and not created and not moved:
            continue
        properties["digest"] = fingerprint
        other = KINDS[kind_before] if kind_before not in ("", kind.name) else None
        new = not kind_before or other is not None
        plan.facts.append(FactWrite(id_, kind, properties, roles, ties, new, other, created, moved))
    plan.gone_facts = [
        (id_, KINDS[kind]) for id_, (kind, _) in before.items() if id_ not in found.claims
    ]
    plan.placed = [
        {"id": id_, "file": claim.file, "line": claim.line}
        for id_, claim in work.given.items()
        if (one := work.standing.get(id_)) and (one.file, one.line) != (claim.file, claim.line)
        and id_ not in work.rewritten
    ]  # fmt: skip


def _review(database: Database, dataset: Dataset, part: Part, work: _Work) -> None:
    """Name every claim that comes or goes; one of each on the same fact by the same sources is a
    change."""
    facts = {claim.id: claim.fact for claim in dataset.claims}
    new = [c for c in dataset.claims if c.id in work.given and c.id not in work.standing]
    gone = {id_ for id_ in work.gone if work.standing[id_].dataset == dataset.name}
    leaving: dict[tuple[str, str, tuple[str, ...]], list[str]] = defaultdict(list)
    texts: dict[str, str] = {}
    for claim in sorted(claims_where(database, "id", gone), key=lambda claim: claim.id):
        leaving[claim.kind, claim.fact, tuple(sorted(claim.sources))].append(claim.id)
        cells = {name: cell for name, cell in cells_of(claim).items() if cell}
        part.displaced[claim.kind, claim.id] = Row(cells, claim.file, claim.line)
        texts[claim.id] = claim_text(claim)
    for claim in new:
        same = leaving.get((claim.kind, facts.get(claim.id, ""), tuple(sorted(claim.sources))))
        what = "changed" if same else "added"
        if same:
            same.pop()
        part.changes.append(_line(what, claim, claim_text(claim)))
    for ids in leaving.values():
        for id_ in ids:
            one = work.standing[id_]
            text = f"its row is gone: {texts.get(id_, '')}"
            part.changes.append(Change("withdrawn", one.file, one.line, one.fact, text))
    part.added |= {(claim.kind, claim.id) for claim in new}
    part.unchanged = sum(claim.id in work.standing for claim in dataset.claims)


def _line(what: str, claim: Claim, text: str) -> Change:
    return Change(what, claim.file, claim.line, claim.fact or claim.slug, text)
