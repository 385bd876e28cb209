"""Generated worlds are what the benchmark says of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.worlds import write_world
from loader.check import check_folder


def test_a_world_is_right_the_same_for_a_seed_and_uneven(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_world(tmp_path / name, 1000)
    write_world(tmp_path / "c", 1000, seed=1)
    texts = {
        name: {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in "abc"
    }
    assert texts["a"] == texts["b"] != texts["c"]
    dataset = check_folder(tmp_path / "a")
    assert not dataset.errors
    assert len({claim.fact for claim in dataset.claims}) == 1000
    assert len(dataset.claims) > 1200
    degrees = Counter(
        id_
        for claim in dataset.claims
        for name in ("sender", "receiver", "host")
        for id_ in claim.values.get(name, ())
    )
    assert degrees.most_common(1)[0][1] > 8 * sorted(degrees.values())[len(degrees) // 2]
