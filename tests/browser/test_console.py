"""The console, as somebody with a question meets it."""

from __future__ import annotations

import csv
import io
import json
import time
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Locator, expect

from diplograph.database import Database
from tests.browser.conftest import Watched, serving, watching
from tests.browser.test_hard_cases import HOSTILE, hostile

__all__ = ["hostile"]

NAMES = (
    "MATCH (a:Country {id: 'PRK'})-[e:HAS_EMBASSY_IN]->(b) RETURN b.name AS host, e.fact AS fact"
)
# so many threefold pairs of claims that no planner gets round them
RUNAWAY = (
    "MATCH (a:Claim), (b:Claim), (c:Claim) WHERE size(a.id + b.id + c.id) % 7 = 3 RETURN count(*)"
)


def ask(watched: Watched, **query: str) -> None:
    """Open the console on an address."""
    watched.page.goto(f"{watched.url}/console?{urlencode(query)}")
    expect(editor(watched)).to_be_visible(timeout=60_000)
    watched.still()


def editor(watched: Watched) -> Locator:
    return watched.page.get_by_label("Query in Cypher")


def offered(watched: Watched) -> Locator:
    return watched.page.get_by_role("listbox", name="Completions").get_by_role("option")


def answer(watched: Watched) -> Locator:
    return watched.page.get_by_role("region", name="Answer")


def query_of(watched: Watched) -> dict[str, list[str]]:
    return parse_qs(urlsplit(watched.page.url).query)


def test_an_address_asks_and_its_answer_leads_on(watched: Watched, artifacts: Path) -> None:
    ask(watched, q=NAMES)
    expect(watched.page.get_by_text("seconds.").first).to_contain_text("rows in")
    link = answer(watched).get_by_role("link", name="prk-embassy-minsk", exact=True)
    expect(link).to_have_attribute("href", "/fact?id=prk-embassy-minsk")
    expect(answer(watched).get_by_role("link", name="Belarus").first).to_have_attribute(
        "href", "/country?id=BLR"
    )
    watched.page.screenshot(path=artifacts / "console.png")


@pytest.mark.long
def test_a_query_is_written_and_run_with_the_keyboard_alone(watched: Watched) -> None:
    ask(watched)
    editor(watched).focus()
    keys = watched.page.keyboard
    keys.type("MATCH (a:Cou")
    expect(offered(watched).first).to_have_text("Countryan entity")
    keys.press("Tab")
    expect(editor(watched)).to_have_value("MATCH (a:Country")
    keys.type(" {id: 'north ko")
    expect(offered(watched).first).to_contain_text("North Korea")
    keys.press("Enter")
    expect(editor(watched)).to_have_value("MATCH (a:Country {id: 'PRK'")
    keys.type("})-[t:HAS_")
    expect(offered(watched)).to_have_count(2)
    keys.press("ArrowDown")
    marked = editor(watched).get_attribute("aria-activedescendant")
    expect(offered(watched).nth(1)).to_have_attribute("id", str(marked))
    keys.press("Tab")
    keys.type("]->(b) RETURN b.name ORDER BY b.na")
    expect(offered(watched).first).to_contain_text("name")
    keys.press("Escape")
    expect(offered(watched)).to_have_count(0)
    keys.type("me")
    keys.press("Control+Enter")
    expect(answer(watched)).to_be_visible()
    assert "[t:HAS_NO_EMBASSY_IN]" in query_of(watched)["q"][0]
    # with no list open the Tab key leaves the field, on to the button
    watched.still()
    keys.press("Escape")
    keys.press("Tab")
    expect(watched.page.get_by_role("button", name="Run", exact=True)).to_be_focused()


@pytest.mark.long
def test_what_is_typed_can_be_undone_and_going_back_asks_again(watched: Watched) -> None:
    ask(watched, q="RETURN 1 AS one")
    expect(answer(watched)).to_contain_text("one")
    editor(watched).fill("RETURN 2 AS two")
    editor(watched).press("Control+Enter")
    expect(answer(watched)).to_contain_text("two")
    watched.page.go_back()
    expect(editor(watched)).to_have_value("RETURN 1 AS one")
    expect(answer(watched)).to_contain_text("one")


