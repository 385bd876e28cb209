"""How a fact's record came about, in words: what each publication changed, and by which rule.

Pure. The rules are those of ``diplograph.resolution``, whose steps are told here; nothing is
worked out again.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.listing import framed
from dashboard.markup import Markup, element, inside, together
from dashboard.pages import Clocks, href
from dashboard.telling import Teller, dated
from diplograph.dates import OPEN_END, UNKNOWN, Window, day_words, during, words
from diplograph.kinds import Column, Kind, Values
from diplograph.model import Claim, Version
from diplograph.phrases import listed
from diplograph.questions.core import FactRecord
from diplograph.resolution.resolve import Step, extent, steps
from diplograph.resolution.settle import Attested
from diplograph.sentences import disagreements

_RULES = {
    "precision": "it is the more precise",
    "parties": "as precise, and more parties say so",
    "latest": "as precise and as often said, and the latest published",
}
_OUTWEIGHS = {
    "asserted": "an assertion outweighs what is only alleged, expected or denied",
    "alleged": "an allegation outweighs what is only expected or denied",
    "expected": "an expectation outweighs what is only denied",
    "denied": "nobody says otherwise",
}
_VERBS = {
    "asserted": ("asserts", "assert"),
    "alleged": ("alleges", "allege"),
    "expected": ("expects", "expect"),
    "denied": ("denies", "deny"),
}
_NOUNS = {"asserted": "assertion", "alleged": "allegation", "denied": "denial"}


def record(fact: FactRecord, teller: Teller) -> Markup:
    """Every publication on a fact in its order: what it changed in the record, and why."""
    found = steps(fact.kind, fact.claims)
    items, before = [], None
    so_far: list[Claim] = []
    for step in found:
        so_far += step.published
        items.append(_item(fact, step, before, so_far, teller))
        before = step.version if step.changed else before
    return element("ol", *items, class_="dg-record")


def _item(
    fact: FactRecord, step: Step, before: Version | None, so_far: Sequence[Claim], teller: Teller
) -> Markup:
    day = step.published[0].known
    whence = day_words(day) if day != UNKNOWN else "On an unknown day"
    address = href("fact", Clocks(teller.clocks.as_of, day), id=fact.id)
    parts = [
        element("h3", inside(whence, address), ": ", together(*_publishers(fact, step, teller)))
    ]
    why = [*_standing(fact, step, so_far, teller), *_ends(fact, step, teller)]
    if step.changed:
        parts.append(element("p", teller.sentence(fact, step.version)))
        changed = _changes(fact.kind, before, step.version, teller)
    elif _agrees(step):
        changed, why = ["Nothing: it agrees with the record."], []
    else:
        changed = ["Nothing: it was weighed, and the record stays as it was."]
    parts.append(element("p", element("strong", "What changed: "), " ".join(changed)))
    if why:
        parts.append(element("p", element("strong", "Why: "), " ".join(why)))
    return element("li", *parts, class_="" if step.changed else "dg-muted")


def _agrees(step: Step) -> bool:
    """Whether all claims of the day say what the record says, as far as they say anything."""
    apart = (*step.start.apart, *(step.end.apart if step.end else ()))
    return all(
        claim.standing == step.version.standing and claim not in apart for claim in step.published
    )


def _publishers(fact: FactRecord, step: Step, teller: Teller) -> list[Markup]:
    ids = dict.fromkeys(id_ for claim in step.published for id_ in claim.sources)
    publishers: dict[str, str] = {}
    for id_ in ids:
        publishers.setdefault(fact.sources[id_].publisher, id_)
    links = [
        inside(publisher, href("sources", teller.clocks, id=id_))
        for publisher, id_ in publishers.items()
    ]
    return [together(", " if place else "", one) for place, one in enumerate(links)]


def who(fact: FactRecord, claim: Claim, teller: Teller) -> str:
    """Whose word a claim is: those it is attributed to, or else its first publisher."""
    if claim.attributed_to:
        return listed([teller.name(id_) for id_ in claim.attributed_to])
    publishers = [fact.sources[id_].publisher for id_ in claim.sources]
    return publishers[0] if publishers else "an unnamed source"


def _whose(fact: FactRecord, claims: Sequence[Claim], teller: Teller, most: int = 3) -> str:
    """Whose words some claims are; the first few by name."""
    names = list(dict.fromkeys(who(fact, claim, teller) for claim in claims))
    return listed(names if len(names) <= most else [*names[:most], f"{len(names) - most} more"])


def _changes(kind: Kind, before: Version | None, now: Version, teller: Teller) -> list[str]:
    """What one version says that the one before it did not, a sentence each."""
    if before is None:
        return ["It is the first record of it."]
    found = []
    if before.standing != now.standing:
        found.append(f"It was {before.standing}, and is {now.standing}.")
    if not kind.when.lasts and (before.start, before.end) != (now.start, now.end):
        old, new = during(before.start, before.end), during(now.start, now.end)
        found.append(_moved("When", old or "not said", new or "not said"))
    elif kind.when.lasts:
        if before.start != now.start:
            found.append(_moved("Began", words(before.start), words(now.start)))
        if before.end != now.end:
            found.append(_moved("Ended", _ended(before.end), _ended(now.end)))
    for column in kind.columns:
        old_cells, new_cells = (v.values.get(column.name, ()) for v in (before, now))
        if old_cells != new_cells and column.name not in kind.dated:
            old, new = (shown(column, v.values, teller) for v in (before, now))
            found.append(_moved(_label(column), old or "not said", new or "not said"))
    if added := [name for name in now.disputes if name not in before.disputes]:
        found.append(f"Sources now disagree {'; '.join(disagreements(kind, added))}.")
    if gone := [name for name in before.disputes if name not in now.disputes]:
        found.append(f"They no longer disagree {'; '.join(disagreements(kind, gone))}.")
    return found


def _moved(what: str, old: str, new: str) -> str:
    return f"{what}: {old} → {new}."


def _ended(window: Window) -> str:
    return "not so far" if window == OPEN_END else words(window)


def _label(column: Column) -> str:
    return column.name.replace("_", " ").capitalize()


def shown(column: Column, values: Values, teller: Teller) -> str:
    """A column's cell as a reader sees it: entities by name, words of a vocabulary as said."""
    cells = values.get(column.name, ())
    if column.entity:
        return ", ".join(teller.name(cell) for cell in cells)
    if column.date:
        return ", ".join(map(dated, cells))
    return ", ".join(map(column.read, cells) if column.words else cells)


