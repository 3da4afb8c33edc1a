"""Law 3: supplying the facts that an undecided finding blames decides it."""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rigcheck.verdict import Verdict
from tests.laws.strategies import build_of, less_known, said_of, supplied


@given(st.integers(0, 2**32), st.sampled_from([0.03, 0.1, 0.3]))
@settings(max_examples=25)
def test_supplying_the_blamed_facts_decides_the_finding(seed: int, share: float) -> None:
    """What full facts decide is decided as soon as the blamed facts are supplied, and in the same way."""
    random = Random(seed)
    full = build_of(random)
    decided = said_of(full)
    less = less_known(random, full, share)
    undecided = {key: blame for key, (verdict, blame) in said_of(less).items() if verdict is Verdict.UNKNOWN}
    assert [key for key, blame in undecided.items() if not blame] == []
    by_blame: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
    for key, blame in undecided.items():
        if decided.get(key, (Verdict.OK, ()))[0] is not Verdict.UNKNOWN:
            by_blame.setdefault(blame, []).append(key)
    for blame, keys in random.sample(sorted(by_blame.items()), min(len(by_blame), 12)):
        after = said_of(supplied(less, full, blame))
        for key in keys:
            said, still = after.get(key, (Verdict.OK, ()))
            wanted = decided.get(key, (Verdict.OK, ()))[0]
            assert said is wanted, f"{key}: blamed {blame}; supplied, it is {said.word}, blaming {still}"


@given(st.integers(0, 2**32))
@settings(max_examples=15)
def test_only_facts_of_parts_are_blamed(seed: int) -> None:
    """Blame names facts that somebody can look up, and never a derived fact."""
    random = Random(seed)
    for verdict, blame in said_of(less_known(random, build_of(random), 0.3)).values():
        assert verdict is Verdict.UNKNOWN or not blame
        assert not [path for path in blame if path.partition(".")[0] in {"power", "placement", "build", "standard"}]
        assert not [path for path in blame if ".placed." in path]
