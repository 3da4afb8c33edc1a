"""The words of product names that mean the same in every name: brands, colours, descriptions, and marks of a model.

This is the one home of such words; how they are used is said in `name_reading` and `match`.
"""

from __future__ import annotations

import re
from typing import Final

from rigcheck.pattern import lazy
from rigcheck.schema.kinds import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_BRAND_NAMES: Final = """
    acer adata aerocool akasa alphacool amd antec apacer apevia apnx arctic asrock asus avermedia avexir azza
    biostar bitfenix biwin bitspower chieftec colorful coolmax corsair cougar creative crucial cryorig deepcool dell
    dynatron ecs elgato endorfy enermax evercool evga fanxiang gainward galax gamdias gamemax geil gelid gigabyte
    goodram hitachi hikvision hp hyte innodisk inno3d inland intel intenso inwin jonsbo kingspec kingston kioxia klevv
    kolink lenovo lepa lexar lite-on logisys mellanox micron msi mushkin netac noctua nvidia nzxt ocz oloy orico palit
    patriot phanteks plextor pny powercolor powerspec prolimatech raidmax raijintek razer rosewill sabrent samsung
    sandisk sapphire scythe seagate seasonic segotep sharkoon silentiumpc siig solidigm sparkle silverstone startech
    streacom supermicro swiftech tecware teamgroup thermalright thermaltake timetec toshiba tp-link transcend trendnet
    verbatim v-color visiontek xfx xigmatek xilence yeston zalman zotac his diypc montech mountain netgear tyan sliger
    darkflash arctic-silver thermal-grizzly cooler-master western-digital be-quiet fractal-design lian-li silicon-power
    id-cooling fsp super-flower in-win sk-hynix pc-power-cooling cooljag iceberg-thermal mars-gaming lc-power ek
"""

_BRAND_SPELLINGS: Final[dict[str, str]] = {
    "wd": "western-digital", "hgst": "hitachi", "hynix": "sk-hynix", "g.skill": "gskill", "g skill": "gskill",
    "gskill": "gskill", "team": "teamgroup", "team group": "teamgroup", "a-data": "adata", "xpg": "adata",
    "hyperx": "kingston", "ballistix": "crucial", "aorus": "gigabyte", "rog": "asus", "tuf": "asus", "proart": "asus",
    "phantom gaming": "asrock", "asrockrack": "asrock", "super micro": "supermicro", "inno 3d": "inno3d",
    "kfa2": "galax", "fsp group": "fsp", "sea sonic": "seasonic", "coolermaster": "cooler-master", "ekwb": "ek",
    "fractal": "fractal-design", "bequiet": "be-quiet", "be quiet!": "be-quiet", "inwin": "in-win", "lianli": "lian-li",
    "gelid solutions": "gelid",
    "creative labs": "creative", "liteon": "lite-on", "sama": "sama",
    "技嘉": "gigabyte", "华硕": "asus", "三星": "samsung", "海盗船": "corsair", "金士顿": "kingston",
    "蓝宝石": "sapphire", "英特尔": "intel", "九州风神": "deepcool", "微星": "msi", "影驰": "galax",
    "西部数据": "western-digital", "希捷": "seagate", "先马": "sama", "闪迪": "sandisk",
}  # fmt: skip

BRANDS: Final[dict[str, str]] = {
    **{name: name for name in _BRAND_NAMES.split()},
    **{name.replace("-", " "): name for name in _BRAND_NAMES.split() if "-" in name},
    **_BRAND_SPELLINGS,
}
"""Each spelling of a brand, and the brand. A series that only one maker sells (`AORUS`, `HyperX`) speaks for it."""

SERIES_BRANDS: Final = _words("xpg hyperx ballistix aorus rog tuf proart")
"""Spellings in BRANDS that also belong to the model, and stay among its words."""

MAKERS_OF_CHIPS: Final = _words("nvidia amd intel")
"""Brands that name the chip, not the maker, of a board or a card made by somebody else."""

BRAND = lazy(
    r"(?<![a-z0-9])(?:"
    + "|".join(re.escape(each) for each in sorted(BRANDS, key=len, reverse=True) if each.isascii())
    + r")(?![a-z0-9])|"
    + "|".join(each for each in BRANDS if not each.isascii())
)

DESKTOP_MEMORY: Final = _words(
    "aegis ballistix crosshair dominator flare fortis fury-beast fury-renegade gammix hyperx lancer predator ripjaws"
    " sniper spectrix t-force trident vengeance viper vulcan xpg"
)
"""Series of memory that are unbuffered modules for desktops, unless the name says SO-DIMM or registered."""