def test_an_answer_is_drawn_and_a_line_leads_to_its_fact(watched: Watched, artifacts: Path) -> None:
    text = "MATCH (a:Country {id: 'PRK'})-[t:HAS_EMBASSY_IN]->(b {id: 'BLR'}) RETURN a, t, b"
    ask(watched, q=text, **{"as": "picture"})
    frame = watched.frame()
    assert set(frame.evaluate("window.diplograph.nodes.getIds()")) == {"PRK", "BLR"}
    assert frame.locator("[role=application]").get_attribute("aria-label")
    watched.page.screenshot(path=artifacts / "console-picture.png", full_page=True)
    ask(watched, q=text, fact="prk-embassy-minsk", **{"as": "picture"})
    chosen = watched.page.get_by_text("Chosen:")
    expect(chosen.get_by_role("link")).to_have_attribute("href", "/fact?id=prk-embassy-minsk")


@pytest.mark.long
def test_parameters_are_fields_and_change_the_address(watched: Watched) -> None:
    text = "MATCH (c:Country {id: $country}) RETURN c.name AS name, $n AS n"
    ask(watched, q=text)
    expect(watched.page.get_by_text("Fill in $country, $n below the query.")).to_be_visible()
    field = watched.page.get_by_role("combobox", name="$country")
    field.click()
    watched.page.keyboard.type("Belar")
    watched.page.keyboard.press("Enter")
    watched.still()
    number = watched.page.get_by_label("$n", exact=True)
    number.fill("7")
    number.press("Enter")
    expect(answer(watched).get_by_role("link", name="Belarus")).to_be_visible()
    found = query_of(watched)
    assert (found["p.country"], found["p.n"]) == (["BLR"], ["7"])


@pytest.mark.long
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("CREATE (n:Country {id: 'XXX'}) RETURN n", "CREATE is not for a typed query"),
        ("MATCH (n) DETACH DELETE n", "DELETE is not for a typed query"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "LOAD is not"),
    ],
)
def test_what_would_write_is_refused_in_a_sentence(
    watched: Watched, story: Database, text: str, word: str
) -> None:
    before = story.read("MATCH (n) RETURN count(n) AS n")
    ask(watched, q=text)
    expect(watched.page.get_by_role("heading", name="This is refused")).to_be_visible()
    expect(watched.page.get_by_role("alert").filter(has_text=word)).to_be_visible()
    assert story.read("MATCH (n) RETURN count(n) AS n") == before


def test_a_wrong_query_is_told_with_what_would_be_right(watched: Watched) -> None:
    ask(watched, q="MATCH (a:Contry) RETUR a")
    alert = watched.page.get_by_role("alert").filter(has_text="The query is not right")
    expect(alert).to_contain_text("RETUR")
    expect(alert).to_contain_text("did you mean Country?")
    expect(watched.page.get_by_text("Traceback")).to_have_count(0)
    ask(watched, q="MATCH (a:Country {id: 'PRKK'}) RETURN a")
    expect(watched.page.get_by_text("did you mean PRK (North Korea)?")).to_be_visible()


@pytest.mark.long
def test_a_query_that_runs_away_is_ended(watched: Watched) -> None:
    begun = time.monotonic()
    watched.page.goto(f"{watched.url}/console?{urlencode({'q': RUNAWAY, 'seconds': '5'})}")
    expect(watched.page.get_by_role("heading", name="The query was ended")).to_be_visible(
        timeout=40_000
    )
    assert time.monotonic() - begun > 4
    expect(watched.page.get_by_text("longer than 5 seconds")).to_be_visible()
    ask(watched, q="RETURN 1 AS still")
    expect(answer(watched)).to_contain_text("still")


@pytest.mark.long
def test_a_big_answer_is_cut_and_says_so(watched: Watched) -> None:
    ask(watched, q="MATCH (c:Claim) RETURN c.id", limit="200")
    expect(watched.page.get_by_text("The first 200 rows")).to_be_visible()
    expect(watched.page.get_by_text("There are more than 200")).to_be_visible()
    assert answer(watched).locator("tbody tr").count() == 200


