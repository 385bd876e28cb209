"""The head of a dossier and its missions both ways, as markup. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.dossier import Entry, Group, Missions, accredited, balances, denies
from dashboard.listing import framed
from dashboard.markup import Markup, element, inside, link, together
from dashboard.pages import href
from dashboard.telling import Teller, dated
from dashboard.words import counted, last_said, short_when
from diplograph.catalogue import EMBASSIES
from diplograph.entities import split
from diplograph.model import Entity
from diplograph.phrases import listed, with_article
from diplograph.sentences import Namer

_NAMES = 5

_CODES = (
    ("ISO 3166-1", "iso2"),
    ("Correlates of War", "cow"),
    ("Gleditsch and Ward", "gw"),
    ("UN M49", "m49"),
)


def head(entity: Entity, teller: Teller, before: Sequence[str], said: str) -> Markup:
    """Who it is: names, codes, dates, those before and after it, and the note on its standing."""
    cells = entity.cells
    official = cells.get("official_name", "")
    lines = []
    if official and official != entity.name:
        lines.append(element("p", official, class_="dg-lead"))
    also = [name for name in dict.fromkeys(entity.aliases) if name not in (entity.name, official)]
    if also:
        first, rest = ", ".join(also[:_NAMES]), also[_NAMES:]
        lines.append(element("p", element("span", "Also ", class_="dg-muted"), first))
        if rest:
            summary = element("summary", counted(len(rest), "more name"))
            names = element("p", ", ".join(rest))
            lines.append(element("details", summary, names, class_="dg-small"))
    if facts := _facts(entity, teller, before):
        lines.append(element("p", *(together(fact) for fact in facts), class_="dg-row dg-small"))
    if note := cells.get("note", ""):
        lines.append(element("p", note, class_="dg-prose"))
    lines.append(element("p", said, class_="dg-said", role="status"))
    return element(
        "section",
        element("div", element("span", entity.label, class_="dg-tag"), class_="dg-tags"),
        element("h2", entity.name, class_="dg-heading"),
        *lines,
        class_="dg-panel",
        aria_label=entity.name,
    )


def _facts(entity: Entity, teller: Teller, before: Sequence[str]) -> list[Markup]:
    """What its row says, each a few words."""
    cells = entity.cells
    found = []

    def tell(what: str, *parts: str) -> None:
        found.append(element("span", element("span", f"{what} ", class_="dg-muted"), *parts))

    if cells.get("from") or cells.get("to"):
        since, until = cells.get("from", ""), cells.get("to", "")
        text = f"{dated(since) if since else '…'} – {dated(until) if until else 'today'}"
        tell("State" if entity.label == "Country" else "From", text)
    if before:
        tell("Before it", *_listed(before, teller))
    if after := split(cells.get("successors", "")):
        tell("After it", *_listed(after, teller))
    if cells.get("capital"):
        tell("Capital", cells["capital"])
    if cells.get("country"):
        tell("Country", *_listed([cells["country"]], teller))
    codes = [f"{name} {cells[column]}" for name, column in _CODES if cells.get(column)]
    if entity.label == "Country":
        tell("Codes", ", ".join([entity.id, *codes]))
    if wikidata := cells.get("wikidata", ""):
        tell("Wikidata", link(wikidata, f"https://www.wikidata.org/wiki/{wikidata}"))
    return found


def _listed(ids: Sequence[str], teller: Teller) -> list[Markup]:
    return [together(", " if place else "", teller.entity(id_)) for place, id_ in enumerate(ids)]


def figures(groups: Sequence[Group], entity: str, teller: Teller, dated_on: bool) -> Markup:
    """Each group's number, which opens its facts; a lasting one's is of the day."""
    return element(
        "dl",
        *(_figure(group, entity, teller, dated_on) for group in groups),
        class_="dg-figures",
    )


def _figure(group: Group, entity: str, teller: Teller, dated_on: bool) -> Markup:
    sure, maybe = group.count("yes"), group.count("possibly")
    more = [f"{group.last_known:,} last known"] if group.last_known else []
    more += [f"+ {maybe:,} possibly"] if maybe else []
    if group.kind.when.lasts and not dated_on and group.ever != sure + maybe:
        more.append(f"{group.ever:,} ever")
    if absent := group.count("absent"):
        more.append(f"{absent:,} absent")
    address = href("country", teller.clocks, id=entity, show=group.key)
    said = f"{sure:,} {group.heading}" + (f" ({', '.join(more)})" if more else "")
    return element(
        "div",
        element(
            "dt",
            group.heading,
            *([element("div", "; ".join(more), class_="dg-small")] if more else []),
        ),
        element("dd", inside(f"{sure:,}", address, aria_label=said)),
        class_="dg-figure",
    )


_LEVEL = EMBASSIES.by_name["level"]


def level_words(level: str) -> str:
    """A mission's level with its article: ``an embassy``, ``a consulate general``."""
    return with_article(_LEVEL.read(level))


