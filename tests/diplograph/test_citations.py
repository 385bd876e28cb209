"""Citations: each format read back by what reads it, and Chicago's notes by example."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import parse_string

from diplograph import __version__
from diplograph.citations.bibtex import bibtex
from diplograph.citations.chicago import chicago
from diplograph.citations.csl import csl, csl_item
from diplograph.citations.ris import ris
from diplograph.citations.work import Work, fact_work, source_work
from diplograph.database import Database
from diplograph.model import Source
from diplograph.questions.core import sources

AP = Work(
    id="ap-2024-07-23",
    title="Belarus' foreign minister arrives in North Korea",
    publisher="The Independent (Associated Press)",
    authors=("Hyung-Jin Kim",),
    url="https://independent.co.uk/news/a_b%20c?d=1&e={2}#f",
    published="2024-07-23",
    accessed="2026-11-24",
    language="en",
)
FACT = fact_work(
    "prk-embassy-minsk", "North Korea: embassy in Belarus", date(2016, 10, 1), date(2026, 11, 25), 6
)


def test_chicago_notes() -> None:
    assert chicago(AP) == (
        "Hyung-Jin Kim, “Belarus' foreign minister arrives in North Korea,” The Independent "
        "(Associated Press), July 23, 2024, accessed November 24, 2026, "
        "https://independent.co.uk/news/a_b%20c?d=1&e={2}#f."
    )
    question = Work("q", 'What is "it"?', "KCNA", ("A", "B", "C"))
    assert chicago(question) == "A, B, and C, “What is ‘it’?” KCNA, n.d."
    assert chicago(FACT) == (
        f"“North Korea: embassy in Belarus,” Diplograph {__version__}, fact prk-embassy-minsk, as "
        "the record stood on October 1, 2016, from 6 claims, accessed November 25, 2026."
    )


@pytest.mark.parametrize(
    ("published", "note", "parts"),
    [
        ("2016-09-21", "September 21, 2016", [[2016, 9, 21]]),
        ("2016-09", "September 2016", [[2016, 9]]),
        ("2016", "2016", [[2016]]),
        ("[2016-09-21..2016-09-30]", "September 21–30, 2016", [[2016, 9, 21], [2016, 9, 30]]),
        (
            "[2016-09-28..2016-10-31]",
            "September 28–October 31, 2016",
            [[2016, 9, 28], [2016, 10, 31]],
        ),
        ("[2019..2020]", "2019–2020", [[2019], [2020]]),
        ("", "n.d.", None),
        ("[..2016-10-15]", "n.d.", None),
    ],
)
def test_dates_of_publication(published: str, note: str, parts: list[list[int]] | None) -> None:
    work = Work("w", "T", "P", published=published)
    assert chicago(work) == f"“T,” P, {note.removesuffix('.')}."
    assert csl_item(work).get("issued", {}).get("date-parts") == parts


_TYPES = {"webpage", "document", "dataset"}
_DATE = {"date-parts", "circa"}
_STRINGS = {"id", "type", "title", "container-title", "publisher", "URL", "language", "note"}


def check_csl(item: dict[str, Any]) -> None:
    """Whether an item is one of CSL-JSON 1.0.2 (csl-data.json), in what of it we use."""
    assert item["type"] in _TYPES
    assert set(item) <= _STRINGS | {"author", "issued", "accessed"}
    assert all(isinstance(item[name], str) and item[name] for name in _STRINGS & set(item))
    assert all(set(author) == {"literal"} for author in item.get("author", []))
    for name in {"issued", "accessed"} & set(item):
        assert set(item[name]) <= _DATE
        assert 1 <= len(item[name]["date-parts"]) <= 2
        assert all(1 <= len(part) <= 3 for part in item[name]["date-parts"])


def test_csl_json_is_of_its_schema() -> None:
    items = json.loads(csl([AP, FACT]))
    for item in items:
        check_csl(item)
    assert items[0]["type"] == "webpage"
    assert items[0]["accessed"] == {"date-parts": [[2026, 11, 24]]}
    assert items[1]["type"] == "dataset"


def read_back(works: list[Work]) -> dict[str, Any]:
    found: dict[str, Any] = dict(parse_string(bibtex(works), "bibtex").entries)
    return found


def test_bibtex_is_read_by_a_parser() -> None:
    entry = read_back([AP])["ap-2024-07-23"]
    assert entry.type == "misc"
    assert entry.fields["year"] == "2024"
    assert entry.fields["month"] == "July"
    assert entry.fields["urldate"] == "2026-11-24"
    assert entry.fields["url"] == "https://independent.co.uk/news/a_b%20c?d=1&e=%7B2%7D#f"
    assert [str(person) for person in entry.persons["author"]] == ["{Hyung-Jin Kim}"]
    assert entry.fields["note"] == "Accessed November 24, 2026"


def test_ris_is_written_as_its_specification_has_it() -> None:
    assert ris([AP]).splitlines() == [
        "TY  - ELEC",
        "ID  - ap-2024-07-23",
        "AU  - Hyung-Jin Kim",
        "TI  - Belarus' foreign minister arrives in North Korea",
        "T2  - The Independent (Associated Press)",
        "PB  - The Independent (Associated Press)",
        "PY  - 2024",
        "DA  - 2024/07/23/",
        "Y2  - 2026/11/24/",
        "LA  - en",
        "UR  - https://independent.co.uk/news/a_b%20c?d=1&e={2}#f",
        "ER  - ",
    ]
    fact, month, vague = rispy.loads(
        ris([FACT, replace(AP, published="2024-07"), replace(AP, published="[2023-12..2024-01]")])
    )
    assert fact["type_of_reference"] == "DATA"
    assert fact["notes"] == [FACT.note]
    assert (month["year"], month["date"]) == ("2024", "2024/07//")
    assert "year" not in vague
    assert vague["notes"] == ["Published December 1, 2023–January 31, 2024"]


def test_two_works_never_have_one_key() -> None:
    assert list(read_back([Work("a:b", "T", "P"), Work("a/b", "T", "P")])) == ["a-b", "a-b-2"]


texts = st.text(
    st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from("\\{}$&#^_~%\"@,='"),
    max_size=60,
)


@given(texts, texts, st.lists(texts.filter(str.strip), max_size=3))
def test_any_text_is_one_entry_and_reads_as_it_was(
    title: str, publisher: str, authors: list[str]
) -> None:
    work = Work("k", title, publisher or "P", tuple(authors), published="2016-09-21")
    written = bibtex([work])
    assert written.count("{") == written.count("}")
    entry = read_back([work])["k"]
    if title.strip():
        assert _plain(entry.fields["title"]) == " ".join(title.split())
    assert len(entry.persons.get("author", [])) == len(authors)
    check_csl(csl_item(work) | {"title": title or "T"})
    (record,) = rispy.loads(ris([work]))
    assert record.get("title", "").strip() == " ".join(title.split())
    assert len(record.get("authors", [])) == len(authors)


def _plain(field: str) -> str:
    """LaTeX back to text, for what we escape."""
    field = field.removeprefix("{").removesuffix("}")
    names = {
        "textbackslash": "\\",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciitilde": "~",
        "textasciicircum": "^",
    }
    return re.sub(
        r"\\(?:(text[a-z]+)\{\}|([$&#_%]))", lambda m: names[m[1]] if m[1] else m[2], field
    )


def test_the_sources_of_the_story_can_all_be_cited(story: Database) -> None:
    works = [source_work(source) for source in sources(story).values()]
    assert len(read_back(works)) == len(works) > 1000
    for item in json.loads(csl(works)):
        check_csl(item)
    assert len(rispy.loads(ris(works))) == len(works)
    assert all(chicago(work).endswith(".") for work in works)


def test_a_source_without_anything_but_its_names_is_cited() -> None:
    bare = Source("s", "P", "T", date(2016, 1, 1), {"id": "s", "publisher": "P", "title": "T"})
    assert chicago(source_work(bare)) == "“T,” P, n.d."
    assert csl_item(source_work(bare))["type"] == "document"
