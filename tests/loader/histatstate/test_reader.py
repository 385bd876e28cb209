"""The Office's articles to records: dates that are said, spells that are paired, all accounted."""

from __future__ import annotations

from pathlib import Path

import pytest

from diplograph.errors import Problem
from loader.mapping.layout import Layout
from loader.mapping.records import records

LAYOUT = Layout(files="*.xml", format="timelines")
Told = list[tuple[str, str]]


def article(entries: Told, section: str = "diplomatic-relations") -> str:
    """A small article with one timeline entry for each heading and text."""
    divs = "".join(
        f'<div type="timeline"><head>{heading}</head><p>{text}</p></div>'
        for heading, text in entries
    )
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title type="short">Ruritania</title>'
        "<publicationStmt><p>Department of State, 2008</p></publicationStmt></teiHeader><text>"
        f'<div type="section" xml:id="{section}">{divs}</div></text></TEI>'
    )


def read(
    folder: Path, entries: Told, section: str = "diplomatic-relations"
) -> list[dict[str, str]]:
    """The cells of the records of an article, without those that are blank."""
    (folder / "ruritania.xml").write_text(article(entries, section), encoding="utf-8")
    rows = []
    for found in records(folder, LAYOUT):
        assert not isinstance(found, Problem), found
        rows.append({name: text for name, text in found.cells.items() if text})
    return rows


def test_severed_and_resumed_relations_are_two_spells(tmp_path: Path) -> None:
    one, severed, again = read(
        tmp_path,
        [
            (
                "Establishment of Diplomatic Relations, 1922.",
                "They were established on May 3, 1922.",
            ),
            ("Diplomatic Relations Severed, 1941.", "On July 4, 1941, it severed relations. So."),
            (
                "Relations Resumed, 1945.",
                "They were resumed in <date>May 1945</date>, when it could.",
            ),
        ],
    )
    assert (one["relations/from"], one["relations/to"]) == ("1922-05-03", "1941-07-04")
    both = "Establishment of Diplomatic Relations, 1922 / Diplomatic Relations Severed, 1941"
    assert one["relations/locator"] == both
    assert severed["left"] == "ends-a-spell"
    assert again["relations/from"] == "1945-05"
    assert "relations/to" not in again
    assert (one["title"], one["published"], one["state"]) == ("Ruritania", "2008", "ruritania")


def test_severed_relations_leave_an_embassy_without_a_known_end(tmp_path: Path) -> None:
    one, _, again = read(
        tmp_path,
        [
            (
                "Establishment of Diplomatic Relations and the American Embassy, 1960.",
                "Diplomatic relations were established on August 7, 1960, when the consulate rose.",
            ),
            ("Diplomatic Relations Severed, 1967.", "It severed them on June 6, 1967."),
            ("American Embassy Reopened, 1974.", "It was reopened in 1974."),
        ],
    )
    # of its end no entry says more than that it was before it began again
    assert (one["embassy/from"], one["embassy/to"]) == ("1960-08-07", "[1960-08-07..1974-12-31]")
    assert again["embassy/from"] == "1974"
    assert one["relations/to"] == "1967-06-06"


def test_an_end_that_cannot_be_dated_still_ends(tmp_path: Path) -> None:
    one, other = read(
        tmp_path,
        [
            ("Establishment of the American Embassy in Strelsau, 1950.", "It was opened in 1950."),
            ("Closure of the American Embassy, 1980.", "War came in 1979."),
        ],
    )
    assert one["embassy/to"] == "[1950..]"
    assert other["left"] == "years-differ"


def test_an_end_without_a_beginning_has_none_made_up(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [("American Embassy Closed, 1919.", "It was closed May 1, 1919.")])
    assert one["embassy/to"] == "1919-05-01"
    assert "embassy/from" not in one


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Recognition came on May 3, 1921.", "1921-05-03"),
        ("The United States recognized it on or about May 3, 1921.", "1921-05-03~"),
        ("After the war of May 3, 1921, the United States recognized it.", "1921"),
        ("The United States recognized it after a note of May 3, 1921.", "1921"),
        ("The United States did.", "1921"),
        ("It did not recognize it in 1921.", ""),
        ("The United States recognized it on May 3, 1922.", ""),
    ],
)
def test_a_day_is_taken_only_where_it_is_the_event_s(tmp_path: Path, text: str, date: str) -> None:
    (one,) = read(tmp_path, [("U.S. Recognition of Ruritania, 1921.", text)], "recognition")
    assert one.get("recognition/from", "") == date
    assert ("left" in one) == (not date)


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("Establishment of the American Legation in Strelsau, 1921.", "other-mission"),
        ("Establishment of Consular Relations, 1921.", "consular"),
        ("American Embassy Moved to Zenda, 1921.", "moved"),
        ("Interruption of Relations, 1917-21.", "several-years"),
        ("Establishment of Diplomatic Relations.", "no-year"),
        ("Elevation of Legations to Embassy Status, 1921.", "several-things"),
        ("The War, 1921.", "other"),
        ("", "no-heading"),
    ],
)
def test_what_is_not_read_has_its_reason(tmp_path: Path, heading: str, reason: str) -> None:
    (one,) = read(tmp_path, [(heading, "It was so in 1921, says the U.S. Embassy.")])
    assert one["left"] == reason
    assert not [name for name in one if "/" in name]


def test_a_foreign_embassy_is_not_the_united_states_own(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [("Ruritanian Legation Raised to Embassy, 1949.", "In 1949 it was.")])
    assert one["theirs/from"] == "1949"


def test_an_article_cut_in_half_is_one_clear_line(tmp_path: Path) -> None:
    text = article([("Recognition, 1921.", "It was recognized.")])
    (tmp_path / "ruritania.xml").write_text(text[: len(text) // 2], encoding="utf-8")
    (found,) = records(tmp_path, LAYOUT)
    assert isinstance(found, Problem)
    assert str(found).startswith("ruritania.xml: is not whole XML")


def test_an_article_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    (tmp_path / "r.xml").write_text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', encoding="utf-8")
    (found,) = records(tmp_path, LAYOUT)
    assert isinstance(found, Problem)
    assert "declares a DTD" in found.message