def remark(missions: Missions, me: str, name: Namer) -> str:
    """What is to be noticed of the missions between the two, in a sentence; blank if nothing."""
    there, here = missions.levels
    other = name(missions.other)
    no_there, no_here = denies(missions.no_there), denies(missions.no_here)
    from_afar = [name(city) for city in accredited(missions.here)]
    afar = f", but one accredited from {listed(from_afar)}" if from_afar else ""
    have_there, have_here = ("has" if sure else "may have" for sure in missions.sure)
    maybe_there, maybe_here = ("" if sure else "perhaps " for sure in missions.sure)
    match missions.balance:
        case "one-sided there":
            back = f"{other} has none here, a source says" if no_here else "none is recorded here"
            return f"{me} {have_there} {level_words(there)} there; {back}{afar}."
        case "one-sided here":
            back = f"{me} has none there, a source says" if no_there else "none is recorded there"
            return f"{other} {have_here} {level_words(here)} here; {back}."
        case "unequal":
            one, two = f"{maybe_there}{level_words(there)}", f"{maybe_here}{level_words(here)}"
            return f"Unequal: {one} there, {two} here."
        case "none" if no_there and no_here:
            return "Neither has an embassy in the other, sources say."
        case "none" if no_there:
            return f"{me} has no embassy there, a source says."
        case "none" if no_here:
            return f"{other} has no embassy here, a source says{afar}."
    return ""


def missions_sentence(found: Sequence[Missions], me: str, day: str) -> str:
    """The missions both ways, in numbers."""
    count: Mapping[str, int] = balances(found)
    both, unequal = count.get("mutual", 0), count.get("unequal", 0)
    there, here = count.get("one-sided there", 0), count.get("one-sided here", 0)
    recorded = sum(one.missing_is_recorded for one in found)
    perhaps = {
        side: sum(one.balance == f"one-sided {side}" and not one.sure[n] for one in found)
        for n, side in enumerate(("there", "here"))
    }
    unsure = {side: f" ({n} of them only possibly)" if n else "" for side, n in perhaps.items()}
    levels = f" ({unequal} at different levels)" if unequal else ""
    tail = f" For {recorded} of these a source records the absence itself." if recorded else ""
    has = "has" if here == 1 else "have"
    return (
        f"On {day} {me} and {counted(both + unequal, 'other')} have missions in each other"
        f"{levels}. In {counted(there, 'other')} it has one{unsure['there']} and none of theirs is "
        f"recorded here; {counted(here, 'other')} {has} one here{unsure['here']} and none of its "
        f"is recorded there.{tail}"
    )


def missions_table(found: Sequence[Missions], me: str, teller: Teller) -> Markup:
    """Missions both ways, a row for each other, what is not answered first."""
    heads = ["With", f"{me}'s there", "Theirs here", "What to notice"]
    rows = [
        element(
            "tr",
            element("th", teller.entity(one.other), scope="row"),
            element("td", sent(one.there, one.no_there, teller)),
            element("td", sent(one.here, one.no_here, teller)),
            element("td", remark(one, me, teller.name)),
        )
        for one in found
    ]
    return framed("Missions both ways", heads, rows, whole=False)


def sent(there: Sequence[Entry], absent: Sequence[Entry], teller: Teller) -> Markup:
    """Missions one way, each a link to its fact; an absence as such; a dash for nothing."""
    found = []
    for entry in (*there, *absent):
        now = entry.fact.now
        level = next(iter(now.values.get("level", ())), "")
        city = ", ".join(teller.name(id_) for id_ in now.values.get("city", ()))
        word = _LEVEL.read(level)
        words = f"✕ no {word}" if entry.held == "absent" else word + (f", {city}" if city else "")
        marks = ("⚡ " if now.contested else "") + ("? " if entry.held == "possibly" else "")
        since = short_when(now.start, now.end) if entry.held != "absent" else ""
        if entry.last_known:
            since = ", ".join(filter(None, (since, last_said(now))))
        found.append(
            element(
                "div",
                inside(marks + words, teller.fact_address(entry.fact.id), class_="dg-quiet"),
                *([element("span", f" {since}", class_="dg-muted dg-small")] if since else []),
            )
        )
    return together(*found) if found else element("span", "none recorded", class_="dg-muted")
