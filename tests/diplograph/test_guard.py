"""What a typed query may be: hostile ones are refused by their words, and would change nothing."""

from __future__ import annotations

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.database import Database
from diplograph.errors import DatabaseError, QueryRefused
from diplograph.guard import check_query

WRITES = (
    "CREATE (:Country {id: 'XXX'})",
    "create (n) return n",
    "CrEaTe (:Country)",
    "MATCH (n) CREATE (n)-[:X]->(:Y)",
    "MATCH (n:Country) SET n.name = 'x'",
    "MATCH (n:Country) SET n += {a: 1}",
    "MATCH (n:Country) SET n:Hacked",
    "MATCH (n:Country) SET n = {}",
    "MATCH (n) DELETE n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) detach  delete n",
    "MATCH (n) NODETACH DELETE n",
    "MATCH ()-[r]-() DELETE r",
    "MATCH (n:Country) REMOVE n.name",
    "MATCH (n:Country) REMOVE n:Country",
    "MERGE (:Country {id: 'XXX'})",
    "MATCH (n:Country) MERGE (n)-[:X]->(n)",
    "MERGE (n:Country {id: 'PRK'}) ON MATCH SET n.a = 1",
    "MERGE (n:Country {id: 'XXX'}) ON CREATE SET n.a = 1 RETURN n",
    "INSERT (:Country {id: 'XXX'})",
    "UNWIND [1, 2] AS x CREATE (:Country {id: x})",
    "WITH 1 AS x CREATE (:Country {id: x})",
    "OPTIONAL MATCH (n) SET n.a = 1",
    "MATCH (n) WITH n LIMIT 1 SET n.a = 1 RETURN n",
    "RETURN 1 AS x UNION CREATE (n) RETURN 1 AS x",
    "FOREACH (x IN [1] | CREATE (:Country {id: x}))",
    "MATCH (n) FOREACH (x IN [n] | SET x.a = 1)",
    "MATCH p = (a)-->(b) FOREACH (n IN nodes(p) | REMOVE n.id)",
)
SUBQUERIES = (
    "CALL { CREATE (:Country) }",
    "CALL { CREATE (n:Country) RETURN n } RETURN n",
    "MATCH (n) CALL { WITH n DELETE n }",
    "MATCH (n) CALL (n) { DETACH DELETE n }",
    "MATCH (n) CALL (*) { SET n.a = 1 }",
    "CALL { MATCH (n) DELETE n } IN TRANSACTIONS",
    "MATCH (n) CALL (n) { DELETE n } IN 2 CONCURRENT TRANSACTIONS OF 10 ROWS",
    "CALL { RETURN 1 AS x } IN TRANSACTIONS RETURN x",
    "RETURN EXISTS { CREATE (n) }",
    "RETURN COUNT { MATCH (n) SET n.a = 1 }",
    "RETURN COLLECT { MATCH (n) DELETE n RETURN n }",
    "UNWIND [1] AS x CALL { WITH x CALL { WITH x MERGE (:Country {id: x}) } }",
)
SCHEMA = (
    "CREATE INDEX hacked FOR (n:Country) ON (n.name)",
    "CREATE CONSTRAINT hacked FOR (n:Country) REQUIRE n.name IS UNIQUE",
    "CREATE OR REPLACE DATABASE hacked",
    "CREATE USER hacked SET PASSWORD 'hacked-hacked'",
    "DROP INDEX entity_id",
    "DROP CONSTRAINT entity_id",
    "DROP CONSTRAINT entity_id IF EXISTS",
    "DROP DATABASE diplograph",
    "ALTER USER neo4j SET PASSWORD 'hacked-hacked'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'hacked-hacked'",
    "RENAME USER neo4j TO hacked",
    "GRANT ROLE admin TO neo4j",
    "DENY READ {*} ON GRAPH * TO PUBLIC",
    "REVOKE ROLE admin FROM neo4j",
    "START DATABASE neo4j",
    "STOP DATABASE neo4j",
    "SHOW DATABASES",
    "SHOW USERS",
    "SHOW TRANSACTIONS",
    "SHOW SETTINGS YIELD name, value",
    "show functions",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "ENABLE SERVER 'x'",
    "DEALLOCATE DATABASES FROM SERVER 'x'",
    "REALLOCATE DATABASES",
    "DRYRUN REALLOCATE DATABASES",
    "ASSIGN PRIVILEGE x",
)
FILES = (
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV WITH HEADERS FROM 'http://127.0.0.1/x' AS line RETURN line",
    "load  csv from 'file:///etc/passwd' as line return line",
    "MATCH (n) LOAD CSV FROM n.url AS line RETURN line",
    "USING PERIODIC COMMIT 500 LOAD CSV FROM 'file:///x' AS l CREATE (n)",
)
PREFIXES = (
    "EXPLAIN CREATE (n)",
    "EXPLAIN MATCH (n) RETURN n",
    "EXPLAIN CREATE INDEX hacked FOR (n:Country) ON (n.name)",
    "PROFILE CREATE (n)",
    "PROFILE MATCH (n) RETURN n",
    "CYPHER 5 CREATE (n)",
    "CYPHER runtime=slotted MATCH (n) DELETE n",
    "cypher planner=cost match (n) return n",
)
DATABASES = (
    "USE system SHOW USERS",
    "USE system MATCH (n) RETURN n",
    "use diplograph match (n) return n",
    "CALL { USE system MATCH (n) RETURN n } RETURN n",
)
SEVERAL = (
    "RETURN 1; CREATE (n)",
    "RETURN 1; MATCH (n) DELETE n;",
    "RETURN 1; RETURN 2",
    "; CREATE (n)",
    "RETURN 1;;",
    "RETURN 1; // and\nSHOW USERS",
)
PROCEDURES = (
    "CALL dbms.listConfig()",
    "CALL dbms.security.createUser('a', 'b', false)",
    "CALL dbms.killQueries(['1'])",
    "CALL dbms.components()",
    "CALL apoc.create.node(['Country'], {id: 'XXX'})",
    "CALL apoc.cypher.runWrite('CREATE (n)', {})",
    "CALL apoc.cypher.doIt('CREATE (n)', {}) YIELD value RETURN value",
    "CALL apoc.load.json('http://127.0.0.1/')",
    "CALL apoc.periodic.iterate('MATCH (n) RETURN n', 'DELETE n', {})",
    "CALL apoc.export.csv.all('/tmp/x', {})",
    "MATCH (n) CALL apoc.refactor.setType(n, 'X') YIELD output RETURN output",
    "call APOC.CREATE.NODE([], {})",
    "CALL db.createLabel('Hacked')",
    "CALL db.createProperty('hacked')",
    "CALL db.awaitIndexes()",
    "CALL db.clearQueryCaches()",
    "CALL db.index.fulltext.queryNodes('x', 'y')",
    "CALL tx.setMetaData({})",
    "CALL `apoc.create.node`([], {})",
    "CALL apoc.`create`.node([], {})",
    "CALL `db`.`labels`()",
    "CALL db.`createLabel`('Hacked')",
    "CALL /* db.labels */ dbms.listConfig()",
    "CALL db. /* */ createLabel('Hacked')",
    "CALL db.labels.hidden()",
    "OPTIONAL CALL dbms.listConfig()",
    "CALL",
)
DISGUISED = (
    "MATCH (n)/**/DELETE/**/n",
    "MATCH (n) DE/**/LETE n SET n.a = 1",
    "MATCH (n) // a note\nDELETE n",
    "MATCH (n) // a note\rDELETE n",
    "/* MATCH */ CREATE (n)",
    "MATCH (n) /* /* */ SET n.a = 1 /* */ RETURN n",
    "MATCH (n) WHERE n.name <> 'a\\\\' SET n.a = 1 //'\nRETURN n",
    "MATCH (n) WHERE n.name <> 'it\\'s' SET n.a = 1",
    "MATCH (n) WHERE n.name <> \"it's\" SET n.a = 1 RETURN '\"'",
    "MATCH (n) WHERE n.`a``b` = 1 SET n.a = 1 RETURN `x`",
    "MATCH (n) WHERE n.a > 0SET n.a = 1",
    "MATCH (n) WHERE n.a > 1.0SET n.a = 1",
    "MATCH (n) WHERE n.a > 1. SET n.a = 1",
    "MATCH (n) WHERE n.a > 0x1 SET n.a = 1",
    "MATCH (n) RETURN [1,2][0..1]SET n.a = 1",
    "MATCH (n) \u2003SET\u2003n.a = 1",
    "MATCH (n)\tSET\x0bn.a\x0c= 1",
    "MATCH (n)\u200bSET n.a = 1",
    "MATCH (n) ſET n.a = 1",
    "MATCH (n) \\u0053ET n.a = 1",
    "MATCH (n) \\u0044ELETE n",
    # Neo4j reads these escapes first, so that the text, name or comment ends where they stand
    "MATCH (n) WHERE n.name <> 'a\\u0027 SET n.a = 1 //'\nRETURN n",
    'MATCH (n) WHERE n.name <> "a\\u0022 SET n.a = 1 //"\nRETURN n',
    "MATCH (n) WHERE n.`a\\u0060 IS NULL SET n.a = 1 //`\nRETURN n",
    "MATCH (n) // \\u000a SET n.a = 1\nRETURN n",
    "MATCH (n) /* \\u002a/ SET n.a = 1 // */\nRETURN n",
    "MATCH (n) // \\uuu000a SET n.a = 1\nRETURN n",
    "MATCH (n) WHERE n.name = 'open SET n.a = 1",
    'MATCH (n) RETURN "open',
    "MATCH (n) RETURN `open",
    "MATCH (n) RETURN n \\ SET n.a = 1",
    "\ufeffCREATE (n)",
    "",
    "   ",
    ";",
    "// CREATE (n)",
    "/* nothing */",
)
HOSTILE = (
    *WRITES,
    *SUBQUERIES,
    *SCHEMA,
    *FILES,
    *PREFIXES,
    *DATABASES,
    *SEVERAL,
    *PROCEDURES,
    *DISGUISED,
)

