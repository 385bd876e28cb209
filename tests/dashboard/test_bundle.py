"""One line for each pair from afar, one for each kind nearer by, and each fact in the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from dashboard.picture.bundle import FACT, FEW, PAIR, READ, STRAND, Line, grains, parted
from dashboard.picture.picture import Picture, picture
from diplograph.catalogue import KINDS
from diplograph.questions.core import TieRecord
from tests.dashboard.records import entity, tie

WORLD = {id_: entity(id_) for id_ in ("BLR", "PRK", "RUS")}
ABSENCE = "HAS_NO_EMBASSY_IN"


def of(ties: Sequence[TieRecord]) -> Picture:
    return picture(ties, {}, WORLD, list(WORLD), ["PRK"])


def at(shown: Picture, grain: int) -> list[Line]:
    return [line for line in shown.lines if line.grain == grain]


def visit(fact: str, **options: str | bool) -> TieRecord:
    return tie(fact, "visits", "VISITED", "state", **options)  # type: ignore[arg-type]


def test_a_pair_is_one_line_with_symbols_and_counts() -> None:
    ties = [tie("e"), visit("v1"), visit("v2", start_id="BLR", end_id="PRK")]
    [line] = at(of(ties), PAIR)
    assert line.text == "→2 ⚑1"
    assert [part.kind for part in line.label] == ["visits", "embassies"]
    assert line.count == 3
    assert line.heads == (False, False)
    assert line.kind == ""


def test_disputes_and_absences_are_marked_on_the_bundle() -> None:
    ties = [visit("v", contested=True), tie("e"), tie("no", type_=ABSENCE, standing="denied")]
    [line] = at(of(ties), PAIR)
    assert line.text.endswith("✕1 ⚡1")
    assert line.contested
    assert not line.absent


def test_an_absence_is_never_bundled_with_what_is_there() -> None:
    ties = [tie("a"), tie("b"), tie("no", type_=ABSENCE, standing="denied")]
    there, absent = sorted(at(of(ties), STRAND), key=lambda line: line.absent)
    assert (there.count, there.absent) == (2, False)
    assert (absent.fact, absent.text) == ("no", "✕ no embassy")


def test_a_bundle_is_dashed_only_where_all_of_it_is_alleged() -> None:
    alleged = [visit("a", standing="alleged"), visit("b", standing="alleged")]
    [line] = at(of(alleged), STRAND)
    assert line.standing == "alleged"
    assert line.text == "→ 2 visits, alleged"
    [mixed] = at(of([*alleged, visit("c")]), STRAND)
    assert mixed.standing == "asserted"
    assert mixed.text == "→ 3 visits · 2 alleged"


def test_a_strand_points_where_its_facts_do() -> None:
    [one_way] = at(of([visit("a"), visit("b")]), STRAND)
    assert (one_way.start, one_way.end, one_way.heads) == ("BLR", "PRK", (True, False))
    both = at(of([visit("a"), visit("b", start_id="BLR", end_id="PRK")]), STRAND)
    assert both[0].heads == (True, True)


def test_a_single_fact_is_itself_at_every_grain() -> None:
    shown = of([tie("only")])
    assert {line.fact for line in shown.lines} == {"only"}
    assert len({line.text for line in shown.lines}) == 1


KINDS_AND_TYPES = [(kind.name, type_) for kind in KINDS.values() for type_ in kind.tie_types]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS_AND_TYPES),
            st.permutations(list(WORLD)),
            st.sampled_from(["asserted", "alleged", "expected"]),
            st.booleans(),
        ),
        max_size=40,
    )
)
def test_every_fact_is_in_one_strand_and_one_pair_and_no_count_is_lost(
    rows: list[tuple[tuple[str, str], list[str], str, bool]],
) -> None:
    ties = []
    for number, ((kind, type_), ends, standing, contested) in enumerate(rows):
        ties.append(tie(f"f{number}", kind, type_, "", ends[0], ends[1], standing, contested))
    shown = of(ties)
    by_id = {line.id: line for line in shown.lines}
    assert len(by_id) == len(shown.lines) or any(line.count == 1 for line in shown.lines)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in at(shown, FACT):
        counts["strand"][line.inside] += 1
        counts["pair"][by_id[line.inside].inside] += 1
    for grain, name in ((STRAND, "strand"), (PAIR, "pair")):
        assert {line.id: line.count for line in at(shown, grain)} == dict(counts[name])


def test_pairs_in_focus_part_by_kind_and_what_is_opened_into_facts() -> None:
    ties = [visit(f"v{number}") for number in range(10)]
    ties += [tie(f"e{number}") for number in range(20)]
    ties += [visit(f"r{number}", end_id="RUS") for number in range(12)]
    lines = of(ties).lines
    inner = grains(lines, ["PRK", "BLR"])
    assert inner == {"BLR|PRK": STRAND}
    assert parted(lines, {}, {"PRK|RUS": None}) == {"PRK|RUS": FACT}
    read = parted(lines, inner, {"BLR|PRK": "visits"})
    assert read == {"BLR|PRK": STRAND, "BLR|PRK|visits": FACT}


def test_the_grain_can_be_chosen() -> None:
    ties = [visit(f"v{number}") for number in range(READ + 1)]
    ties += [visit(f"r{number}", end_id="RUS") for number in range(READ + 1)]
    lines = of(ties).lines
    pairs = ["BLR|PRK", "PRK|RUS"]
    assert grains(lines, ["PRK", "BLR"], "pair") == {}
    assert grains(lines, ["PRK", "BLR"], "kind") == dict.fromkeys(pairs, STRAND)
    assert grains(lines, ["PRK", "BLR"], "fact") == dict.fromkeys(pairs, FACT)
    read = parted(lines, grains(lines, ["PRK"], "pair"), {"BLR|PRK": None})
    assert read == {"BLR|PRK": STRAND}, "one can be opened still"


def test_a_small_picture_shows_each_fact() -> None:
    lines = of([visit(f"v{number}") for number in range(FEW)]).lines
    small = grains(lines, ["PRK"])
    assert small == {"BLR|PRK": FACT}
    assert parted(lines, small, {"BLR|PRK": None}) == {}, "nothing is left to part"
