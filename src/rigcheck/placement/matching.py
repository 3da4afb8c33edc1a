"""Things that want one place each, and the places that suit them: as many as can be find one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def by_unit(options: Iterable[frozenset[int]], units: Iterable[int]) -> list[frozenset[int]]:
    """Return the places that suit every single unit; no more units than there are such places."""
    return [option for option, count in zip(options, units, strict=True) for _ in range(min(count, len(option)))]


def maximum_matching(options: Sequence[frozenset[int]]) -> dict[int, int]:
    """Return the place of each that finds one, by its index in the options."""
    from networkx import Graph  # noqa: PLC0415 - slow to import, and most builds are decided by counting
    from networkx.algorithms import bipartite  # noqa: PLC0415 - the same

    # Numbers, because sets of words come in another order on every run: what wants a place first, then the places.
    count = len(options)
    graph: Graph[int] = Graph()
    graph.add_nodes_from(range(count))
    graph.add_edges_from((one, count + place) for one, suiting in enumerate(options) for place in sorted(suiting))
    found = bipartite.maximum_matching(graph, top_nodes=range(count))
    return {one: found[one] - count for one in range(count) if one in found}