HARMLESS = (
    "MATCH (n) RETURN n",
    "MATCH (n) RETURN n;",
    "RETURN 1",
    "RETURN 'DELETE everything; CREATE nothing'",
    'RETURN "SET x = 1"',
    "RETURN 'it\\'s a MERGE'",
    "RETURN 'a' // DELETE n",
    "MATCH (n) /* CREATE\n(n) */ RETURN n",
    "MATCH (n) RETURN n AS `delete`",
    "MATCH (`set`) RETURN `set`.name",
    "MATCH (n) RETURN n.set, n.delete, n.load",
    "MATCH (n) WHERE n . create IS NULL RETURN n",
    "MATCH (n:Load) RETURN n.id",
    "MATCH (n: Load) RETURN n.at",
    "MATCH (n:Fact|Load) RETURN count(n)",
    "MATCH (n:!Load) RETURN count(n)",
    "MATCH (n:Claim&!Load) RETURN count(n)",
    "MATCH (n)-[:LOADED_BY]->(l:Load) RETURN l",
    "MATCH (n)-[:USE|SET]->(m) RETURN m",
    "MATCH (n:Call) RETURN n",
    "RETURN {create: 1, delete: 2, call: 3} AS map",
    "RETURN $delete + $set",
    "MATCH (n {id: $create}) RETURN n",
    "MATCH (n) CALL { WITH n RETURN n.name AS name } RETURN name",
    "MATCH (n) CALL (n) { RETURN n.name AS name } RETURN name",
    "CALL db.labels()",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "call DB.Labels()",
    "CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type",
    "CALL db . propertyKeys()",
    "MATCH (n) RETURN n.dataset, n.offset, n.created, n.uses",
    "MATCH (creator)-[r:SETS]->(deleted) RETURN creator, deleted",
    "MATCH (n) RETURN n.fromLatest AS start, n.toEarliest AS stop ORDER BY start",
    "MATCH (n) WITH n AS profile RETURN profile.name AS show",
    "MATCH (n) RETURN 1.5e3 + 0x1f + .5 + n.a1",
    "MATCH (n) RETURN [1, 2, 3][0..2]",
    "RETURN EXISTS { MATCH (n) RETURN n } AS any",
    "RETURN date('2016-12-31') AS d UNION RETURN date() AS d",
    "MATCH (a)-[e:HAS_EMBASSY_IN]->(b) WHERE e.fromLatest <= date('2016-12-31') RETURN b.name",
    "RETURN '조선민주주의인민공화국' AS name",
)


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_query_is_refused_with_a_reason(query: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check_query(query)
    assert len(str(refused.value)) > 10


@pytest.mark.parametrize("query", HARMLESS)
def test_a_harmless_query_is_let_through(query: str) -> None:
    check_query(query)


def test_there_are_enough_of_both() -> None:
    assert len(set(HOSTILE)) >= 80
    assert len(set(HARMLESS)) >= 25


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("MATCH (n) DELETE n", "DELETE is not for a typed query, which can only read"),
        ("MATCH (set) RETURN set", "put it between backticks: `set`"),
        ("RETURN 1; RETURN 2", "one statement at a time"),
        ("CALL apoc.x()", "the procedure apoc.x may not be called here; these may: db.labels"),
        ("CALL `db.labels`()", "the procedure (quoted) may not be called"),
        ("RETURN 'a\\u0027'", "Unicode escapes are not taken; write the character itself"),
        ("RETURN 'open", "a ' is opened and never closed"),
        ("  ", "the query is empty"),
    ],
)
def test_the_reason_says_what_is_in_the_way(query: str, said: str) -> None:
    with pytest.raises(QueryRefused) as refused:
        check_query(query)
    assert said in str(refused.value)


