"""What the words of a line themselves state: `32 GB (2 x 16 GB) DDR4-2133` is a fact whichever product is meant.

Only what the words say without doubt is taken; a line with two capacities states none. What is taken is also cut out
of the text, so that what remains names the product.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final

from rigcheck.catalog.name_words import DESKTOP_MEMORY
from rigcheck.catalog.tokens import folded_name
from rigcheck.catalog.vocabulary import word_lists
from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind

Facts = dict[str, Any]


def facts_in_words(kind: Kind, text: str) -> Facts:
    """Return the facts that a line about a part of this kind states, as the `[facts]` table of a part file."""
    return describe(kind, folded_name(text)).facts


@dataclass(slots=True)
class Described:
    """A text that is being read: what was understood of it, and what is left."""

    rest: str
    facts: Facts = field(default_factory=dict)
    marks: dict[str, Any] = field(default_factory=dict)
    """Numbers that tell products apart and are no facts of the schema: CAS latency, a CFM figure."""

    def take(self, pattern: re.Pattern[str]) -> list[re.Match[str]]:
        """Return all matches and cut them out of the rest."""
        found = list(pattern.finditer(self.rest))
        if found:
            self.rest = pattern.sub(" ; ", self.rest)
        return found

    def state(self, key: str, values: set[Any]) -> None:
        """State a fact if the words give exactly one value for it."""
        if len(values) == 1:
            self.facts[key] = next(iter(values))


def describe(kind: Kind, folded: str) -> Described:
    """Read a folded text as words about a part of this kind."""
    described = Described(folded)
    if reader := _READERS.get(kind):
        reader(described)
    return described


def _number(text: str) -> int | Decimal:
    number = Decimal(text.replace(",", "."))
    return int(number) if number == number.to_integral_value() else number


_FREQUENCY = lazy(r"@?\s*\d+(?:[.,]\d+)?\s*ghz\b")
_CORES = lazy(
    r"\b\d{1,3}[\s-]*c(?:ores?)?\s*/\s*\d{1,3}[\s-]*t(?:hreads?)?\b|\b\d{1,3}[\s-]*(?:cores?|threads?)\b"
    r"|\b(?:dual|quad|hexa|octa)[- ]core\b"
)
_TRAY = lazy(r"\b(?:oem|tray)\b")
_SOCKET = lazy(
    r"\b(?:lga|socket|fclga)[\s-]*(\d{3,4}(?:-?v?[23](?!\d))?)|\b(am[45]|am3\+|s?trx?[45]|swrx8|sp[356])(?![a-z0-9])"
)


def _socket(text: Described) -> None:
    words = word_lists()["sockets"]
    found = {words.word(f"lga{match[1]}" if match[1] else match[2]) for match in text.take(_SOCKET)} - {None}
    text.state("socket", found)


def _cpu(text: Described) -> None:
    text.take(_FREQUENCY)
    text.take(_CORES)
    text.marks["tray"] = bool(_TRAY.search(text.rest))
    if "cooler" not in text.rest:
        _socket(text)


_KIT = lazy(r"\b(\d{1,2})\s*[x*]\s*(\d{1,3})\s*gb?\b|\b(\d{1,3})\s*gb?\s*[x*]\s*(\d{1,2})\b")
_BARE_KIT = lazy(r"\b(\d{1,2})\s*[x*]\s*(\d{1,3})\b")
_GIGABYTES = lazy(r"\b(\d{1,4})\s*gb?\b(?!/s|it)")
_MEMORY_TYPE = lazy(r"\bddr\s*-?([2-5])l?\b(?:[\s-]*(\d{3,5})\b(?!\s*(?:gb?\b|[x*]\s*\d)))?")
_MEMORY_SPEED = lazy(r"\b(\d{3,5})\s*(?:mhz|mt/?s)\b")
_BANDWIDTH = lazy(r"\bpc([2-5])l?[\s-]+(\d{4,5})\w?\b")
_KNOWN_SPEED = lazy(
    r"\b(1066|1333|1600|1866|2133|2400|2666|2933|3000|3200|3466|3600|3733|4000|4800|5200|5600|6000|6400)\b"
)
_LATENCY = lazy(r"\bcl?\s?(\d{1,2})\b(?:-\d\d)*")
_MODULE_KIND = lazy(r"\b(lrdimm|rdimm|udimm|cudimm|so-?dimm|registered|unbuffered|load[- ]reduced)\b")
_TOTAL = lazy(r"\(?\b(?:total )?\d+\s*[tg]b(?: in)? total\b\)?|\btotal\s*\d+\s*[tg]b\b")
_ECC = lazy(r"\b(non[- ]?)?ecc\b")
_SPEED_OF_BANDWIDTH: Final = {
    10600: 1333, 12800: 1600, 14900: 1866, 17000: 2133, 19200: 2400, 21300: 2666, 23400: 2933, 24000: 3000, 25600: 3200,
    28800: 3600,
}  # fmt: skip


_DESKTOP_SERIES = lazy(r"\b(?:" + "|".join(name.replace("-", "[\\s-]+") for name in sorted(DESKTOP_MEMORY)) + r")\b")
_FULL_NAME = lazy(r"\(\d+ x \d+ gb\) ddr\d-\d+ (?:cl\d+ )?memory$")
_NOT_PLAIN = lazy(r"\b(?:registered|reg|rg|ecc|impact|server|renegade pro)\b|\b(?:l?r|so-?|c?u)-?dimms?\b")


def _is_desktop_memory(name: str) -> bool:
    """Return whether a name can only mean unbuffered modules.

    Names that PCPartPicker writes in full say when modules are registered or small, and so do the desktop series.
    """
    return not _NOT_PLAIN.search(name) and bool(_FULL_NAME.search(name) or _DESKTOP_SERIES.search(name))


def _memory(text: Described) -> None:
    plain = _is_desktop_memory(text.rest)
    total_of_several = text.take(_TOTAL)
    kits = {(_number(m[1] or m[4]), _number(m[2] or m[3])) for m in text.take(_KIT)}
    types, speeds = set(), set()
    for match in text.take(_MEMORY_TYPE):
        types.add(f"ddr{match[1]}")
        speeds |= {int(match[2])} if match[2] else set()
    speeds |= {int(match[1]) for match in text.take(_MEMORY_SPEED)}
    for match in text.take(_BANDWIDTH):
        types.add(f"ddr{match[1]}")
        speeds |= {_SPEED_OF_BANDWIDTH[int(match[2])]} if int(match[2]) in _SPEED_OF_BANDWIDTH else set()
    sizes = {int(match[1]) for match in text.take(_GIGABYTES)}
    if not kits:
        # Without a unit, `(4x16)` is a kit only if it makes the capacity that the line states.
        kits = {(int(m[1]), int(m[2])) for m in text.take(_BARE_KIT) if {int(m[1]) * int(m[2])} == sizes}
        kits = {(count, size) for count, size in kits if count <= size}
    speeds = speeds or {int(match[1]) for match in text.take(_KNOWN_SPEED)}
    text.state("type", types)
    text.state("speed_mts", speeds)
    if len(kits) == 1:
        text.state("modules", {count for count, _ in kits})
        text.state("module_gb", {size for _, size in kits})
    elif sizes and not kits:
        text.facts["module_gb"] = {"at_most": max(sizes)}
    totals = {count * size for count, size in kits} | sizes
    if len(totals) == 1 and not total_of_several:
        text.marks["total_gb"] = totals.pop()
    kinds = {word_lists()["module_kinds"].word(match[1]) for match in text.take(_MODULE_KIND)} - {None}
    text.state("module_kind", kinds or ({"udimm"} if plain else set()))
    text.state("ecc", {not match[1] for match in text.take(_ECC)})
    if latency := text.take(_LATENCY):
        text.marks["latency"] = int(latency[0][1])


_CAPACITY = lazy(r"\b(\d+(?:[.,]\d+)?)\s*(tb?|gb?)\b(?!/s|ps|it)")
_M2 = lazy(r"\bm\.?2\b(?:[\s-]*(?:type\s*)?(2230|2242|2260|2280|22110|25110)\b)?|\b(2280|22110)\b")
_INCHES = lazy(r"\b([23]\.5)\s*(?:\"|-?inch(?:es)?\b|-?in\b)?")
_U2 = lazy(r"\bu\.?[23]\b")
_PCIE = lazy(
    r"\bpci(?:e|[- ]express)?\s*(?:gen)?\s*(?:([1-6])(?:\.[01])?\b)?\.?,?\s*(?:x([1248]|16)\b)?"
    r"|\bgen\s*([3-6])(?:\.0)?(?:\s*x\s*([1248])\b)?"
)
_SERIAL_ATA = lazy(r"\bserial ata(?:-\d+)?\b")
_NAND = lazy(r"\b3d\b|\bv-nand\b|\b\d-bit\b")
_BUS = lazy(r"\b(nvme|sata|sas|usb|ide)\b(?:[\s-]*(?:\d\.\d|iii|ii|3|2|6)(?![\w.]))?(?:\s*\d*(?:\.\d)?\s*gb(?:/s|ps))?")
_REVOLUTIONS = lazy(r"\b(\d{4,5})\s*rpm\b")
_SOLID = lazy(r"\bssds?\b|\bsolid[\s-]state\b|\bnvme\b")
_HARD_DISK = lazy(r"\bhdds?\b|\bhard (?:disk|drive)")


def _storage(text: Described) -> None:
    text.take(_TOTAL)
    text.take(_NAND)
    solid, revolving = _SOLID.search(text.rest), text.take(_REVOLUTIONS)
    if len(speeds := {match[1] for match in revolving}) == 1:
        text.marks["rpm"] = speeds.pop()
    if revolving or (_HARD_DISK.search(text.rest) and not solid and "hybrid" not in text.rest):
        text.facts["spins"] = True
    elif solid:
        text.facts["spins"] = False
    if "external" in text.rest:
        text.facts["external"] = True
    sizes = {_number(m[1]) * (1000 if m[2].startswith("t") else 1) for m in text.take(_CAPACITY)}
    text.state("capacity_gb", {_number(str(size)) for size in sizes})
    if text.take(_SERIAL_ATA):
        text.facts["interface"] = "sata"
    m2, u2, inches = text.take(_M2), text.take(_U2), text.take(_INCHES)
    text.state("form_factor", ({"m2"} if m2 else set()) | ({"u2"} if u2 else {match[1] for match in inches}))
    text.state("m2_size", {match[1] or match[2] for match in m2} - {None})
    pcie, buses = text.take(_PCIE), {match[1] for match in text.take(_BUS)}
    text.state("interface", buses | ({"nvme"} if pcie else set()))
    text.state("pcie_generation", {int(match[1] or match[3]) for match in pcie if match[1] or match[3]})
    text.state("pcie_lanes", {int(match[2] or match[4]) for match in pcie if match[2] or match[4]})


_WATTS = lazy(r"\b(\d{3,4})\s*w(?:att)?s?\b")
_BARE_WATTS = lazy(r"(?<![\w.-])([3-9]\d0|[12]\d\d0)(?![\w.-]|\s*(?:v\b|mm))")
_WATTS_IN_MODEL = lazy(r"(?<![a-z0-9.])[a-z]{1,3}-?(\d{3,4})(?=[a-z]{0,3}(?![a-z0-9.]))")
_ATX12V = lazy(r"\b(?:atx|eps)\s*12\s*v\b(?:\s*v?\d\.\d+)?")
_EIGHTY_PLUS = lazy(r"\b80[\s-]*(?:\+|plus)(?:\s*certified)?\s*(white|bronze|silver|gold|platinum|titanium)?\b")
_LEVEL = lazy(r"\b(bronze|gold|platinum|titanium)\b")
_MODULAR = lazy(r"\b(fully|full|semi|non)[\s-]*modular\b")
_ATX_VERSION = lazy(r"\batx\s*v?(3\.[01])\b")
_PSU_FORM = lazy(r"\b(sfx[- ]?l|sfx|tfx|flex[- ]?atx)\b|\b(atx)(?:12v|(?=\s+power supply))")
_YEAR = lazy(r"\(\s*(20[012]\d)\b[^)]*\)|\b(20[12]\d)\s+(?:edition|version|model|series)\b")


def _psu(text: Described) -> None:
    watts = {int(match[1]) for match in text.take(_WATTS)}
    forms = {word_lists()["psu_form_factors"].word(m[1] or m[2]) for m in text.take(_PSU_FORM)} - {None}
    text.state("form_factor", forms)
    _year(text)
    text.take(_ATX12V)
    text.state("rated_w", watts or {int(m[1]) for m in _BARE_WATTS.finditer(text.rest) if int(m[1]) % 50 == 0})
    # `RM850x` surely is the 850 W model, but only the catalog may say so as a fact.
    in_model = {int(match[1]) for match in _WATTS_IN_MODEL.finditer(text.rest) if int(match[1]) % 10 == 0}
    if "rated_w" in text.facts or len(in_model) == 1:
        text.marks["watts"] = text.facts.get("rated_w") or in_model.pop()
    certified = {match[1] for match in text.take(_EIGHTY_PLUS)} - {None}
    text.state("efficiency", certified or {match[1] for match in _LEVEL.finditer(text.rest)})
    text.state("modular", {word_lists()["modular"].word(f"{m[1]} modular") for m in text.take(_MODULAR)} - {None})
    text.state("atx_version", {match[1] for match in text.take(_ATX_VERSION)})


def _year(text: Described) -> None:
    years = {int(match[1] or match[2]) for match in text.take(_YEAR)}
    if len(years) == 1:
        text.marks["year"] = years.pop()


_CARDS = lazy(r"(?<=\s)x\s+\d{1,2}\b|^\d{1,2}\s*x\s")
_VRAM_TYPE = lazy(r"\bg?ddr[3-7]x?\b|\bhbm[23]?e?\b")
_GPU_BUS = lazy(r"\bpci(?:e|[- ]express)(?:\s*[2-5]\.0)?(?:\s*x16)?\b|\b\d+[- ]?bit\b")


def _gpu(text: Described) -> None:
    text.take(_CARDS)
    if kinds := {match[0] for match in text.take(_VRAM_TYPE)}:
        text.marks["vram_type"] = " ".join(sorted(kinds))
    text.take(_GPU_BUS)
    text.state("vram_gb", {int(match[1]) for match in text.take(_GIGABYTES)})
    _year(text)
    if re.search(r"\bblower\b", text.rest):
        text.facts["cooling"] = "blower"


_CHIPSET = lazy(r"(?<![a-z0-9])(?:trx|wrx|[abchqwxz])\d{2,3}[a-z]{0,2}(?![a-z0-9])")
_BOARD_FORM = lazy(
    r"\b(?:(?:mini|micro|extended)[\s-]?)?(?:itx|atx)\b|\b[meu]-?atx\b|\bxl[\s-]?atx\b|\bssi[\s-](?:eeb|ceb)\b|\bmini-?dtx\b"
)
_BOARD_MEMORY = lazy(r"\bddr\s?([2-5])\b|\bd([45])\b")


def _motherboard(text: Described) -> None:
    text.take(_FREQUENCY)
    text.state("chipset", {_chipset(match[0]) for match in _CHIPSET.finditer(text.rest)} - {None})
    _socket(text)
    forms = {word_lists()["board_form_factors"].word(match[0]) for match in text.take(_BOARD_FORM)} - {None}
    text.state("form_factor", forms)
    text.state("memory_type", {f"ddr{match[1] or match[2]}" for match in text.take(_BOARD_MEMORY)})


def _chipset(word: str) -> str | None:
    """Return the chipset that a word of a board's name begins with: `b550m` is B550, `x670e` is X670E."""
    known = word_lists()["chipsets"]
    return next((found for end in (0, 1, 2) if (found := known.word(word[: len(word) - end]))), None)


