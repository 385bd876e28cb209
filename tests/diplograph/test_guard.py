"""What a typed query may be: hostile ones are refused by their words, and would change nothing.

Each case stands for one way in which the grammar lets a query do more than read, or in which an
honest query looks like one that does; what differs only in names and spaces is left to hypothesis.
"""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.database import Database
from diplograph.errors import DatabaseError, QueryRefused
from diplograph.guard import bare, check_query

# every clause that writes, at the start, after a match, in a branch and under each prefix
WRITES = (
    "CREATE (:Country {id: 'XXX'})",
    "MATCH (n:Country) CREATE (n)-[:X]->(:Y)",
    "MATCH (n:Country) SET n.name = 'x'",
    "MATCH (n:Country) SET n:Hacked",
    "MATCH (n:Country) SET (n).name = 'x'",
    "MATCH (n:Country) SET `n`.name = 'x'",
    "MATCH (n:Country) DETACH DELETE n",
    "MATCH (n:Country) DELETE [n][0]",
    "MATCH (n:Country) REMOVE n.name",
    "MERGE (n:Country {id: 'PRK'}) ON MATCH SET n.a = 1",
    "INSERT (:Country {id: 'XXX'})",
    "MATCH (n:Country) FOREACH (x IN [n] | SET x.a = 1)",
    "RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x",
    "PROFILE CREATE (n)",
    "CYPHER 5 runtime=slotted MATCH (n) DELETE n",
    "EXPLAIN CREATE INDEX hacked FOR (n:Country) ON (n.name)",
)
# a keyword can be a variable's name, and what follows it tells which it is
NAMED_LIKE_CLAUSES = (
    "MATCH (return:Country) SET return.a = 1",
    "MATCH (return:Country) SET return += {a: 1}",
    "MATCH (return:Country) SET return IS Hacked",
    "MATCH (return:Country) REMOVE return.name",
    "MATCH (return:Country) DETACH DELETE return",
    "MATCH (as:Country) WITH as DELETE as RETURN 1",
    "MATCH (as:Country) WITH DISTINCT as SET as.a = 1",
    "CREATE where = (:Country) RETURN 1",
)
SUBQUERIES = (
    "CALL { CREATE (n:Country) RETURN n } RETURN n",
    "MATCH (n) CALL (n) { DETACH DELETE n }",
    "CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x",
    "CALL { RETURN 1 AS x } IN 2 CONCURRENT TRANSACTIONS RETURN x",
    "RETURN COLLECT { MATCH (n) DELETE n RETURN n }",
    "UNWIND [1] AS x CALL { WITH x CALL { WITH x MERGE (:Country {id: x}) } }",
)
# schema, users, databases and servers: one for each first word
ADMINISTRATION = (
    "CREATE INDEX hacked FOR (n:Country) ON (n.name)",
    "CREATE OR REPLACE DATABASE hacked",
    "DROP CONSTRAINT entity_id IF EXISTS",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'hacked-hacked'",
    "RENAME USER neo4j TO hacked",
    "GRANT ROLE admin TO neo4j",
    "DENY READ {*} ON GRAPH * TO PUBLIC",
    "REVOKE ROLE admin FROM neo4j",
    "START DATABASE neo4j",
    "STOP DATABASE neo4j",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "ENABLE SERVER 'x'",
    "DEALLOCATE DATABASES FROM SERVER 'x'",
    "REALLOCATE DATABASES",
    "DRYRUN REALLOCATE DATABASES",
    "SHOW USERS",
    "SHOW SETTINGS YIELD name, value",
    "SHOW INDEXES YIELD name SHOW SETTINGS YIELD value RETURN value",
    "SHOW INDEXES YIELD name TERMINATE TRANSACTIONS 'x'",
    "EXPLAIN SHOW USERS",
    "CYPHER planner=cost EXPLAIN CYPHER runtime=slotted SHOW USERS",
    "CYPHER planner=cost, SHOW USERS",
    "USE system SHOW USERS",
    "CALL { USE `system` MATCH (n) RETURN n } RETURN n",
)
FILES = (
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD/**/CSV WITH HEADERS FROM 'http://127.0.0.1/x' AS line RETURN line",
    "MATCH (n) LOAD CSV FROM n.url AS line RETURN line",
    "USING PERIODIC COMMIT 500 LOAD CSV FROM 'file:///x' AS l CREATE (n)",
)
PROCEDURES = (
    "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
    "call APOC.CREATE.NODE([], {})",
    "CALL db.createLabel('Hacked')",
    "CALL db.labels.hidden()",
    "CALL `apoc.create.node`([], {})",
    "CALL db.`createLabel`('Hacked')",
    "CALL /* db.labels */ dbms.listConfig()",
    "OPTIONAL CALL dbms.listConfig()",
)
SEVERAL = ("RETURN 1; CREATE (n)", "; RETURN 1", "RETURN 1;;")
# where a text, a name, a comment, a number or a word ends for the engine and not for a reader
DISGUISED = (
    "MATCH (n)/**/DELETE/**/n",
    "MATCH (n) // a note\rDELETE n",
    "MATCH (n) /* /* */ SET n.a = 1 /* */ RETURN n",
    "MATCH (n) WHERE n.name <> 'a\\\\' SET n.a = 1 //'\nRETURN n",
    "MATCH (n) WHERE n.name <> 'it\\'s' SET n.a = 1",
    "MATCH (n) WHERE n.name <> \"it's\" SET n.a = 1 RETURN '\"'",
    "MATCH (n) WHERE n.`a``b` = 1 SET n.a = 1 RETURN `x`",
    "MATCH (n) WHERE n.a > 1.0SET n.a = 1",
    "MATCH (n) WHERE n.a > 1. SET n.a = 1",
    "MATCH (n) WHERE n.a > 0x1 SET n.a = 1",
    "MATCH (n) RETURN [1,2][0..1]SET n.a = 1",
    "MATCH (n) \u2003SET\u2003n.a = 1",
    "MATCH (n)\u200bSET n.a = 1",
    "MATCH (n) ſET n.a = 1",
    # Neo4j reads these escapes first, so that the text, name or comment ends where they stand
    "MATCH (n) \\u0053ET n.a = 1",
    "MATCH (n) WHERE n.name <> 'a\\u0027 SET n.a = 1 //'\nRETURN n",
    "MATCH (n) WHERE n.`a\\u0060 IS NULL SET n.a = 1 //`\nRETURN n",
    "MATCH (n) // \\uuu000a SET n.a = 1\nRETURN n",
    "MATCH (n) WHERE n.name = 'open SET n.a = 1",
    "MATCH (n) RETURN n \\ SET n.a = 1",
    "\ufeffCREATE (n)",
    "/* nothing */ ;",
)
HOSTILE = (
    *WRITES,
    *NAMED_LIKE_CLAUSES,
    *SUBQUERIES,
    *ADMINISTRATION,
    *FILES,
    *PROCEDURES,
    *SEVERAL,
    *DISGUISED,
)

