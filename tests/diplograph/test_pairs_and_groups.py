"""A tie exists only where a claim makes it, with a time and standing of its own."""

from __future__ import annotations

from datetime import date

from diplograph.catalogue import (
    EMBASSIES,
    MEETINGS,
    MILITARY_SUPPORT,
    SANCTIONS,
    TREATIES,
    VISITS,
)
from diplograph.model import Claim
from diplograph.resolution.resolve import extent, versions
from tests.diplograph.claims import claim, embassy
from tests.diplograph.reading import now, pairs, span, ties

A, B = "@a", "@b"


def pact(published: str, parties: str, from_: str, by: str = A, **more: str) -> Claim:
    return claim(TREATIES, published, by, name="P", parties=parties, from_=from_, **more)


def support(published: str, supporters: str, recipients: str, by: str = A) -> Claim:
    return claim(MILITARY_SUPPORT, published, by, supporters=supporters, recipients=recipients,
                 type="arms", from_="2000-03-01")  # fmt: skip


def test_two_pairs_never_make_a_third_nor_take_each_other_s_dates() -> None:
    found = now(
        pact("2020-01-01", "PRK;RUS", "2000-03-01"), pact("2021-01-01", "PRK;CHN", "1961-03-01", B)
    )
    assert pairs(found) == [
        "CHN-PRK asserted 1961-03-01 to open!",
        "PRK-RUS asserted 2000-03-01 to open!",
    ]
    assert found.disputes == ("from", "parties")
    assert [tie.last_said for tie in found.ties] == [date(2021, 1, 1), date(2020, 1, 1)]


def test_supporters_and_recipients_are_not_multiplied_across_claims() -> None:
    found = now(support("2020-01-01", "RUS", "PRK"), support("2021-01-01", "CHN", "BLR", B))
    assert [(tie.start, tie.end) for tie in found.ties] == [("CHN", "BLR"), ("RUS", "PRK")]
    assert found.disputes == ("supporters", "recipients")
    assert all(tie.contested for tie in found.ties)


def test_groups_of_which_one_holds_the_other_agree() -> None:
    found = now(support("2020-01-01", "RUS", "PRK"), support("2021-01-01", "CHN;RUS", "PRK", B))
    assert not found.contested
    assert not any(tie.contested for tie in found.ties)
    assert found.values["supporters"] == ("RUS", "CHN")


def test_where_groups_differ_what_all_of_them_tie_is_undisputed() -> None:
    found = now(
        pact("2020-01-01", "PRK;RUS;BLR", "2000"), pact("2021-01-01", "PRK;RUS;CHN", "2000", B)
    )
    assert found.disputes == ("parties",)
    agreed = [(tie.start, tie.end) for tie in found.ties if not tie.contested]
    assert agreed == [("PRK", "RUS")]
    assert len(found.ties) == 5


def test_a_group_that_is_not_said_disputes_none() -> None:
    rows = [
        claim(MEETINGS, "2020-01-01", by, countries=states, participants=people, date="2015-03-01")
        for by, states, people in ((A, "PRK;RUS", ""), (B, "", "x;y"), ("@c", "PRK;RUS", "x;y"))
    ]
    assert not now(*rows).contested


def test_the_groups_of_weaker_standings_do_not_count() -> None:
    alleged = claim(
        TREATIES, "2021-01-01", B, "alleged", name="P", parties="PRK;CHN", from_="1961-03-01"
    )
    found = now(pact("2020-01-01", "PRK;RUS", "2000-03-01"), alleged)
    assert pairs(found) == [
        "CHN-PRK alleged 1961-03-01 to open",
        "PRK-RUS asserted 2000-03-01 to open",
    ]
    assert found.disputes == ()


def test_a_pair_s_type_is_that_of_the_claims_that_make_it() -> None:
    rows = [
        pact("2020-01-01", "PRK;RUS", "2000-03-01", type="consultation"),
        pact("2021-01-01", "PRK;RUS;CHN", "2000-03-01", B, type="defence"),
    ]
    found = now(*rows)
    assert [(t.start, t.end, t.value) for t in found.ties] == [
        ("CHN", "PRK", "defence"),
        ("CHN", "RUS", "defence"),
        ("PRK", "RUS", "defence;consultation"),
    ]
    assert found.values["type"] == ("defence", "consultation")
    assert not found.contested