_RADIATOR = lazy(r"(?<![\w.-])(120|140|240|280|360|420)(?:\s*mm\b|(?![\w.]|-\d))")
_LIQUID = lazy(r"\b(?:liquid|aio|all[- ]in[- ]one|water[- ]?cool\w*|water)\b")
_AIRFLOW = lazy(r"\b(\d+(?:\.\d+)?)\s*cfm\b")
_OTHER_MILLIMETRES = lazy(r"\b\d+(?:\.\d+)?\s*mm\b")


def _cooler(text: Described) -> None:
    text.take(_AIRFLOW)
    if _LIQUID.search(text.rest):
        text.facts["liquid"] = True
        text.state("radiator_mm", {int(match[1]) for match in _RADIATOR.finditer(text.rest)})
    elif re.search(r"\bair[- ]cool", text.rest):
        text.facts |= {"liquid": False, "radiator_mm": 0}
    sizes = {int(match[1]) for match in _RADIATOR.finditer(text.rest) if int(match[1]) >= 240}
    if len(sizes) == 1:  # no air cooler has such a size, but only `AIO` or `liquid` states that it is none
        text.marks["size"] = sizes.pop()
    text.take(_OTHER_MILLIMETRES)


_FAN_SIZE = lazy(r"\b(\d{2,3})\s*mm\b(?:\s*x\s*\d+\s*mm)?")
_PACK = lazy(r"\b(\d{1,2})[\s-]*(?:pack|in-1|pcs?)\b|\bpack of (\d{1,2})\b|\b(single|twin|dual|triple)[\s-]pack\b")
_PACK_WORDS: Final = {"single": 1, "twin": 2, "dual": 2, "triple": 3}