HARMLESS = (
    "MATCH (n) RETURN n;",
    "RETURN 'DELETE everything; CREATE nothing' AS a, \"SET x = 1\" AS b, 'it\\'s a MERGE' AS c",
    "MATCH (n) /* CREATE\n(n) */ RETURN n // DELETE n",
    "RETURN '조선민주주의인민공화국' AS name",
    # a property, a label, a type, a parameter, a key of a map
    "MATCH (n:Load)-[r:USE|SET]->(m:!Call&Claim) RETURN n.set, m . create, $delete, {drop: 1} AS m",
    # a variable and an alias
    "MATCH (`set`) RETURN `set`.name",
    "MATCH (set:Country) WHERE set.a > 1 RETURN set.name AS drop, set AS load, count(set) AS call",
    "MATCH (create)-[delete]->(merge) RETURN create, delete, merge",
    "MATCH (n) WITH n AS set MATCH (set)-->(m) RETURN m",
    "MATCH (n) WITH n.id AS delete WHERE delete <> '' RETURN delete",
    "WITH 1 AS use RETURN use",
    "MATCH (csv) RETURN csv.load AS finish",
    "MATCH (call) RETURN call.name, call",
    # subqueries and listed procedures
    "MATCH (n) CALL { WITH n RETURN n.name AS name } RETURN name",
    "MATCH (n) CALL (n) { RETURN n.name AS name } RETURN name",
    "CALL db . labels() YIELD label RETURN label ORDER BY label",
    "call DB.RelationshipTypes()",
    # numbers and dots
    "MATCH (n) RETURN 1.5e3 + 0x1f + .5 + n.a1, [1, 2, 3][0..2]",
    # the schema, the plan and the prefix
    "SHOW INDEXES",
    "SHOW RANGE INDEXES YIELD name RETURN name",
    "SHOW CONSTRAINTS",
    "SHOW NODE UNIQUENESS CONSTRAINTS",
    "EXPLAIN MATCH (n) RETURN n",
    "profile MATCH (n) RETURN n",
    "CYPHER 5 planner=cost MATCH (n) RETURN n",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_refused_with_a_reason(query: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check_query(query)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize("query", HARMLESS)
def test_a_harmless_query_is_let_through(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n) DELETE n", "DELETE is not for a typed query, which can only read"),
        ("MATCH (n) SET n.x = 1", "put it between backticks: `set`"),
        ("RETURN 1; RETURN 2", "one statement at a time"),
        ("CALL apoc.x()", "the procedure apoc.x may not be called here; these may: db.labels"),
        ("CALL `db.labels`()", "the procedure (quoted) may not be called"),
        ("RETURN 'a\\u0027'", "Unicode escapes are not taken; write the character itself"),
        ("RETURN 'open", "a ' is opened and never closed"),
        ("SHOW USERS", "only SHOW INDEXES and SHOW CONSTRAINTS are taken"),
        ("EXPLAIN", "the query is empty"),
        ("  ", "the query is empty"),
    ],
)
def test_the_reason_says_what_is_in_the_way(query: str, said: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check_query(query)
    assert said in str(refused.value)


@pytest.mark.parametrize(
    ("query", "embedded", "sent"),
    [
        ("RETURN 1; // a", True, "RETURN 1  // a"),
        ("RETURN ';'", True, "RETURN ';'"),
        ("/* a */ CYPHER 5\nRETURN 1;", True, "/* a */         \nRETURN 1 "),
        ("EXPLAIN CYPHER 5 RETURN 1", True, "EXPLAIN          RETURN 1"),
        ("CYPHER 5 RETURN 1;", False, "CYPHER 5 RETURN 1 "),
    ],
)
def test_what_an_engine_does_not_take_is_blanked_where_it_stands(
    query: str, embedded: bool, sent: str
) -> None:
    assert bare(query, embedded) == sent


GAPS = st.sampled_from([" ", "\n", "\t", "  ", "/**/", " /* x */ ", " // x\n", "\r\n", "\u00a0"])


@given(st.sampled_from((*WRITES, *SUBQUERIES, *ADMINISTRATION, *FILES)), st.data())
def test_case_spaces_and_comments_disguise_nothing(query: str, data: st.DataObject) -> None:
    case = random.Random(data.draw(st.integers(0, 2**32)))
    shuffled = "".join(case.choice((char.lower(), char.upper())) for char in query)
    parts = shuffled.split(" ")
    gaps = data.draw(st.lists(GAPS, min_size=len(parts), max_size=len(parts)))
    disguised = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    with pytest.raises(QueryRefused):
        check_query(disguised)


@given(st.text(max_size=60))
def test_words_within_a_text_are_let_be(text: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    if "\\u" not in quoted.lower():
        check_query(f"RETURN '{quoted}' AS said")


@given(st.text(alphabet="'\"`\\/*;{}$.:,| \nuSETset0", max_size=40))
def test_any_text_is_answered_at_once(text: str) -> None:
    with contextlib.suppress(QueryRefused):
        check_query(text)
    assert len(bare(text, embedded=True)) == len(text)


def test_a_long_query_is_judged_quickly() -> None:
    check_query(f"RETURN [{', '.join(['1'] * 100_000)}]")
    with pytest.raises(QueryRefused):
        check_query("RETURN " + "'" * 100_001)


# Against the engines


def _state(database: Database) -> dict[str, object]:
    """Everything that a query could have changed."""
    return {
        "nodes": database.read("MATCH (n) RETURN labels(n) AS l, properties(n) AS p ORDER BY p.id"),
        "ties": database.read(
            "MATCH (a)-[r]->(b) "
            "RETURN a.id AS a, type(r) AS t, properties(r) AS p, b.id AS b ORDER BY a, b"
        ),
        "constraints": sorted(
            row["name"] for row in database.read("SHOW CONSTRAINTS YIELD name RETURN name")
        ),
    }


def _plant(database: Database) -> None:
    database.write(
        lambda transaction: transaction.run(
            "CREATE (a:Country {id: 'PRK', name: 'North Korea', a: 5}) "
            "CREATE (b:Country {id: 'BLR', name: 'Belarus', a: 5}) "
            "CREATE (a)-[:HAS_EMBASSY_IN {fact: 'x'}]->(b)"
        )
    )


def test_a_write_that_the_guard_would_miss_is_not_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plant(database)
    before = _state(database)
    monkeypatch.setattr("diplograph.database.connection.check_query", lambda _: None)
    for query in (*WRITES, *NAMED_LIKE_CLAUSES, *SUBQUERIES, *DISGUISED):
        with contextlib.suppress(DatabaseError):
            database.ask(query, {}, timeout=30, limit=10)
    assert _state(database) == before


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Country) RETURN n.name AS start ORDER BY start;",
        "MATCH (n:Country) CALL { WITH n RETURN n.name AS name } RETURN name",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (n:Country) /* DELETE n */ RETURN n.id // SET",
        "MATCH (set:Country) WITH set AS drop RETURN drop.name AS delete",
        "CYPHER 5 MATCH (n:Country) RETURN n.id",
        "SHOW INDEXES",
        "SHOW CONSTRAINTS YIELD name RETURN name",
    ],
)
def test_a_harmless_query_is_answered(story: Database, query: str) -> None:
    assert story.ask(query, {}, timeout=30, limit=10).rows


@pytest.mark.parametrize("prefix", ["EXPLAIN", "PROFILE"])
def test_a_plan_is_the_answer_where_one_is_asked_for(story: Database, prefix: str) -> None:
    answer = story.ask(f"{prefix} MATCH (n:Country) RETURN n.name", {}, timeout=30, limit=10)
    assert answer.columns == ["plan"]
    assert any("NodeByLabelScan" in row["plan"] for row in answer.rows)


def test_the_place_of_an_error_is_that_of_the_typed_text(story: Database) -> None:
    with pytest.raises(DatabaseError, match=r"(line 2:1\b|line 2, column 2\b)"):
        story.ask("RETURN 1 AS one,\n )", {}, timeout=30, limit=10)
