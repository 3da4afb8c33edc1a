"""The kind that the words of an item leave no doubt about: `RTX 3090`, `Ryzen 9`, `B550`, `80+ Gold Power Supply`.

Precision before recall: a wrong kind makes wrong findings, an unknown kind makes a question.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind

_CHIPSETS = (
    r"(?:A[3-6]20|B[3-68]50E?|B840|X[3-68]70E?|X399|TRX[45]0|WRX[89]0|X[579]9|X299|Z[679]7|Z68|Z[1-4]70|Z[3-8]90|"
    r"B[2346]60|B150|B250|B75|B85|B860|P67|P55|H[1-6]10|H[1-2]70|H[34]70|H[5-6]70|H67|H77|H81|H87|H97|Q[1-6]70|Q87|"
    r"C422|C62[12]|C24[26]|C25[26]|W480|W580|W680|W[37]90|990FXA?|970A|ROMED\w+|GENOAD?\w+|TURIN\w+)"
)
_MODEL_OF_CASE = (
    r"Define (?:R\d|\d|C|S|Mini)|Meshify|Torrent|Pop (?:Air|Mini|XL)|Node \d{3}|Enthoo|Eclipse [PG]\d{3}|Lancool|"
    r"O11|PC-O11\w*|(?:4000|5000|7000|2000|3000|3500|6500|2500|9000)[DXT]\b|Obsidian|Carbide|NR200\w*|H[57]10i?|"
    r"H[569] (?:Flow|Elite)|"
    r"H[4579]00i?\b|NCASE M1|Dan A4|FormD T1|Silent Base|Pure Base|Dark Base|Core [VPX]\d+|MasterBox|MasterCase|"
    r"HAF \w+|"
    r"Versa H\d+|Jonsbo|Sliger \w+|Thor V2"
)
_DRIVES = (
    r"9[5-9]0 ?(?:EVO|PRO|QVO)|8[4-7]0 ?(?:EVO|PRO|QVO)|EVO 8[5-7]0|SN[578]\d0X?|Barra[cC]uda|IronWolf|Exos|"
    r"FireCuda|"
    r"WD (?:Blue|Black|Red|Green|Gold|Purple)|Western Digital (?:Blue|Black|Red|Green|Gold|Caviar)|MX[3-5]00|"
    r"MX100|BX500|"
    r"P[1235] Plus|T[57]0[05]|KC[23]\d00|Rocket NVMe|SX8[12]00\w*|Deskstar|Spinpoint|Gold P31|Platinum P41"
)

# What a thing is called comes last in its name and beats every model number in it; the narrower noun stands first.
_NOUNS: Final[tuple[tuple[str, Kind | None], ...]] = (
    (
        r"\brisers?\b|\bcables?\b|\bextension\b|thermal (?:paste|compound|grease|pads?)|\bkryonaut\b|"
        r"\barctic silver\b|\bmx-[2-6]\b|"
        r"\bcontact frame\b|\bbracket\b|\bfan (?:controller|hub)\b|\badd2psu\b|\bsplitter\b|\bmobile rack\b|"
        r"\bbreakout boards?\b|"
        r"\bpcie\d*-\d+mm\b|\b(?:sli|nvlink)(?: hb)? bridge\b|\bm\.?2\.? to pci-?e\b|\bstandoffs?\b|\bscrews\b|"
        r"\bpower supply (?:connector|adapter|starter)\b|\bpci-?e? (?:x?\d+x? )?adapter cable|\bgpu (?:holder|"
        r"support)|硅脂(?!/)$",
        "accessory",
    ),
    (
        r"\bnetwork (?:card|adapter|interface)\b|\bwi-?fi (?:adapter|card)\b|\bsound ?card\b|\bexpansion card\b|"
        r"\bcontroller card\b|"
        r"\bhba\b|\b\d+ ?gbe (?:card|nic|adapter)\b|\bconnectx\b|\bcapture card\b|\bethernet (?:card|adapter)\b|"
        r"\bnic\b|\b(?:pci-?e|pcie) card\b|"
        r"\braid (?:card|controller)\b|"
        r"\bsata card\b|\bpci express (?:to )?\S+ .*(?:card|adapter)|\bfenvi\b|\bAX2[01]0\b|\bBCM943\w+|"
        r"\bswitchtec\b|\bpcie switch",
        "card",
    ),
    (
        r"\b(?:cpu|processor) (?:air |liquid )?(?:cooler|heatsink|fan|water ?block)\b|\bcpu-?kühler\b|\baio\b|"
        r"cpu散热器|"
        r"\bair cooler\b|\bliquid cooler\b|\bheat ?sink\b(?!\))|\bliquid freezer\b|\bnh-?[dulpc]\d+\w*|"
        r"\bdark rock\b|\bak\d{3}\b|"
        r"\bperless assassin|\bpeerless assassin|\bphantom spirit\b|\bkraken [xzem]?\d+|"
        r"\bh1[0-7][05]i?x?\b(?! pro)|\bhyper (?:212|t4|evo)|\bgalahad\b|"
        r"\bfreezer (?:\d|i)|\bcooler\b(?! ?master)",
        "cooler",
    ),
    (
        r"\b(?:case|system|chassis) (?:fan|cooler)s?\b|\b(?:80|92|120|140|200) ?mm (?:\w+ )?fans?\b|"
        r"\b\d{2} ?cm fans?\b|\bfans?$|\bfans? (?:\d-pack|kit)\b|"
        r"\bnf-?[afsp]\d+\w*|\barctic p1[24]\b|\b[afsp]1[24] (?:pwm|silent)|\bfans? \(|\blight wings\b|"
        r"\bgentle typhoon\b",
        "fan",
    ),
    (
        r"\bpower suppl(?:y|ies)\b|\bpsus?\b|\bsupernova\b|\btoughpower\b|\b80 ?\+|\b80 ?plus\b|\bnetzteil\b|电源|"
        r"额定功率|"
        r"\b(?:gold|bronze|silver|platinum|titanium) (?:certified|rated)\b|\b\d{3,4} ?w(?:att)?s? (?:gold|"
        r"bronze|silver|platinum|titanium|white|modular|sfx|atx)\b|"
        r"\b(?:rm|hx|ax|cx|sf)\d{3,4}(?:[xie]|m)?\b",
        "psu",
    ),
    (r"\bmother ?board\b|\bmain ?board\b|主板", "motherboard"),
    (
        r"\bvideo ?cards?\b|\bgraphics? cards?\b|\bgraphikkarte\b|\bgrafikkarte\b|\bgpus?\b|显卡",
        "gpu",
    ),
    (r"\b(?:processor|cpu)\b|处理器", "cpu"),
    (
        r"\b(?:so-?dimm|u?dimm|rdimm|memory|ram)\b|内存",
        "memory",
    ),
    (
        r"\bsolid state (?:drive|disk|hybrid)\b|\bssds?\b|\bhdds?\b|\bhdd's|\bsshd\b|\bhard ?(?:drive|disk)s?\b|"
        r"\bnvme\b|\bm\.2 (?:drive|ssd|nvme)|\binternal drive\b|"
        r"\b\d+ ?tb (?:drive|disk)s?\b|硬盘|固态",
        "storage",
    ),
    (
        r"\b(?:mid|full|mini|super)[ -]?tower\b|\b(?:atx|itx|htpc|desktop|tower|computer|server|mining|matx|"
        r"open air) (?:\w+ )?(?:case|chassis|frame)\b|"
        r"\b(?:pc|gaming) case\b|\brig frame\b|\bmining (?:rig )?(?:frame|case)\b|\bcase$|\bchassis$|机箱|"
        r"\bopen air\b.*\b(?:bracket|frame|case)\b",
        "case",
    ),
)
_MODELS: Final[tuple[tuple[str, Kind], ...]] = (
    (
        r"\b(?:rtx|gtx|gts)[ -]?(?:pro )?(?:titan|[a-z]?\d{3,4})|\b\d{3,4} ?(?:ti |super )?(?:gtx|rtx)\b|"
        r"\bgeforce\b|\bradeon\b|\brx ?\d{3,4}|"
        r"\btitan (?:rtx|xp?|v)\b|\bquadro\b|\btesla [a-z]\d+|\bnvidia [ahl]\d{2,3}\b|\b[ahl]100\b|"
        r"\barc [ab]\d{3}\b|\bfirepro\b|\bgtx\b|\bvega ?(?:56|64)\b|"
        r"\brtx a\d{4}\b|\bfounders edition\b|\bmi(?:50|60|100|210|250|300x?)\b",
        "gpu",
    ),
    (
        r"\bryzen\b|\bcore[ -]?(?:i[3579]|ultra)|\bi[3579][- ]?\d{3,5}[a-z]{0,2}\b|\bthreadripper\b|\bepyc\b|"
        r"\bxeon\b|\be[357]-\d{4}\b|\bpentium\b|\bceleron\b|\bathlon\b|"
        r"\bphenom\b|\bfx-?\d{4}\b|\bcore 2 (?:duo|quad)\b|\bintel g\d{4}\b|\b[579]\d{3}x3d\b|\bamd a\d+-\d{4}|"
        r"\bopteron\b|酷睿",
        "cpu",
    ),
    (rf"\b{_CHIPSETS}(?:[MIPDTSEVAFHG]{{0,3}}\d?)?\b(?!i)|\b{_CHIPSETS}[MIE]?-\w+", "motherboard"),
    (r"(?<!g)\bl?p?ddr[2345]\b|(?<!g)ddr[2345]l?-?\d*\b", "memory"),
    (rf"\b(?:{_DRIVES})\b|\bm\.2-22\d0\b|\bm\.2\b", "storage"),
    (rf"\b(?:{_MODEL_OF_CASE})", "case"),
    (r"\b(?:[4-9]\d0|1[0-9]\d0|2000|2[0-9]00) ?w(?:att)?s?\b", "psu"),
)
_NOUN_PATTERNS: Final = tuple((lazy(pattern, re.IGNORECASE), kind) for pattern, kind in _NOUNS)
_MODEL_PATTERNS: Final = tuple((lazy(pattern, re.IGNORECASE), kind) for pattern, kind in _MODELS)
_PURPOSE: Final = lazy(r"\s+(?:for|with|w/|supports?|supporting|compatible|include[sd]?|incl\.)\s.*$", re.IGNORECASE)
_BRACKETS: Final = lazy(r"\([^()]*\)")
_NZXT_CASE: Final = lazy(r"\bnzxt\b.*\bh\d{3}\b", re.IGNORECASE)
_BARE_PSU: Final = lazy(r"\b\d{3,4}(?: ?w)? psus?\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def guess_kind(name: str) -> Kind | None:
    """Return the kind an item must be by its own words, or None where they leave a doubt.

    What follows `for` or `with` describes something else and is not read. Where model words of two kinds meet, nobody
    chooses.
    """
    text = _PURPOSE.sub("", name) or name
    if _BARE_PSU.search(text):
        return "psu"
    outside = _BRACKETS.sub(" ", text)
    return _by_words(outside) or (_by_words(text) if outside != text else None)


def _by_words(text: str) -> Kind | None:
    kinds = [kind for pattern, kind in _NOUN_PATTERNS if pattern.search(text)]
    if kinds and kinds[0] in ("accessory", "card"):
        return kinds[0]
    if len(set(kinds)) == 1:
        return kinds[0]
    if kinds:
        return _last_noun(text)
    if _NZXT_CASE.search(text):
        return "case"
    models = {kind for pattern, kind in _MODEL_PATTERNS if pattern.search(text)}
    if len(models) > 1:
        models -= _mentioned_in_passing(models)
    return models.pop() if len(models) == 1 else None


def _last_noun(text: str) -> Kind | None:
    """Return the kind of the noun that ends last: `… CPU Air Cooler`, `… Gaming Case, 3 fans` is left open."""
    ends: dict[int, Kind | None] = {}
    for pattern, kind in _NOUN_PATTERNS:
        for found in pattern.finditer(text):
            ends.setdefault(found.end(), kind)
    last = max(ends)
    tail = text[last:].strip(" .,;:)(")
    return ends[last] if len(tail.split()) <= 4 else None


def _mentioned_in_passing(models: set[Kind]) -> set[Kind]:
    """Return the kinds that model words of another kind imply: a board names its memory and M.2, a card its memory."""
    if "motherboard" in models:
        return models & {"memory", "storage", "psu"}
    if "gpu" in models:
        return models & {"memory", "psu"}
    return models & {"psu"} if models & {"cpu", "storage", "case"} else set()