COLOURS: Final = _words(
    "black white silver red blue green grey gray pink yellow orange purple brown beige teal turquoise matte snow gold"
    " clear transparent ivory metallic gunmetal bronze copper cyan multicolor"
)

NOISE: Final = _words(
    "the an with and or for of in on by to from new used refurbished series edition oem tray box boxed retail bulk"
    " version model item latest original genuine official brand generation gen each pcs pc unit units ver rev"
    " cl stock my is etc via support supports supported compatible up only enabled"
)
"""Words that name nothing, whatever the kind."""

DESCRIPTIONS: Final[dict[Kind, frozenset[str]]] = {
    "cpu": _words("processor core cores thread threads ghz mhz dual quad hexa six octa eight cpu desktop unlocked lga"),
    "motherboard": _words(
        "motherboard mainboard board atx eatx itx micro mini extended matx amd intel ddr lga am socket chipset csm"
        " desktop ssi eeb ceb ga"
    ) - {"csm"},
    "memory": _words(
        "memory ram dram dimm desktop kit pin mhz mt mts s dual channel quad unbuffered xmp expo intel amd pc reg"
    ),
    "gpu": _words(
        "video graphics graphic card gpu gddr gddr d ddr geforce radeon nvidia amd intel hbm pci express pcie desktop"
        " memory lhr bit vram overclocked cooled"
    ),
    "storage": _words(
        "solid state drive disk ssd hdd hard internal nvme pcie pci express sata gb disc nand tlc qlc mlc bare data"
        " inch desktop cache rpm boot drives mb center"
    ),
    "psu": _words(
        "power supply psu watt watts w certified plus modular fully full semi non atx gold bronze platinum"
        " titanium silver unit rated efficient desktop units"
    ),
    "case": _words(
        "case tower mid full midi mini atx itx micro desktop eatx computer chassis pc tempered glass tg side panel"
        " window windowed usb type c a front acrylic solid steel gaming htpc mesh cabinet enclosure extended matx"
        " tinted tint windows server sst"
    ) - {"mini", "mesh", "micro", "a", "c", "server", "gaming", "steel", "itx"},
    "cooler": _words(
        "cpu cooler cfm liquid water air aio bearing sleeve rifle fluid dynamic hydraulic all one mm fan fans heatsink"
        " db processor cooling fanless watercooling tower dual single"
    ),
    "fan": _words("fan fans case mm cfm pwm pack pin of cooling sleeve fluid dynamic bearing db rpm x nf"),
    "card": _words(
        "network adapter controller card wireless wired wifi pci express pcie ethernet sound gigabit gb s mbps gbps"
    ),
    "accessory": _words("thermal paste compound g cable adapter"),
}  # fmt: skip
"""What lists say of a product besides its name: it need not be in the catalog's name, nor be repeated by a list."""

SOFT: Final[dict[Kind, frozenset[str]]] = {
    "motherboard": _words("gaming"),
    "gpu": _words("oc gaming"),
    "memory": _words("gaming"),
    "storage": _words("heatsink"),
    "case": _words("gaming mesh itx"),
    "cooler": _words("led"),
    "psu": _words("gaming"),
}
"""Words that products of one name bear or lack from list to list; they only order candidates."""

MARKS: Final = _words(
    "ti super xt xtx gre le plus pro max evo ultra xl mini compact nano slim lite neo se wifi rgb argb drgb digital"
    " elite extreme hybrid ftw sc ssc amp trio trinity ii iii iv vi vii viii ix xi xii xiii lp sff itx light"
    " eco green lcd link ac ax be hero formula apex shift refresh ddr4 so-dimm rdimm lrdimm camm2 supply"
)
"""Words by which makers tell one model from the next. A name that has one more than the list is another product, as
is one with another number or another single letter; any other word it has more may only have gone unsaid."""

BOARDS_WITH_EITHER_MEMORY: Final = _words("b660 b760 h610 h670 h770 z690 z790")
"""Chipsets whose boards are sold in a DDR4 and a DDR5 version; makers write `DDR4` into the name of the older one."""

SYNONYMS: Final[dict[str, str]] = {
    "fe": "founders", "ssds": "ssd", "hdds": "hdd", "drgb": "argb", "extream": "extreme",
}  # fmt: skip
"""Spellings of one word."""