def test_of_single_values_the_latest_published_is_taken_and_another_is_a_dispute() -> None:
    rows = [embassy(f"202{n}-01-01", by, level=level, from_="2015-03-01")
            for n, (by, level) in enumerate([(A, "embassy"), (B, "consulate")])]  # fmt: skip
    found = now(*rows)
    assert found.values["level"] == ("consulate",)
    assert found.disputes == ("level",)
    (tie,) = found.ties
    assert (tie.value, tie.contested) == ("consulate", True)
    elsewhere = now(rows[0], embassy("2021-01-01", B, city="brest", from_="2015-03-01"))
    assert elsewhere.disputes == ("city",)
    assert not elsewhere.ties[0].contested  # whom it ties, and as what, is agreed


def test_wordings_of_a_text_and_dates_that_are_not_settled_are_no_dispute() -> None:
    rows = [
        pact("2020-01-01", "PRK;RUS", "2000-03-01", signed="1999", terms="one"),
        pact("2021-01-01", "PRK;RUS", "2000-03-01", B, signed="1999-05", terms="other"),
        pact("2022-01-01", "PRK;RUS", "2000-03-01", B),
    ]
    found = now(*rows)
    assert found.disputes == ()
    assert found.values["terms"] == ("other",)
    assert found.values["signed"] == ("1999-05",)
    assert "from" not in found.values
    assert "city" not in found.values


def test_lists_are_united_in_the_order_of_their_words_or_of_publication() -> None:
    rows = [
        claim(SANCTIONS, f"202{n}-01-01", A, senders=who, target="PRK", type=what, from_="2015")
        for n, (who, what) in enumerate([("RUS", "travel;arms"), ("CHN;RUS", "trade")])
    ]
    found = now(*rows)
    assert found.values["type"] == ("trade", "arms", "travel")
    assert found.values["senders"] == ("RUS", "CHN")
    assert [tie.value for tie in found.ties] == ["trade", "trade;arms;travel"]


def test_an_absence_stands_beside_a_tie_with_a_standing_and_last_word_of_its_own() -> None:
    none = embassy("2001-06-01", A, "denied")
    since = embassy("2020-01-01", B, from_="2015-03-01")
    first, second = versions(EMBASSIES, [none, since])
    assert ties(first) == ["denied ..2001-06-01 to open"]
    assert ties(second) == ["asserted 2015-03-01 to open", "denied ..2001-06-01 to 2015-02-28"]
    assert [tie.type for tie in second.ties] == ["HAS_EMBASSY_IN", "HAS_NO_EMBASSY_IN"]
    assert [tie.last_said for tie in second.ties] == [date(2020, 1, 1), date(2001, 6, 1)]
    assert second.claims == (since,)


def test_a_mission_from_a_third_state_that_is_resident_too_is_told_by_its_pair_s_claims() -> None:
    found = now(embassy("2020-01-01", level="non-resident", from_="2015"))
    assert [tie.type for tie in found.ties] == ["ACCREDITED_TO"]


def test_visitors_and_the_state_they_come_for_have_windows_of_their_own() -> None:
    rows = [
        claim(VISITS, "2020-01-01", A, visitors="x", sender="BLR", host="PRK", date="2015-03"),
        claim(VISITS, "2020-01-02", B, visitors="y", sender="BLR", host="PRK", date="2015-03-05"),
    ]
    assert pairs(now(*rows)) == [
        "BLR-PRK asserted 2015-03-05 to 2015-03-05",
        "x-PRK asserted 2015-03-01..2015-03-31 to 2015-03-01..2015-03-31!",
        "y-PRK asserted 2015-03-05 to 2015-03-05!",
    ]


def test_several_sources_in_a_row_count_from_the_first_and_to_the_last() -> None:
    (found,) = versions(EMBASSIES, [embassy("2016-01-01;2020-05-07", "@a;@b", from_="2015")])
    assert (found.known_from, found.last_said) == (date(2016, 1, 1), date(2020, 5, 7))
    assert found.ties[0].last_said == date(2020, 5, 7)


def test_the_extent_of_a_row_alone() -> None:
    start, end = extent(EMBASSIES, embassy("2020-01-01", from_="2015", to="2016"))
    assert (span(start), span(end)) == ("2015-01-01..2015-12-31", "2016-01-01..2016-12-31")