def _fan(text: Described) -> None:
    text.take(_AIRFLOW)
    text.state("size_mm", {int(match[1]) for match in text.take(_FAN_SIZE) if 40 <= int(match[1]) <= 250})
    packs = {int(m[1] or m[2]) if m[1] or m[2] else _PACK_WORDS[m[3]] for m in text.take(_PACK)}
    text.state("in_pack", packs)
    if re.search(r"\bpwm\b", text.rest):
        text.facts["pwm"] = True


_SOUND = lazy(r"\b\d+[- ]bit\b|\b\d+\s*khz\b|\b\d\.\d channel\b")


def _card(text: Described) -> None:
    text.take(_SOUND)
    pcie = text.take(_PCIE)
    text.state("pcie_lanes", {int(match[2]) for match in pcie if match[2]})
    text.state("pcie_generation", {int(match[1]) for match in pcie if match[1]})


_USB = lazy(r"\busb[\s-]*(?:[23]\.\d)?(?:\s*gen\s*\d(?:x\d)?)?(?:\s*type[\s-]*[ac]\b)?|\btype[\s-][ac]\b|\bgen\s*\d\b")
_TOWER = lazy(
    r"(?:\b(?:(?:micro|e)[\s-]?atx|xl-atx|mini[\s-]?itx|atx)\s+)?\b(?:mini|mid|midi|full|super)[\s-]tower\b"
    r"|\bmicro[\s-]?atx\b|\bmini[\s-]?itx\b"
)
"""Lists write `ATX Full Tower`: an `XL` before it is the model's, as in `Define 7 XL`, unless a hyphen follows."""

