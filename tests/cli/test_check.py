"""`rigcheck check` as a process: the report contract, exit codes, formats and settings."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rigcheck.schema.kinds import KINDS
from tests.process import REPOSITORY, Run

ARTICLE = "examples/ml-desktop-2019.txt"
WRONG_SOCKET = "CPU: Intel Core i7-9700K\nMotherboard: ASUS Prime X470-Pro\n"
DDR4 = "Motherboard: ASUS Prime X470-Pro\nMemory: Corsair Vengeance LPX 32 GB (2 x 16 GB) DDR4-2133 Memory\n"


def test_the_build_of_the_article_is_compatible_and_nothing_is_warned_of(rigcheck: Run) -> None:
    answer = rigcheck("check", ARTICLE, "--final", "--format", "json")
    report = answer.json
    assert answer.code == 0
    assert report["verdict"] == "compatible"
    assert [part["match"] for part in report["parts"] if part["id"] is None] == []
    assert len(report["parts"]) == 7
    violated = [f["rule"] for f in report["findings"] if f["verdict"] == "violated"]
    assert violated == []
    assert report["not_chosen"] == []
    assert report["totals"] == {"USD": "1371.72"}
    stated = {total["label"]: total["amount"] for total in report["stated_totals"]}
    assert "1371.72" in stated.values()
    assert "1326.72" in stated.values()


def test_the_text_report_of_the_article_shows_both_totals_and_what_is_not_checked(rigcheck: Run) -> None:
    out = rigcheck("check", ARTICLE, "--final").out
    assert out.startswith("compatible: no error found")
    for words in ("1371.72", "1326.72", "checks passed", "Not checked:", "EVGA SuperNOVA 1000 G2"):
        assert words in out
    assert "all good" not in out.lower()


def test_the_report_keeps_its_contract(rigcheck: Run) -> None:
    report = rigcheck("check", "-", "--format", "json", stdin=WRONG_SOCKET).json
    assert report["schema"] == "rigcheck.report/1"
    for key in (
        "rigcheck", "catalog", "verdict", "parts", "findings", "counts", "placement", "power", "totals", "set_aside",
        "problems", "ignored", "not_chosen", "not_checked",
    ):  # fmt: skip
        assert key in report, key
    part = report["parts"][0]
    assert part.keys() >= {"ref", "lines", "text", "kind", "quantity", "id", "name", "match", "candidates"}
    finding = next(f for f in report["findings"] if f["rule"] == "socket/cpu-socket")
    assert finding["severity"] == "error"
    assert finding["verdict"] == "violated"
    assert finding["parts"] == ["cpu#1", "motherboard#1"]
    assert "LGA 1151" in finding["message"]
    assert "AM4" in finding["message"]
    assert finding["fix"]
    fact = next(fact for fact in finding["facts"] if fact["ref"] == "motherboard#1")
    assert fact.keys() == {"ref", "fact", "value", "unit", "basis", "source"}
    assert fact["fact"] == "socket"
    assert fact["source"]
    assert set(report["counts"]["by_severity"]) == {"error", "warning", "advice"}


def test_the_same_input_gives_the_same_bytes(rigcheck: Run) -> None:
    one = rigcheck("check", ARTICLE, "--format", "json", "--verbose", env={"PYTHONHASHSEED": "1"})
    other = rigcheck("check", ARTICLE, "--format", "json", "--verbose", env={"PYTHONHASHSEED": "2"})
    assert one.out == other.out


def test_a_worse_finding_speaks_for_the_milder_ones(rigcheck: Run) -> None:
    rules = [f["rule"] for f in rigcheck("check", "-", "--format", "json", stdin=WRONG_SOCKET).json["findings"]]
    assert "socket/cpu-socket" in rules
    assert "platform/family-supported" not in rules


@pytest.mark.parametrize(
    ("text", "arguments", "code"),
    [
        (WRONG_SOCKET, (), 1),
        (DDR4, (), 0),
        (DDR4, ("--fail-on", "undecided"), 1),
        (DDR4, ("--final",), 1),
        (WRONG_SOCKET, ("--ignore", "socket/cpu-socket=I know"), 0),
    ],
)
def test_exit_codes(rigcheck: Run, text: str, arguments: tuple[str, ...], code: int) -> None:
    assert rigcheck("check", "-", *arguments, stdin=text).code == code


def test_a_warning_fails_only_when_asked(rigcheck: Run) -> None:
    one_module = DDR4.replace("32 GB (2 x 16 GB)", "16 GB (1 x 16 GB)") + "CPU: AMD Ryzen 7 2700\n"
    assert rigcheck("check", "-", stdin=one_module).code == 0
    answer = rigcheck("check", "-", "--fail-on", "warning", "--format", "json", stdin=one_module)
    assert "memory/channels-filled" in {f["rule"] for f in answer.json["findings"] if f["verdict"] == "violated"}
    assert answer.code == 1


def test_what_is_absent_is_advice_in_a_draft_and_an_error_when_final(rigcheck: Run) -> None:
    draft = rigcheck("check", "-", "--format", "json", stdin=DDR4).json
    final = rigcheck("check", "-", "--format", "json", "--final", stdin=DDR4).json
    assert draft["verdict"] == "undecided"
    assert final["verdict"] == "incompatible"
    assert {"cpu", "psu", "case"} <= set(draft["not_chosen"])

    def severity(report: dict[str, list[dict[str, str]]]) -> str:
        return next(f["severity"] for f in report["findings"] if f["rule"] == "completeness/psu")

    assert severity(draft) == "advice"
    assert severity(final) == "error"


def test_an_ignored_finding_is_told_with_its_reason_and_a_needless_one_is_a_problem(rigcheck: Run) -> None:
    answer = rigcheck(
        "check", "-", "--format", "json", "--ignore", "socket/cpu-socket=an adapter",
        "--ignore", "clearance/gpu-length=none", stdin=WRONG_SOCKET,
    )  # fmt: skip
    report = answer.json
    assert [(entry["rule"], entry["reason"]) for entry in report["ignored"]] == [("socket/cpu-socket", "an adapter")]
    assert any("clearance/gpu-length" in problem["where"] for problem in report["problems"])


def test_verbose_shows_what_passed(rigcheck: Run) -> None:
    quiet = rigcheck("check", ARTICLE, "--format", "json").json
    loud = rigcheck("check", ARTICLE, "--format", "json", "--verbose").json
    assert not any(f["verdict"] == "ok" for f in quiet["findings"])
    assert sum(f["verdict"] == "ok" for f in loud["findings"]) == loud["counts"]["ok"] > 40


def test_a_profile_adds_its_rules(rigcheck: Run) -> None:
    without = rigcheck("check", ARTICLE, "--format", "json", "--verbose").json
    with_ml = rigcheck("check", ARTICLE, "--format", "json", "--verbose", "--profile", "ml").json
    assert not any(f["rule"].startswith("ml/") for f in without["findings"])
    assert any(f["rule"] == "ml/vram" for f in with_ml["findings"])


def test_a_report_in_markdown(rigcheck: Run) -> None:
    out = rigcheck("check", "-", "--format", "markdown", stdin=WRONG_SOCKET).out
    assert out.startswith("**incompatible**")
    assert "| cpu | Intel Core i7-9700K |" in out
    assert "`socket/cpu-socket`" in out


def test_a_name_cannot_break_out_of_a_markdown_table(rigcheck: Run) -> None:
    out = rigcheck("check", "-", "--format", "markdown", stdin="GPU: RTX 3090 <script>alert(1)</script>\n").out
    assert "<script>" not in out


def test_no_colour_and_no_progress_in_a_pipe(rigcheck: Run) -> None:
    answer = rigcheck("check", "-", stdin=WRONG_SOCKET, env={"FORCE_COLOR": ""})
    assert "\x1b" not in answer.out
    assert answer.err == ""


def test_facts_and_settings_of_a_toml_list_count(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text(
        """
