"""What the search box answers."""

from __future__ import annotations

from datetime import date

from dashboard.finding import answer, entities
from dashboard.pages import Clocks
from diplograph.entities import Registry
from diplograph.model import Entity
from diplograph.search import FactTitle, Index

ENTITIES = [
    Entity("PRK", "Country", "North Korea", ("DPRK",), {}),
    Entity("BLR", "Country", "Belarus", (), {}),
    Entity("ryzhenkov", "Person", "Maxim Ryzhenkov", ("Ryžankoŭ",), {"country": "BLR"}),
]
FACT = FactTitle(
    "emb", "embassies", "North Korea: embassy in Belarus", "since 2016", ("PRK", "BLR")
)


def _asked(text: str, clocks: Clocks | None = None) -> list[tuple[str, str, str]]:
    found = answer(text, Index(ENTITIES, [FACT]), clocks or Clocks())
    assert found["text"] == text
    return [(g["heading"], h["title"], h["href"]) for g in found["groups"] for h in g["hits"]]


def test_each_sort_of_hit_opens_on_its_own_page() -> None:
    assert _asked("DPRK")[0] == ("Entities", "North Korea", "/country?id=PRK")
    assert _asked("embassy belarus") == [
        ("Facts", "North Korea: embassy in Belarus", "/fact?id=emb")
    ]
    assert _asked("Ryzankou")[0][1:] == (
        "Maxim Ryzhenkov",
        "/country?id=ryzhenkov",
    )


def test_the_clocks_go_along() -> None:
    clocks = Clocks(known_on=date(2016, 10, 1))
    assert _asked("DPRK", clocks)[0][2] == "/country?id=PRK&known_on=2016-10-01"


def test_nothing_is_found_of_nothing() -> None:
    assert _asked("") == []
    assert _asked("zzzzqqqq") == []
    assert _asked("x" * 10_000) == []


def test_who_is_to_be_chosen_has_the_address_that_chooses() -> None:
    def found(text: str, *labels: str) -> list[tuple[str, str]]:
        index, registry = Index(ENTITIES, [FACT]), Registry(ENTITIES)
        told = entities(text, index, registry, lambda id_: f"/x?id={id_}", labels)
        return [(h["title"], h["href"]) for g in told["groups"] for h in g["hits"]]

    assert found("DPRK") == [("North Korea", "/x?id=PRK")]
    assert found("embassy") == [], "a fact is nobody"
    assert found("Ryzankou", "Country") == []
    assert found("Ryzankou", "Country", "Person") == [("Maxim Ryzhenkov", "/x?id=ryzhenkov")]


def test_pages_are_found_by_what_they_are_called_and_by_what_one_may_call_them() -> None:
    assert _asked("rankings") == [("Pages", "Rankings", "/rankings")]
    assert _asked("rankngs")[0] == ("Pages", "Rankings", "/rankings")
    assert ("Pages", "Ask", "/console") in _asked("cypher")
    assert ("Pages", "Load", "/load") in _asked("upload csv")
    assert _asked("ra") == []
    assert _asked("load minsk") == []


def test_a_page_of_that_title_comes_first_and_any_other_last() -> None:
    assert [heading for heading, *_ in _asked("embassy belarus")] == ["Facts"]
    index = Index([Entity("two", "Organization", "Countries United", (), {})])
    groups = answer("countries", index, Clocks(known_on=date(2016, 10, 1)))["groups"]
    assert [group["heading"] for group in groups] == ["Entities", "Pages"]
    assert groups[1]["hits"][0]["href"].endswith("?known_on=2016-10-01")
    index = Index([Entity("one", "Organization", "Load Bank", (), {})])
    headings = [group["heading"] for group in answer("load", index, Clocks())["groups"]]
    assert headings == ["Pages", "Entities"]