_SUPPLY_IN_BOX = lazy(r"\bw/?\s*(?:ith)?\s*(\d{3,4})\s*w\b(?:\s*power supply)?")
_OPEN_FRAME = lazy(r"\bopen[\s-](?:air|frame)\b|\btest bench\b")


def _case(text: Described) -> None:
    text.take(_USB)
    text.take(_TOWER)
    text.state("psu_in_box_w", {int(match[1]) for match in text.take(_SUPPLY_IN_BOX)})
    _year(text)
    if _OPEN_FRAME.search(text.rest):
        text.facts["open_frame"] = True


_ROLES: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        lazy(r"\brisers?\b|\bpci-?e?(?: express)?\b.{0,20}\b(?:extender|extension|switch(?:es)?|splitter)\b"),
        "riser",
    ),
    (lazy(r"\bm\.?2\.? (?:to|->) pci-?e?\b|\boculink\b|\bslimsas\b"), "riser"),
    (lazy(r"\bthermal (?:paste|compound|grease|pad)\b|\bkryonaut\b|\bmx-[2-6]\b"), "thermal-paste"),
    (lazy(r"\bnvlink\b|\b(?:sli|nvlink) bridge\b"), "bridge"),
    (lazy(r"\badd2psu\b|\bdual psu\b"), "psu-starter"),
    (lazy(r"\bbreakout\b|\b(?:power|pin) adapters?\b"), "power-adapter"),
    (lazy(r"\bcontact frame\b|\b(?:gpu )?(?:bracket|holder|support|stand|mount)\b"), "mount"),
)


def _accessory(text: Described) -> None:
    """State what an accessory is for, where one role alone is named; a riser outweighs what it hangs on."""
    roles = [role for pattern, role in _ROLES if pattern.search(text.rest)]
    text.state("role", {"riser"} if "riser" in roles else set(roles))


_READERS: Final[dict[Kind, Callable[[Described], None]]] = {
    "cpu": _cpu,
    "motherboard": _motherboard,
    "memory": _memory,
    "gpu": _gpu,
    "storage": _storage,
    "psu": _psu,
    "case": _case,
    "cooler": _cooler,
    "fan": _fan,
    "card": _card,
    "accessory": _accessory,
}
