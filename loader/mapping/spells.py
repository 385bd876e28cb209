"""From rows that say what stood in a wave (a year, mostly) to times from and to.

What stood in the wave of 2021 and not in that of 2023 ended some time between, and is said so:
``[2021..2023]``. Only where the publisher means to list all there is does absence from a wave mean
that it was not; else all that is known is that it stood from the first wave to the last with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def spells(seen: Sequence[str], waves: Sequence[str], complete: bool) -> Iterator[tuple[str, str]]:
    """From and to of each spell of what was seen in some of the waves; both sorted, each once.

    A spell begins between the wave before it and its own first, and ends between its last and the
    wave after; before the first wave of all it may have begun at any time, after the last it is
    open.
    """
    if not seen:
        return
    if not complete:
        yield f"[..{seen[0]}]", "" if seen[-1] == waves[-1] else f"[{seen[-1]}..]"
        return
    place = {wave: number for number, wave in enumerate(waves)}
    run = [seen[0]]
    for wave in [*seen[1:], ""]:
        if wave and place[wave] == place[run[-1]] + 1:
            run.append(wave)
            continue
        first, last = place[run[0]], place[run[-1]]
        before = waves[first - 1] if first else ""
        after = waves[last + 1] if last + 1 < len(waves) else ""
        yield f"[{before}..{run[0]}]", f"[{run[-1]}..{after}]" if after else ""
        run = [wave]
