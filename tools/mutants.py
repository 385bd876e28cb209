"""Put one deliberate fault at a time into the pure parts, and see whether a fast test notices.

    python -m tools.mutants                    every module, a line for each fault that survives
    python -m tools.mutants settle rows        these alone

Each fault runs in a process of its own, forked from one that has the libraries loaded; no file is
changed. What survives, and why, is in docs/testing.md. Not for Windows, which cannot fork.
"""

from __future__ import annotations

import ast
import copy
import importlib
import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 60
"""How long a fault may keep a test busy before it counts as noticed."""

CORE = (
    "test_denials", "test_times_and_stances", "test_resolve", "test_pairs_and_groups",
    "test_versions", "test_votes",
)  # fmt: skip
TESTS: dict[str, tuple[str, ...]] = {
    "diplograph.resolution.times": ("test_episodes", *CORE),
    "diplograph.resolution.stances": CORE,
    "diplograph.resolution.settle": CORE,
    "diplograph.resolution.resolve": CORE,
    "diplograph.resolution.episodes": ("test_episodes", "test_slugs", *CORE),
    "diplograph.ids": ("test_ids",),
    "diplograph.kinds": ("test_kinds", "test_episodes", "test_slugs", *CORE),
    "diplograph.dates": ("test_dates", "test_date_words", "test_sentences"),
    "loader.rows": ("test_rows",),
}
"""The files of the tests that are to notice a fault in each module, the quickest first."""

ONLY = {
    "diplograph.kinds": (
        "pair", "settled", "dated", "firm", "parts", "_part", "block", "group_id", "_id",
        "_id_part", "pairs", "tie", "word", "_marked", "_named", "free", "types",
    ),
}  # fmt: skip
"""Modules of which some functions alone are judged; the rest are declarations and messages."""

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
NAMES = {
    "min": "max", "max": "min", "any": "all", "all": "any", "earliest": "latest",
    "latest": "earliest", "day_before": "day_after", "day_after": "day_before", "start": "end",
    "end": "start", "since": "until", "until": "since", "OPEN": "UNKNOWN", "UNKNOWN": "OPEN",
    "known": "said",
}  # fmt: skip
Fault = tuple[str, ast.AST]
"""What is wrong, and what stands in the place of what was right."""


def _of_logic(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.Compare):
        for place, one in enumerate(node.ops):
            other = copy.deepcopy(node)
            other.ops[place] = SWAPPED[type(one)]()
            yield "comparison", other
    elif isinstance(node, ast.BoolOp):
        other_op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield "and/or", ast.BoolOp(other_op, node.values)
        for place in range(len(node.values)):
            rest = [value for n, value in enumerate(node.values) if n != place]
            left = ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
            yield f"operand {place + 1} dropped", left
    elif isinstance(node, ast.UnaryOp):
        yield "sign or not dropped", node.operand
    elif isinstance(node, ast.IfExp):
        yield "always the first", node.body
        yield "always the second", node.orelse
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield "filter dropped", ast.comprehension(node.target, node.iter, [], node.is_async)