@pytest.mark.long
def test_an_answer_is_taken_away_as_csv_and_json(watched: Watched) -> None:
    ask(watched, q="RETURN '=1+1' AS f, date('2016-09-21') AS d, ['a', 'b'] AS l")
    files = {}
    for name in ("CSV", "JSON"):
        button = watched.page.locator(".stDownloadButton").get_by_role("button", name=name)
        with watched.page.expect_download() as waiting:
            button.click()
        files[name] = Path(waiting.value.path()).read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(files["CSV"])))
    assert rows == [["f", "d", "l"], ["'=1+1", "2016-09-21", "a;b"]]
    assert json.loads(files["JSON"]) == [{"f": "=1+1", "d": "2016-09-21", "l": ["a", "b"]}]


@pytest.mark.long
def test_a_query_is_kept_under_a_name_and_forgotten(
    story_env: dict[str, str], chromium: Browser, tmp_path: Path
) -> None:
    home = {"DIPLOGRAPH_HOME": str(tmp_path / "home")} if "NEO4J_URI" in story_env else {}
    with serving({**story_env, **home}, tmp_path) as url, watching(chromium, url) as watched:
        ask(watched, q="RETURN 41 + 1 AS kept")
        watched.page.get_by_role("button", name="Save", exact=False).first.click()
        watched.page.get_by_label("Name", exact=True).fill("My Query")
        watched.page.get_by_label("What it asks, in a sentence").fill(f"What is it? {HOSTILE}")
        watched.page.get_by_role("button", name="Save this query").click()
        entry = watched.page.get_by_role("link", name="What is it?")
        expect(entry).to_have_text(f"What is it? {HOSTILE}")
        assert query_of(watched)["name"] == ["my-query"]
        ask(watched, name="my-query")
        expect(answer(watched)).to_contain_text("42")
        watched.page.get_by_role("button", name="Forget").click()
        expect(entry).to_have_count(0)
        expect(editor(watched)).to_have_value("RETURN 41 + 1 AS kept")


@pytest.mark.long
def test_the_schema_stands_beside_and_goes_into_the_query(watched: Watched) -> None:
    ask(watched)
    watched.page.get_by_role("tab", name="Labels, types, properties").click()
    help_ = watched.page.get_by_role("region", name="Labels, types and properties")
    help_.get_by_text("HAS_EMBASSY_IN", exact=True).first.click()
    help_.get_by_role("button", name="Put in an example").locator("visible=true").first.click()
    expect(editor(watched)).to_have_value(
        "MATCH (a)-[t:HAS_EMBASSY_IN]->(b)\nRETURN a, t, b LIMIT 25"
    )


@pytest.mark.long
@pytest.mark.usefixtures("hostile")
def test_hostile_text_is_text_in_an_answer(
    environment: dict[str, str], chromium: Browser, tmp_path: Path
) -> None:
    with serving(environment, tmp_path) as url, watching(chromium, url) as watched:
        dialogs: list[str] = []

        def opened(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.accept()

        watched.page.on("dialog", opened)
        text = (
            "MATCH (p:Person)<-[:HOLDER]-(f:Office) RETURN p, f, p.name AS `<img src=x>`, f.office"
        )
        ask(watched, q=text)
        expect(answer(watched)).to_contain_text(HOSTILE)
        expect(answer(watched).get_by_role("columnheader").nth(2)).to_have_text("<img src=x>")
        ask(watched, q=f"RETURN {json.dumps(HOSTILE)} AS x", **{"as": "json"})
        expect(watched.page.get_by_test_id("stCode")).to_contain_text("onerror=alert(1)")
        ask(watched, q=HOSTILE)
        editor(watched).focus()
        editor(watched).press("End")
        watched.page.keyboard.type(" {id: 'mal")
        watched.still()
        assert watched.page.locator("img[src=x]").count() == 0
        assert dialogs == []


@pytest.mark.long
def test_it_reads_in_the_dark_and_on_a_phone(
    chromium: Browser, dashboard_url: str, artifacts: Path
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, color_scheme="dark")
    watched = Watched(context.new_page(), dashboard_url)
    ask(watched, q=NAMES)
    expect(answer(watched)).to_be_visible()
    wide = watched.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    ink = editor(watched).evaluate("one => getComputedStyle(one).caretColor")
    red = int(ink.split("(")[1].split(",")[0])
    assert red > 150, "the caret is dark on dark ground"
    watched.page.screenshot(path=artifacts / "console-phone-dark.png", full_page=True)
    context.close()
    assert watched.wrong == []
