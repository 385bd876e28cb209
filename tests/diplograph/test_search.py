"""Search as an analyst types: aliases, misspellings, parts, several words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.database import Database
from diplograph.entities import well_known_countries
from diplograph.model import Entity, Source
from diplograph.questions.summaries import fact_titles, search_index
from diplograph.search import ALL, EXACT, FactTitle, Index


@pytest.fixture(scope="module")
def index() -> Index:
    def entity(id_: str, label: str, name: str, *aliases: str, country: str = "") -> Entity:
        return Entity(id_, label, name, aliases, {"id": id_, "country": country})

    return Index(
        [
            entity("PRK", "Country", "North Korea", "DPRK", "Korea", "북한"),
            entity("KOR", "Country", "South Korea", "ROK", "Korea"),
            entity("BLR", "Country", "Belarus", "Weißrussland", "Беларусь"),
            entity("minsk", "City", "Minsk", "Мінск", country="BLR"),
            entity("seoul", "City", "Seoul", country="KOR"),
            entity("ryzhenkov", "Person", "Maxim Ryzhenkov", "Maksim Ryžankoŭ", country="BLR"),
        ],
        [
            FactTitle(
                "prk-embassy-minsk",
                "embassies",
                "North Korea: embassy in Minsk, Belarus",
                "since 2016",
                ("PRK", "BLR", "minsk"),
                contested=True,
            ),
            FactTitle(
                "kor-embassy-minsk",
                "embassies",
                "South Korea: embassy in Minsk, Belarus",
                "",
                ("KOR", "BLR", "minsk"),
            ),
            FactTitle("v", "visits", "Visit of Maxim Ryzhenkov to North Korea", "", ("PRK",)),
            FactTitle("at", "visits", "Visit of Kim to Far South Korea", "", ("minsk",)),
            FactTitle("by", "visits", "Visit of Kim to Belarus", "", ("BLR",), aside=("seoul",)),
            FactTitle("in", "visits", "Visit of Kim to South Korea", "", ("KOR", "seoul")),
        ],
        [
            Source("kcna-1", "KCNA", "DPRK Embassy Inaugurated in Minsk", date(2016, 9, 21), {}),
            Source("kbs-1", "KBS", "북한, 벨라루스와 대사관 개설 문제 논의", date(2016, 9, 21), {}),
        ],
    )


def _first(index: Index, text: str) -> tuple[str, str]:
    hit = index.search(text)[0]
    return hit.kind, hit.id


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("PRK", ("entity", "PRK")),
        ("dprk", ("entity", "PRK")),
        ("D.P.R.K.", ("entity", "PRK")),
        ("nk", ("entity", "PRK")),
        ("Weissrussland", ("entity", "BLR")),
        ("weissrusland", ("entity", "BLR")),
        ("беларусь", ("entity", "BLR")),
        ("Ryzankou", ("entity", "ryzhenkov")),
        ("rizhenkov", ("entity", "ryzhenkov")),
        ("ryzh", ("entity", "ryzhenkov")),
        ("embassy minsk dprk", ("fact", "prk-embassy-minsk")),
        ("nk embasy belarus", ("fact", "prk-embassy-minsk")),
        ("ROK embassy Weißrussland", ("fact", "kor-embassy-minsk")),
        ("contested embassy", ("fact", "prk-embassy-minsk")),
        ("prk-embassy-minsk", ("fact", "prk-embassy-minsk")),
        ("kcna inaugurated", ("source", "kcna-1")),
        ("대사관", ("source", "kbs-1")),
        ("벨라루스", ("entity", "BLR")),
        ("Сеул", ("entity", "seoul")),
        ("kim visit seoul", ("fact", "in")),
    ],
)
def test_what_is_meant_comes_first(index: Index, text: str, first: tuple[str, str]) -> None:
    assert _first(index, text) == first


@pytest.mark.parametrize(("text", "id_"), [("USA", "USA"), ("UK", "GBR"), ("UAE", "ARE")])
def test_its_own_code_and_initials_come_before_anothers_alias(text: str, id_: str) -> None:
    first, *_ = Index(well_known_countries()).search(text)
    assert first.id == id_


def test_a_name_that_two_have_finds_both_and_says_by_which(index: Index) -> None:
    both = index.search("korea", limit=2)
    assert {hit.id for hit in both} == {"PRK", "KOR"}
    assert all(hit.score >= EXACT and hit.detail == "Country, also Korea" for hit in both)


def test_south_korea_in_a_title_is_not_also_korea(index: Index) -> None:
    hits = index.search("dprk embassy minsk")
    assert [hit.id for hit in hits if hit.score >= ALL] == ["prk-embassy-minsk", "kcna-1"]


def test_only_the_kinds_asked_for_and_no_more_than_the_limit(index: Index) -> None:
    assert {hit.kind for hit in index.search("minsk", kinds={"source"})} == {"source"}
    assert len(index.search("minsk", limit=2)) == 2


@pytest.mark.parametrize("text", ["", "   ", "…", "zzzzqqqq", "\u202e", "' OR 1=1 //"])
def test_what_means_nothing_finds_nothing(index: Index, text: str) -> None:
    assert index.search(text) == []
    assert Index().search("minsk") == []


@given(st.text(max_size=40))
def test_any_text_gives_hits_in_order_each_once(index: Index, text: str) -> None:
    hits = index.search(text, limit=50)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert len({(hit.kind, hit.id) for hit in hits}) == len(hits)


@given(st.sampled_from(["North Korea", "Minsk", "Maxim Ryzhenkov"]), st.data())
def test_one_wrong_letter_in_a_word_still_finds(
    index: Index, name: str, data: st.DataObject
) -> None:
    place = data.draw(
        st.integers(1, len(name) - 2).filter(lambda i: " " not in name[i - 1 : i + 1])
    )
    typed = name[:place] + name[place + 1 :]
    assert name in [hit.title for hit in index.search(typed)]


# On the curated data


def test_the_curated_data_answer_as_an_analyst_expects(story: Database) -> None:
    index = search_index(story)
    wanted = {
        "Ryzankou": "maxim-ryzhenkov",
        "DPRK": "PRK",
        "Choe Son-hui": "choe-son-hui",
        "nk embasy belarus": "prk-embassy-minsk",
        "DPRK embassy minsk": "prk-embassy-minsk",
        "embassy minsk": "prk-embassy-minsk",
        "ap-2024-07-23": "ap-2024-07-23",
        "корея": "PRK",
        "putin": "vladimir-putin",
        "putin visit pyongyang": "putin-pyongyang-2024-06",
        "сеул": "seoul",
    }
    assert {text: index.search(text)[0].id for text in wanted} == wanted


def test_every_fact_is_found_by_its_own_title(story: Database) -> None:
    index = search_index(story)
    facts = fact_titles(story)
    for fact in facts[:: max(1, len(facts) // 60)]:
        best = index.search(fact.title, kinds={"fact"})
        assert fact.title == best[0].title
        assert best[0].score >= EXACT