def _of_values(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        other = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield "plus/minus", ast.BinOp(node.left, other, node.right)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield "constant", ast.Constant(not node.value)
        elif isinstance(node.value, int):
            yield "constant + 1", ast.Constant(node.value + 1)
            yield "constant - 1", ast.Constant(node.value - 1)
        elif isinstance(node.value, str):
            yield "text", ast.Constant(f"{node.value}!")
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield f"{NAMES[node.id]} for {node.id}", ast.Name(NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        other_name = ast.Attribute(node.value, NAMES[node.attr], node.ctx)
        yield f"{NAMES[node.attr]} for {node.attr}", other_name


def _of_steps(node: ast.AST) -> Iterator[Fault]:
    if isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield "nothing returned", ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Call):
        for place in range(len(node.args) if len(node.args) > 1 else 0):
            rest = [one for n, one in enumerate(node.args) if n != place]
            yield f"argument {place + 1} dropped", ast.Call(node.func, rest, node.keywords)
        for place, word in enumerate(node.keywords):
            words = [one for n, one in enumerate(node.keywords) if n != place]
            yield f"argument {word.arg} dropped", ast.Call(node.func, node.args, words)
        if isinstance(node.func, ast.Name) and node.func.id in ("sorted", "tuple", "list"):
            yield f"{node.func.id} dropped", node.args[0]
    elif isinstance(node, ast.Continue | ast.Break):
        yield "break/continue", ast.Break() if isinstance(node, ast.Continue) else ast.Continue()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "call dropped", ast.Pass()


def _untouched(tree: ast.Module) -> Iterator[ast.AST]:
    """What is no part of what a module does: its words for people, and its types."""
    for node in ast.walk(tree):
        words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if words or isinstance(node, ast.Raise | ast.Import | ast.ImportFrom):
            yield node
        elif isinstance(node, ast.FunctionDef):
            yield from node.decorator_list
            yield from filter(None, [node.returns])
        elif isinstance(node, ast.ClassDef):
            yield from node.decorator_list
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
    yield from (node for node in tree.body if isinstance(node, ast.Assign))


class _Put(ast.NodeTransformer):
    """Puts the fault of a number into a module; afterwards ``what`` says what it was."""

    def __init__(self, tree: ast.Module, number: int, only: Sequence[str]) -> None:
        self.left, self.what = number, ""
        self.untouched = {id(node) for node in _untouched(tree)}
        if only:
            functions = (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))
            self.untouched |= {id(n) for n in functions if n.name not in only}

    def visit(self, node: ast.AST) -> ast.AST:
        if id(node) in self.untouched or self.what:
            return node
        for look in (_of_logic, _of_values, _of_steps):
            for what, other in look(node):
                if self.left == 0:
                    line = getattr(node, "lineno", None) or getattr(node.target, "lineno", 0)  # type: ignore[attr-defined]
                    self.what = f"{line}: {what}: {' '.join(ast.unparse(node).split())[:90]}"
                    other = copy.deepcopy(other)
                    return ast.copy_location(other, node) if hasattr(node, "lineno") else other
                self.left -= 1
        return self.generic_visit(node)


class _Faulty(MetaPathFinder, Loader):
    """Gives one module's faulty code instead of its file."""

    def __init__(self, name: str, code: CodeType) -> None:
        self.name, self.code = name, code

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(self.code, module.__dict__)


def _faulty(name: str) -> Iterator[tuple[str, CodeType]]:
    """Every fault of a module."""
    path = ROOT / f"{name.replace('.', '/')}.py"
    number = 0
    while True:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        put = _Put(tree, number, ONLY.get(name, ()))
        changed = ast.fix_missing_locations(put.visit(tree))
        if not put.what:
            return
        number += 1
        assert isinstance(changed, ast.Module)
        yield put.what, compile(changed, str(path), "exec")


def _noticed(name: str, code: CodeType | None) -> bool:
    """Whether a test fails with this code in the place of the module's."""
    child = os.fork()
    if child == 0:
        import pytest

        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        if code:
            sys.meta_path.insert(0, _Faulty(name, code))
        found = [next((ROOT / "tests").rglob(f"{one}.py")) for one in TESTS[name]]
        options = ["-x", "-q", "-p", "no:cacheprovider", "--assert=plain", *map(str, found)]
        os._exit(min(int(pytest.main(options)), 1))
    started = time.monotonic()
    while not (done := os.waitpid(child, os.WNOHANG))[0]:
        if time.monotonic() - started > SECONDS:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return True
        time.sleep(0.01)
    return done[1] != 0


def main(wanted: Sequence[str]) -> int:
    """Judge the modules wanted, or all."""
    os.environ["EXAMPLES"] = "faults"
    os.chdir(ROOT)
    importlib.import_module("tests.conftest")  # for the libraries that it needs
    for name in [n for n in sys.modules if n.split(".")[0] in ("diplograph", "loader", "tests")]:
        del sys.modules[name]
    total = survived = 0
    for name in [n for n in TESTS if not wanted or n.rpartition(".")[2] in wanted]:
        if _noticed(name, None):
            print(f"{name}: its tests fail without a fault")
            return 2
        before, number, lived = time.monotonic(), 0, 0
        for what, code in _faulty(name):
            number += 1
            if not _noticed(name, code):
                lived += 1
                print(f"  {name}:{what}", flush=True)
        took = time.monotonic() - before
        print(f"{name}: {number} faults, {lived} survive, {took:.0f} s", flush=True)
        total, survived = total + number, survived + lived
    print(f"in all {total} faults, {total - survived} noticed, {survived} survive")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