def _standing(fact: FactRecord, step: Step, so_far: Sequence[Claim], teller: Teller) -> list[str]:
    """Which claims decide whether it is so, where not all say the same."""
    said = []
    for claim in (*step.withdrawn, *step.ended):
        noun = _NOUNS.get(claim.standing, "expectation")
        counts = (
            "no longer counts from then on" if claim in step.withdrawn else "counts only up to then"
        )
        said.append(
            f"The {noun} of {day_words(claim.known)} by {who(fact, claim, teller)} {counts}: "
            "the same party has said the opposite since."
        )
    counting = [claim for claim in so_far if claim not in step.withdrawn]
    others = [claim for claim in counting if claim.standing != step.version.standing]
    speaking = step.speaking
    verb = _VERBS[step.version.standing][len({who(fact, c, teller) for c in speaking}) > 1]
    if others:
        weighs = _OUTWEIGHS[step.version.standing]
        said.append(f"{_whose(fact, speaking, teller)} {verb} it; {weighs}.")
    if "existence" in step.version.disputes:
        denials = [claim for claim in counting if claim.standing == "denied"]
        deny = _VERBS["denied"][len({who(fact, c, teller) for c in denials}) > 1]
        said.append(
            f"It is contested: {_whose(fact, denials, teller)} {deny} it for a time that overlaps."
        )
    return said


def _ends(fact: FactRecord, step: Step, teller: Teller) -> list[str]:
    """Which claim decides each end whose claims lie apart."""
    if not fact.kind.when.lasts:
        return [_led(fact, "time", step.start, 0, teller)] if step.start.apart else []
    ends = (("start", step.start, 0), ("end", step.end, 1))
    return [
        _led(fact, name, settled, place, teller)
        for name, settled, place in ends
        if settled and settled.apart
    ]


def _led(fact: FactRecord, name: str, settled: Attested, place: int, teller: Teller) -> str:
    theirs = list(
        dict.fromkeys(
            f"{who(fact, claim, teller)} ({words(extent(fact.kind, claim)[place])})"
            for claim in settled.apart
        )
    )
    cut = [*theirs[:3], f"{len(theirs) - 3} more"] if len(theirs) > 3 else theirs
    return (
        f"For its {name}, {words(settled.window)} by {who(fact, settled.by, teller)} stands "
        f"against {listed(cut)}: {_RULES[settled.rule]}."
    )


def comparison(fact: FactRecord, teller: Teller) -> Markup:
    """The claims side by side in the columns in which they differ; a sentence where none do."""
    kind, claims = fact.kind, fact.claims
    differing = [
        column
        for column in kind.columns
        if len({claim.values[column.name] for claim in claims if claim.values.get(column.name)}) > 1
    ]
    standings = len({claim.standing for claim in claims}) > 1
    if len(claims) == 1:
        return element("p", "There is one claim, so there is nothing to compare.")
    if not differing and not standings:
        return element(
            "p", "The claims do not differ in anything that they say; some say less than others."
        )
    heads = ["Published", "Who says so", *(["Standing"] if standings else [])]
    heads += [_label(column) for column in differing]
    rows = [
        element(
            "tr",
            element("td", day_words(claim.known), class_="dg-when"),
            element("th", who(fact, claim, teller), scope="row"),
            *([element("td", claim.standing)] if standings else []),
            *(_cell(fact, claim, column, teller) for column in differing),
        )
        for claim in claims
    ]
    note = "Only the columns in which they differ; ✓ marks what the record takes."
    return together(
        element("p", note, class_="dg-limit"), framed("Claims side by side", heads, rows)
    )


def _cell(fact: FactRecord, claim: Claim, column: Column, teller: Teller) -> Markup:
    cells = claim.values.get(column.name, ())
    if not cells:
        return element("td", "does not say", class_="dg-muted")
    text = shown(column, claim.values, teller)
    return element("td", f"{text} ✓" if _taken(fact, claim, column) else text)


def _taken(fact: FactRecord, claim: Claim, column: Column) -> bool:
    """Whether the record's own value is this claim's (for a date: whether it lies within it)."""
    now, kind = fact.now, fact.kind
    if claim.standing != now.standing:
        return False
    if column.name in kind.dated:
        start, end = extent(kind, claim)
        if column.name == kind.when.first:
            return start.meet(now.start) is not None
        if column.name == kind.when.last:
            return end.meet(now.end) is not None
    cells = claim.values.get(column.name, ())
    return set(cells) <= set(now.values.get(column.name, ()))
