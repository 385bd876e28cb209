"""Statements that would run away with an engine, by the way in which they do: time, memory, stack.

Some are refused at once by one engine or the other, and some are answered; none may keep the next
question from its answer.
"""

from __future__ import annotations

# the ones that an ordinary run asks: one of each kind that has stopped an engine
FEW = {
    "a text doubled": "RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s)) AS n",
    "paths without a bound": "MATCH p = (a)-[*..30]-(b) RETURN count(p) AS n",
    "brackets": f"RETURN {'(' * 600}1{')' * 600} AS n",
    "added terms": f"RETURN {'+'.join(['1'] * 20_000)} AS n",
    "one long expression": (
        "RETURN reduce(s = 0, i IN range(1, 900000) | "
        "s + reduce(t = 0, j IN range(1, 900000) | t + j % 7)) AS n"
    ),
}

MANY = {
    "a list doubled": "RETURN size(reduce(s = [1], i IN range(1, 40) | s + s)) AS n",
    "a text doubled and returned": "RETURN reduce(s = 'x', i IN range(1, 28) | s + s) AS text",
    "texts doubled in rows": (
        "UNWIND range(1, 1000) AS i RETURN reduce(s = 'x', j IN range(1, 22) | s + s) AS text"
    ),
    "a list of lists": "RETURN reduce(s = [], i IN range(1, 60) | [s, s, s]) AS list",
    "a text replaced": "RETURN size(reduce(s = 'x', i IN range(1, 40) | replace(s, 'x', 'xx')))",
    "lists collected of lists": (
        "UNWIND range(1, 3000) AS i WITH collect(i) AS a UNWIND a AS x "
        "WITH collect([x, a]) AS b UNWIND b AS y UNWIND b AS z RETURN count(*) AS n"
    ),
    "a range": "RETURN size(range(1, 2000000000)) AS n",
    "a range beyond all": "RETURN range(1, 9223372036854775807) AS list",
    "a range summed": "RETURN reduce(s = 0, i IN range(1, 2000000000) | s + i) AS n",
    "ranges multiplied": (
        "UNWIND range(1, 900000) AS a UNWIND range(1, 900000) AS b RETURN count(*) AS n"
    ),
    "ranges multiplied and kept": (
        "UNWIND range(1, 900000) AS a UNWIND range(1, 900) AS b RETURN collect(a + b) AS list"
    ),
    "ranges multiplied and sorted": (
        "UNWIND range(1, 900000) AS a UNWIND range(1, 900) AS b "
        "RETURN a * b % 1013 AS n ORDER BY n, a, b"
    ),
    "ranges multiplied and told apart": (
        "UNWIND range(1, 900000) AS a UNWIND range(1, 900) AS b RETURN count(DISTINCT a * b) AS n"
    ),
    "a product": "MATCH (a), (b), (c), (d) RETURN count(*) AS n",
    "a product with a condition": (
        "MATCH (a), (b), (c), (d) WHERE a.id + b.id = c.id + d.id + 'x' RETURN count(*) AS n"
    ),
    "a product that is kept": "MATCH (a), (b), (c) RETURN collect([a, b, c]) AS list",
    "a product that is sorted": "MATCH (a), (b), (c) RETURN a, b, c ORDER BY b.id, c.id, a.id",
    "paths that are kept": "MATCH p = (a)-[*..20]-(b) RETURN collect(p) AS paths",
    "paths that are sorted": "MATCH p = (a)-[*..20]-(b) RETURN p ORDER BY length(p) DESC",
    "quantified paths": "MATCH p = (a)((x)--(y)){1,20}(b) RETURN count(p) AS n",
    "all shortest paths of all pairs": (
        "MATCH (a), (b) WHERE a.id <> b.id "
        "MATCH p = allShortestPaths((a)-[*..15]-(b)) RETURN count(p) AS n"
    ),
    "subqueries in subqueries": (
        "MATCH (a) CALL { WITH a MATCH (b) CALL { WITH b MATCH (c), (d) RETURN count(*) AS k } "
        "RETURN sum(k) AS m } RETURN sum(m) AS n"
    ),
    "counts in counts": (
        "MATCH (a), (b) RETURN sum(COUNT { MATCH (x), (y) WHERE x.id < y.id + a.id + b.id }) AS n"
    ),
    "a pattern that backtracks": f"RETURN '{'a' * 40}!' =~ '(a+)+' AS found",
    "another that does": f"RETURN '{'a' * 60}' =~ '(a|aa)+b|(a*)*c' AS found",
    "a long list": f"MATCH (a), (b) WHERE a.id IN [{', '.join(map(repr, range(20_000)))}] RETURN a",
    "a long list of texts": f"RETURN size([{', '.join(map(repr, map(str, range(50_000))))}]) AS n",
    "conditions": f"MATCH (a) WHERE {' OR '.join(f'a.id = {i}' for i in range(3_000))} RETURN a",
    "nots": f"RETURN {'NOT ' * 5_000}true AS n",
    "lists in lists": f"RETURN {'[' * 3_000}{']' * 3_000} AS list",
    "maps in maps": f"RETURN {'{a: ' * 1_500}1{'}' * 1_500} AS map",
    "cases in cases": f"RETURN {'CASE WHEN true THEN ' * 800}1{' END' * 800} AS n",
    "unions": " UNION ALL ".join(["UNWIND range(1, 900000) AS i RETURN i AS n"] * 300),
    "withs": f"{' '.join(['WITH 1 AS a'] * 3_000)} RETURN 1 AS n",
    "matches": f"{' '.join(f'MATCH (a{i})' for i in range(60))} RETURN count(*) AS n",
}
