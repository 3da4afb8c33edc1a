"""What the word before a part says of it: `Video Card`, `PMU`, `Cabinet`, `GPU #1`, `显卡`, `Operating System`.

A label means a kind, a reason to set the line aside, or nothing by itself (`Other`): then the words of the item decide.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind


class Label(NamedTuple):
    """The meaning of a label; all empty for one that leaves the kind open, such as `Other`."""

    kind: Kind | None = None
    aside: str = ""
    """Why such a line names no part of the PC."""
    vague: bool = False
    """True where unmistakable words of the item may say otherwise (`Cooling: 3 x 120 mm fans`)."""
    alternative: bool = False
    """True where the label itself says that this is another choice (`Spare CPU`)."""


OPEN: Final = Label(vague=True)

# The first pattern that matches decides, so the narrower one stands first.
_MEANINGS: Final[tuple[tuple[str, Label], ...]] = (
    (
        r"\b(?:(?:cpu|memory|ram|clock|fan|current|rated|bus) speed|speed|architecture|chipset|device type|"
        r"topology|"
        r"xgmi|iommu|acs\b.*|boost clock|base clock|max boost.*|frequency|voltage|timings?|total capacity|"
        r"cores?|threads?|"
        r"tdp|wattage|estimated wattage|resolution|form factor|ports?|芯片组)$",
        Label(aside="specification"),
    ),
    (r"\b(?:monitors?|displays?|screens?|bildschirm|显示器)\b", Label(aside="monitor")),
    (r"^(?:operating systems?|os|betriebssystem|操作系统|系统)$", Label(aside="operating system")),
    (r"\b(?:software|drivers?|cuda|kernel|bios|firmware|backend|python|docker|"
        r"antivirus)\b", Label(aside="software")),
    (r"\b(?:keyboards?|mouse|mice|tastatur|maus|键盘|鼠标)\b", Label(aside="keyboard or mouse")),
    (
        r"\b(?:headphones?|headsets?|speakers?|webcams?|microphones?|mics?|printers?|gamepads?|耳机|音箱)\b",
        Label(aside="peripheral"),
    ),
    (r"\b(?:optical|dvd|cd|blu-?ray|bd|光驱)\b", Label(aside="optical drive")),
    (r"^ups|\buninterruptible\b", Label(aside="UPS")),
    (r"^external (?:storage|drive|hard drive|hdd|ssd)|\busb (?:stick|drive)", Label(aside="external drive")),
    (r"^(?:server )?rack\b|^remote\b|^kvm\b|\bswitch$(?<!pcie switch)|^router", Label(aside="outside the case")),
    (r"^(?:notes?|comments?|bemerkung(?:en)?|备注|update|edit|ps|p\.s\.)$", Label(aside="note")),
    (r"\b(?:url|link|permalink|source)s?$", Label(aside="link")),
    (r"\b(?:gpu|card) (?:support|holder|bracket|stand|bridge)|anti-?sag", Label("accessory")),
    (r"\b(?:thermal (?:compound|paste|grease|pads?)|paste|wärmeleitpaste|硅脂|pasta térmica)\b|"
        r"硅脂", Label("accessory")),
    (r"\b(?:risers?|cables?|cabling|extensions?|brackets?|fan (?:controller|hub|splitter)|rgb controller|"
        r"kabel)\b", Label("accessory")),
    (r"\bwater ?blocks?\b|\bradiators?\b|\breservoirs?\b|\bpumps?\b", Label(aside="custom water cooling")),
    (
        r"\b(?:sound|audio|capture|network|lan|expansion|controller|raid|hba|sata expansion|usb|add-in|pcie?|"
        r"tpm)[\w -]* ?cards?\b|"
        r"\bnetwork\b|\bnic\b|\bwi-?fi\b|\bwlan\b|\bwireless\b|\bbluetooth\b|\bbt\b|\bethernet\b|\bhba\b|\braid\b|"
        r"\bpcie? switch(?:es)?\b|^audio$|^lan$|网卡|声卡|netzwerkkarte|soundkarte",
        Label("card"),
    ),
    (
        r"\b(?:e?gpus?|graphics?(?: cards?)?|video ?(?:cards?|adapters?)|vga|grafikkarten?|"
        r"graphics? processing units?|"
        r"carte graphique|tarjeta gr[aá]fica|placa de v[ií]deo|scheda video|videokaart)\b|"
        r"显卡|顯示卡|видеокарта|グラフィック",
        Label("gpu"),
    ),
    (
        r"\b(?:cpu|processor|prozessor)[ -]?(?:air |liquid |water )?(?:cool(?:er|ing)s?|fans?|heat ?sinks?|"
        r"kühler|aio)\b|"
        r"\bcool(?:er|ing)s? \(?cpu\)?|\bheat ?sinks?\b|\bcpu-?kühler\b|\baios?\b|\bliquid cool(?:er|ing)\b|"
        r"\bair cool(?:er|ing)\b|\bkühler\b|散热器|dissipador|ventirad|water ?cool(?:er|ing)\b|кулер",
        Label("cooler"),
    ),
    (r"\b(?:fans?|lüfter|gehäuselüfter|ventilator(?:en|s)?|ventilateurs?)\b|风扇", Label("fan")),
    (r"\bcool(?:er|ers|ing)\b|散热", Label("cooler", vague=True)),
    (
        r"\b(?:psus?|pmus?|power supply unit|power ?suppl(?:y|ies)|power|netzteile?|alimentation|alimentatore|"
        r"fuente(?: de poder)?|fonte|voeding)\b|电源|блок питания",
        Label("psu"),
    ),
    (
        r"\b(?:cases?|cabinets?|chassis|(?:mid |full )?tower|enclosure|gehäuse|bo[iî]tier|caja|gabinete|"
        r"behuizing|frame)\b|"
        r"机箱|корпус",
        Label("case"),
    ),
    (
        r"\b(?:mother ?boards?|main ?boards?|mobos?|mb|logic boards?|board|carte m[eè]re|placa (?:base|madre|"
        r"m[aã]e)|"
        r"scheda madre|moederbord)\b|主板|материнская",
        Label("motherboard"),
    ),
    (r"\b(?:memory|rams?|dimms?|arbeitsspeicher|m[eé]moire|memoria|werkgeheugen|ddr[2345])\b|内存|"
        r"память", Label("memory")),
    (
        r"\b(?:storage|ssds?|hdds?|hard ?(?:drives?|disks?)|nvmes?|m\.2|m2|sata|(?:boot|os|data|system|"
        r"scratch) (?:drives?|disks?)|"
        r"drives?|disks?|festplatten?|massenspeicher|stockage|almacenamiento|opslag)\b|硬盘|固态|накопитель",
        Label("storage"),
    ),
    (r"\b(?:cpus?|processors?|prozessor|processeur|procesador|processador|processore)\b|处理器|"
        r"процессор", Label("cpu")),
    (r"^accessory$", Label("accessory")),
    (
        r"^(?:other|others|misc|miscellaneous|accessories|extras?|peripherals?|custom|hardware|parts?|items?|"
        r"components?|其他|配件)$",
        OPEN,
    ),
)  # fmt: skip
_COMPILED: Final = tuple((lazy(pattern), label) for pattern, label in _MEANINGS)

_FILLERS: Final = lazy(
    r"\b(?:primary|secondary|main|extra|additional|first|second|third|1st|2nd|3rd|boot|os|windows|linux|mac|"
    r"data|cache|system|"
    r"internal|spare|test|old|new|current|my|the|a|pc|computer|desktop|gaming|type|installed|discrete|dedicated|"
    r"integrated|"
    r"solution|unit|units|slot|low-profile|stick|sticks|module|modules|kit|s|and|or|for|in|my|custom|"
    r"configuration|config|model|"
    r"brand|name|product|specs?|number|no|optional|alternative|alternate|alt|cpu|card|cards|expansion)\b"
)
_SPARE: Final = lazy(r"\b(?:spare|alternative|alternate|alt|optional)\b")
_NUMBERING: Final = lazy(r"[#№]?\s*\d+\s*(?:x\b|×)?|[\[\]{}*_:#]")
_CORE_KINDS: Final = frozenset({"cpu", "motherboard", "memory", "gpu", "storage", "psu", "case", "cooler", "fan"})


def _normal(text: str) -> str:
    text = text.lower().replace("_", " ").replace("(s)", "s").replace("–", "-").replace("—", "-")
    text = re.sub(r"\bm\.?2\b", "nvme", text)
    return re.sub(r"\s+", " ", _NUMBERING.sub(" ", text)).strip(" .,;-/|&+()")


@lru_cache(maxsize=4096)
def read_label(text: str) -> Label | None:
    """Return what a label means, or None where it is no label we know.

    A label that names two kinds (`Motherboard/CPU`) leaves the kind open.
    """
    if not text or len(text) > 90:
        return None
    normal = _normal(text)
    if not normal:
        return None
    outside = re.sub(r"\s*\([^()]*\)?", "", normal).strip()
    label = None
    if "cpu" not in normal[len(outside) :]:
        label = _meaning(outside)
    label = label or _meaning(normal)
    if label is None:
        return None
    halves = [half for half in re.split(r"\s*[/+&|]\s*| and | und ", outside) if half]
    if len(halves) > 1 and label.kind:
        meanings = [_meaning(half.strip()) for half in halves]
        kinds = {meaning.kind for meaning in meanings if meaning and meaning.kind}
        if len(kinds) > 1 and kinds <= _CORE_KINDS:
            return OPEN
    if label.kind and _SPARE.search(normal):
        return label._replace(alternative=True)
    return label


def _meaning(normal: str) -> Label | None:
    for pattern, label in _COMPILED:
        if pattern.search(normal):
            return label
    return None


@lru_cache(maxsize=4096)
def is_only_label(text: str) -> bool:
    """Return whether the text is a known label and nothing else, so that a dash may part it from its item."""
    label = read_label(text) if len(text) <= 60 else None
    if label is None:
        return False
    rest = re.sub(r"\([^()]*\)", " ", _normal(text))
    for pattern, _ in _COMPILED:
        rest = pattern.sub(" ", rest)
    rest = _FILLERS.sub(" ", rest)
    return not any(letter.isalnum() for letter in rest)


def is_filler(text: str) -> bool:
    """Return whether the text only qualifies a label (`Primary`, `Configuration`); it names no kind and no product."""
    return not any(letter.isalnum() for letter in _FILLERS.sub(" ", _normal(text)))


_LEADING: Final = lazy(
    r"^(?:the |my )?(?P<label>(?:(?:spare|test|second|alternative|old|main)(?:/\w+)? )*"
    r"(?:cpu cooler|cpu fan|processor cooler|cpu|processor|motherboard|mainboard|mobo|"
    r"memory|ram|storage|"
    r"video card|graphics card|gpu|case fans?|case|power supply|psu|operating system|monitor|optical drive|ssd|hdd|"
    r"hard drive|network card|wireless network adapter|wired network adapter|sound card|thermal compound|"
    r"keyboard|mouse|"
    r"headphones|speakers|cooler|fan controller|"
    r"主板|内存|显卡|处理器|硬盘|电源|机箱|散热器|显示器))"
    r"(?:\s+(?:is|are|was)(?:\s+(?:an?|the))?)?\s+(?=\S)",
    re.IGNORECASE,
)


def leading_label(text: str) -> tuple[str, str] | None:
    """Return the label that begins a line without any separator (`CPU Intel Core i5-6400 …`) and the rest.

    The caller makes sure that the rest does not speak of another kind.
    """
    found = _LEADING.match(text)
    if found is None or (text[: found.end()].lower() == "cooler " and text[found.end() :].lower().startswith("master")):
        return None
    return found["label"], text[found.end() :]