name = "three thick cards"
[settings]
mains = "120V 15A"
[[part]]
kind = "motherboard"
name = "ASUS Prime X470-Pro"
[[part]]
kind = "case"
name = "NZXT H500"
[[part]]
kind = "gpu"
name = "A card of my own"
quantity = 3
[part.facts]
thickness_slots = 3
board_power_w = 350
"""
    )
    report = rigcheck("check", path, "--format", "json").json
    found = next(f for f in report["findings"] if f["rule"] == "slots/brackets-in-case")
    assert found["verdict"] == "violated"
    assert "7" in found["message"]
    gpu = next(part for part in report["parts"] if part["kind"] == "gpu")
    assert (gpu["quantity"], gpu["match"]) == (3, "inline")
    assert report["power"]["sustained_w"]["low"] >= 3 * 350
    assert report["settings"]["mains"] == "120V 15A"


def test_a_rule_and_a_part_of_ones_own(rigcheck: Run, tmp_path: Path) -> None:
    rules, parts = tmp_path / "rules" / "mine", tmp_path / "parts" / "gpu" / "acme"
    rules.mkdir(parents=True)
    parts.mkdir(parents=True)
    (rules / "short-card.toml").write_text(
        'title = "The card is short"\nseverity = "warning"\nrequire = "gpu.length_mm <= 200"\n'
        'violated = "{gpu} is {gpu.length_mm} long; 200 mm are wanted."\nwhy = "My shelf is small."\n'
    )
    (parts / "rocket-9000.toml").write_text(
        'name = "Acme Rocket 9000"\n[facts]\nlength_mm = 251\n[[sources]]\nbasis = "unverified"\ntitle = "my ruler"\n'
        'covers = ["length_mm"]\n'
    )
    answer = rigcheck(
        "check", "-", "--rules", tmp_path / "rules", "--parts", tmp_path / "parts", "--format", "json",
        stdin="GPU: Acme Rocket 9000\n",
    )  # fmt: skip
    found = next(f for f in answer.json["findings"] if f["rule"] == "mine/short-card")
    assert found["message"] == "Acme Rocket 9000 is 251 mm long; 200 mm are wanted."
    assert answer.json["parts"][0]["id"] == "gpu/acme/rocket-9000"


def test_a_second_board_is_a_problem_of_the_input(rigcheck: Run) -> None:
    report = rigcheck("check", "-", "--format", "json", stdin=DDR4 + "Motherboard: MSI B450 TOMAHAWK MAX\n").json
    assert sum(part["kind"] == "motherboard" for part in report["parts"]) == 1
    assert any("second motherboard" in problem["message"] for problem in report["problems"])


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Motherboard: MSI B450 TOMAHAWK MAX", {"motherboard": 2}),
        ("Case: Fractal Design Node 804", {"case": 2}),
        ("GPU: NVIDIA GeForce RTX 2070 Founders Edition", {}),
    ],
)
def test_of_two_boards_or_cases_nobody_knows_which_is_meant(rigcheck: Run, line: str, named: dict[str, int]) -> None:
    text = (REPOSITORY / ARTICLE).read_text() + line + "\n"
    answer = rigcheck("check", "-", "--final", stdin=text)
    report = rigcheck("check", "-", "--final", "--format", "json", stdin=text).json
    assert report["doubled"] == named
    for kind in named:
        assert report["verdict"] == "undecided"
        assert f"the list names 2 {kind}s" in answer.out


def test_every_line_is_accounted_for(rigcheck: Run) -> None:
    text = (REPOSITORY / ARTICLE).read_text() + "Monitor: Dell U2720Q\nsomething nobody understands\n"
    report = rigcheck("check", "-", "--format", "json", stdin=text).json
    told = {line for part in report["parts"] for line in part["lines"]}
    told |= {line["line"] for line in (*report["set_aside"], *report["not_understood"])}
    assert told == set(range(1, len(text.splitlines()) + 1))
    assert report["verdict"] == "undecided"


def test_kinds_are_those_of_the_schema(rigcheck: Run) -> None:
    report = rigcheck("check", ARTICLE, "--format", "json").json
    assert {part["kind"] for part in report["parts"]} <= set(KINDS)
    json.dumps(report)


def test_a_riser_with_a_name_is_a_riser(rigcheck: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.toml"
    path.write_text('[[part]]\nkind = "gpu"\nname = "RTX 3090"\nriser = "LINKUP 30 cm"\n')
    answer = rigcheck("check", path, "--format", "json", "--verbose")
    assert answer.code == 0, answer.err
    assert "clearance/gpu-length" not in {finding["rule"] for finding in answer.json["findings"]}


@pytest.mark.parametrize("extra", ["Other: 6x Riser card", "Other: PCIe switch from a friend"])
def test_what_may_be_a_riser_leaves_open_which_cards_hang_on_it(rigcheck: Run, extra: str) -> None:
    text = "Motherboard: Asus PRIME Z270-P\nGPU: 6x Zotac AMP GeForce GTX 1060 6GB\n"
    assert "slots/slot-for-each-gpu" in violated(rigcheck("check", "-", "--format", "json", stdin=text).json)
    report = rigcheck("check", "-", "--format", "json", stdin=text + extra + "\n").json
    assert not {"slots/slot-for-each-gpu", "slots/gpus-in-slots"} & violated(report)
    assert report["verdict"] == "undecided"


def test_what_one_unknown_part_leaves_open_is_told_together(rigcheck: Run) -> None:
    text = (REPOSITORY / ARTICLE).read_text().replace("ASUS Prime X470-Pro ATX AM4", "Foo Bar X9000")
    out = rigcheck("check", "-", "--final", stdin=text).out
    assert out.count("? not decided  for lack of facts about ") == 1
    block = out.partition("? not decided  for lack of facts about ")[2].partition("(one by one: --verbose)")[0]
    for words in ("Foo Bar X9000", "socket/cpu-socket", "memory/memory-type", "memory_slots"):
        assert words in block
    assert out.count("Not decidable: ") < 4
    loud = rigcheck("check", "-", "--final", "--verbose", stdin=text).out
    assert "for lack of facts about" not in loud
    assert loud.count("Not decidable: ") > 10


def test_verbose_shows_records_by_what_they_say(rigcheck: Run) -> None:
    out = rigcheck("check", ARTICLE, "--verbose").out
    line = next(line for line in out.splitlines() if " cpu_support = " in line)
    assert "cpusupport" not in line
    assert "native" in line


def violated(report: dict[str, list[dict[str, str]]]) -> set[str]:
    """Return the rules that a report says are violated."""
    return {finding["rule"] for finding in report["findings"] if finding["verdict"] == "violated"}


@pytest.mark.parametrize("force", ["", "1"])
def test_a_name_cannot_speak_to_the_terminal_or_to_rich(rigcheck: Run, force: str) -> None:
    text = "GPU: Acme \x1b]0;owned\x07 \x1b[31mrocket\x1b[0m [bold]card[/bold] 9000\n"
    out = rigcheck("check", "-", stdin=text, env={"FORCE_COLOR": force, "NO_COLOR": "1"}).out
    assert "[bold]card[/bold]" in out
    assert "\x1b]" not in out
    assert "\x1b[31m" not in out
    assert "\x07" not in out


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ('[[part]]\nkind = "gpu"\nname = "RTX 3090"\nquantity = 2\nprice = "700 USD"\n', "1400"),
        (
            '[[part]]\nkind = "gpu"\nname = "RTX 3090"\nquantity = 3\n'
            'price = { amount = 2100, currency = "USD", units = 3 }\n',
            "2100",
        ),
    ],
)
def test_totals_count_every_unit_once(rigcheck: Run, text: str, total: str) -> None:
    answer = rigcheck("check", "-", "--from", "toml", "--format", "json", stdin=text)
    assert answer.json["totals"] == {"USD": total}