GAPS = st.sampled_from([" ", "\n", "\t", "  ", "/**/", " /* x */ ", " // x\n", "\r\n", "\u00a0"])


@given(st.sampled_from((*WRITES, *SUBQUERIES, *SCHEMA, *FILES, *PREFIXES)), st.data())
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


def test_no_hostile_query_reaches_or_changes_the_graph(database: Database) -> None:
    _plant(database)
    before = _state(database)
    for query in HOSTILE:
        with pytest.raises(QueryRefused):
            database.ask(query, {}, timeout=5, limit=10)
    assert _state(database) == before


def test_a_write_that_the_guard_would_miss_is_not_kept(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    _plant(database)
    before = _state(database)
    monkeypatch.setattr("diplograph.database.check_query", lambda _: None)
    for query in (*WRITES, *SUBQUERIES, *DISGUISED):
        with contextlib.suppress(DatabaseError):
            database.ask(query, {}, timeout=5, limit=10)
    assert _state(database) == before


@pytest.mark.parametrize(
    "query",
    [
        "MATCH (n:Country) RETURN n.name AS start ORDER BY start",
        "MATCH (n:Country) CALL { WITH n RETURN n.name AS name } RETURN name",
        "CALL db.labels() YIELD label RETURN label",
        "RETURN {create: 1, delete: 2} AS map",
        "MATCH (n:Country) /* DELETE n */ RETURN n.id // SET",
        "MATCH (`set`:Country) RETURN `set`.name",
    ],
)
def test_a_harmless_query_is_answered(database: Database, query: str) -> None:
    _plant(database)
    assert database.ask(query, {}, timeout=5, limit=10).rows
