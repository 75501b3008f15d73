"""Units as tables: time, money, measures, and what a word after a number can and cannot be.

Money has the codes of ISO 4217 (those of past currencies included), time the English names, measures the symbols of the
*Brochure sur le SI* and of French use (``Go``, ``km/h``).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from msgspec import Struct

from etraces_cite.extract.lexicon import with_plain_forms
from etraces_cite.model import Kind

__all__ = ["ATTACHED", "CONTINUED", "CURRENCY_BEFORE", "SECONDS", "SYMBOLS", "TAXES", "UNIT_WORDS", "Unit"]


class Unit(Struct, frozen=True):
    """A unit as a word or a symbol gives it."""

    code: str
    kind: Kind
    factor: int | Fraction = 1
    """What the amount is multiplied by: ``trimestre`` is 3 months, ``M€`` a million euros."""
    ambiguous: bool = False
    """True for a word that *un* may precede as an article: ``un point important``."""


def _units(kind: Kind, table: Mapping[str, str], *, ambiguous: bool = False) -> dict[str, Unit]:
    return {form: Unit(code, kind, ambiguous=ambiguous) for code, forms in table.items() for form in forms.split("|")}


_TIME = with_plain_forms(
    _units(
        Kind.DURATION,
        {
            "second": "seconde|secondes|sec", "minute": "minute|minutes|min|mn|mins", "hour": "heure|heures",
            "day": "jour|jours", "week": "semaine|semaines", "month": "mois", "year": "an|ans|année|années|annees",
        },
    )
    | {
        "trimestre": Unit("month", Kind.DURATION, 3), "trimestres": Unit("month", Kind.DURATION, 3),
        "semestre": Unit("month", Kind.DURATION, 6), "semestres": Unit("month", Kind.DURATION, 6),
        "décennie": Unit("year", Kind.DURATION, 10), "décennies": Unit("year", Kind.DURATION, 10),
        "demi-journée": Unit("day", Kind.DURATION, Fraction(1, 2)), "demi-journées": Unit("day", Kind.DURATION, Fraction(1, 2)),
        "siècle": Unit("year", Kind.DURATION, 100), "siècles": Unit("year", Kind.DURATION, 100),
    }
)  # fmt: skip

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
"""Units of time that convert exactly; months and years only into each other (12)."""

_MONEY = with_plain_forms(
    _units(
        Kind.MONEY,
        {
            "EUR": "euro|euros", "USD": "dollar|dollars", "GBP": "pound|pounds", "FRF": "franc|francs", "JPY": "yen|yens",
            "CNY": "yuan|yuans", "INR": "roupie|roupies", "RUB": "rouble|roubles", "ILS": "shekel|shekels|sheqel|sheqels", "IRR": "rial|rials",
            "SAR": "riyal|riyals", "DEM": "mark|marks|deutschemark|deutschemarks", "NLG": "florin|florins", "ITL": "lire|lires",
            "ESP": "peseta|pesetas", "PTE": "escudo|escudos", "MAD": "dirham|dirhams", "PLN": "zloty|zlotys", "HUF": "forint|forints",
            "THB": "baht|bahts", "KRW": "won|wons", "ZAR": "rand|rands", "BRL": "réal|réaux|réals|real|reals|reais", "TRY": "livre turque|livres turques",
            "UAH": "hryvnia|hryvnias", "BTC": "bitcoin|bitcoins", "VND": "dong|dongs", "GRD": "drachme|drachmes",
            "cent": "cent|cents", "centime": "centime|centimes", "GBX": "pence|penny", "pesewa": "pesewa|pesewas",
            "peso": "peso|pesos", "dinar": "dinar|dinars", "HTG": "gourde|gourdes", "NGN": "naira|nairas",
            "XDR": "dts", "kopeck": "kopeck|kopecks|kopek|kopeks", "anc.": "ancien franc|anciens francs", "XOF": "fcfa",
        },
    )
)  # fmt: skip
for _sole in (
    "cent",
    "lire",
    "dong",
    "won",
    "mark",
    "real",
    "rand",
    "gourde",
    "gourdes",
    "livre turque",
    "livres turques",
):
    _MONEY[_sole] = Unit(_MONEY[_sole].code, Kind.MONEY, ambiguous=True)
del _MONEY["cent"], _MONEY["livre turque"], _MONEY["livres turques"], _MONEY["ancien franc"], _MONEY["anciens francs"]

_METRIC = {"": "", "k": "kilo", "c": "centi", "m": "milli", "d": "déci", "h": "hecto", "da": "déca", "M": "méga", "G": "giga",
           "T": "téra", "P": "péta", "µ": "micro", "n": "nano"}  # fmt: skip
_BASES = {
    "m": ("mètre", "cdmkhµn", "c d m k h da µ n"),
    "g": ("gramme", "", "k c m d h µ n"),
    "l": ("litre", "", "c m d h"),
    "W": ("watt", "", "k M G T m"),
    "Wh": ("wattheure", "", "k M G T"),
    "V": ("volt", "", "k m"),
    "A": ("ampère", "", "k m"),
    "Hz": ("hertz", "", "k M G T"),
    "o": ("octet", "", "k M G T P"),
    "J": ("joule", "", "k M G"),
    "Pa": ("pascal", "", "h k M"),
    "bit": ("bit", "", "k M G"),
    "cal": ("calorie", "", "k"),
    "N": ("newton", "", "k"),
}


def _metric_words() -> dict[str, str]:
    words: dict[str, str] = {}
    for symbol, (noun, _, prefixes) in _BASES.items():
        for prefix in ("", *prefixes.split()):
            name = _METRIC[prefix] + noun
            code = {"ko": "Ko"}.get(prefix + symbol, prefix + symbol)
            for form in (name, name + "s"):
                words[form] = code
    return words


_MEASURES = with_plain_forms(
    _units(
        Kind.NUMBER,
        {
            "kg": "kilo|kilos", "t": "tonne|tonnes", "q": "quintal|quintaux", "ha": "hectare|hectares", "are": "are|ares",
            "°": "degré|degrés|degrès|deg", "°C": "celsius|centigrade|centigrades", "°F": "fahrenheit", "K": "kelvin|kelvins",
            "mile": "mile|miles", "gal": "gallon|gallons", "lm": "lumen|lumens", "dB": "décibel|décibels", "rad": "radian|radians",
            "nœud": "nœud|nœuds|noeud|noeuds", "px": "pixel|pixels", "Mpx": "mégapixel|mégapixels", "baril": "baril|barils",
            "acre": "acre|acres", "once": "once|onces", "Wh": "watt-heure|watts-heure|wattheures",
            "kWh": "kilowatt-heure|kilowatts-heure|kilowattheures|kilowattheure", "MWh": "mégawatt-heure|mégawatts-heure|mégawattheures|mégawattheure",
            "GWh": "gigawatt-heure|gigawatts-heure|gigawattheures|gigawattheure", "TWh": "térawatt-heure|térawatts-heure|térawattheures|térawattheure",
            "km/h": "kilomètre-heure|kilomètres-heure|kilomètre/heure|kilomètres/heure", "bar": "bar|bars", "ppm": "ppm",
            "ETP": "etp", "ETPT": "etpt", "tep": "tep", "point": "pts", "mSv": "millisievert|millisieverts",
            "Sv": "sievert|sieverts", "Bq": "becquerel|becquerels", "année-lumière": "année-lumière|années-lumière",
        },
    )
    | {word: Unit(code, Kind.NUMBER) for word, code in _metric_words().items()}
)  # fmt: skip
for _sole in (
    "are",
    "once",
    "bar",
    "bars",
    "nœud",
    "noeud",
    "baril",
    "mile",
    "acre",
    "bit",
    "volt",
    "pixel",
    "degré",
    "degre",
):
    _MEASURES[_sole] = Unit(_MEASURES[_sole].code, Kind.NUMBER, ambiguous=True)

_COUNTS = {
    "point": Unit("point", Kind.NUMBER, ambiguous=True), "points": Unit("point", Kind.NUMBER),
    "fois": Unit("fois", Kind.NUMBER, ambiguous=True),
    "pourcent": Unit("%", Kind.PERCENT), "pourcents": Unit("%", Kind.PERCENT),
    "pourcentage": Unit("%", Kind.PERCENT, ambiguous=True), "pourcentages": Unit("%", Kind.PERCENT),
    "pour cent": Unit("%", Kind.PERCENT), "pour mille": Unit("‰", Kind.PERCENT),
}  # fmt: skip

UNIT_WORDS: Mapping[str, Unit] = {**_MEASURES, **_MONEY, **_TIME, **_COUNTS}
"""Units by their first words in lower case."""

CONTINUED: Mapping[str, Mapping[str, Unit]] = {}
"""Longer units, by the code that their first word has alone and the words that follow it."""


def _continued() -> dict[str, dict[str, Unit]]:
    table: dict[str, dict[str, Unit]] = {}

    def add(code: str, kind: Kind, longer: Mapping[str, str]) -> None:
        units = _units(kind, longer)
        table.setdefault(code, {}).update(with_plain_forms(units))

    money = Kind.MONEY
    add(
        "FRF",
        money,
        {
            "CHF": "suisses|suisse",
            "XOF": "cfa",
            "BEF": "belges|belge",
            "XPF": "pacifique|pacifiques",
            "LUF": "luxembourgeois",
            "CDF": "congolais",
            "FRF": "français",
            "GNF": "guinéens",
        },
    )
    add(
        "USD",
        money,
        {
            "USD": "américains|américain|us",
            "CAD": "canadiens|canadien",
            "AUD": "australiens|australien",
            "HKD": "de hong-kong|de hong kong|hongkongais",
            "NZD": "néo-zélandais",
            "SGD": "de singapour",
            "TWD": "taïwanais",
        },
    )
    add(
        "INR",
        money,
        {
            "INR": "indiennes|indienne",
            "PKR": "pakistanaises",
            "LKR": "sri-lankaises",
            "MUR": "mauriciennes",
            "IDR": "indonésiennes",
            "NPR": "népalaises",
        },
    )
    add(
        "dinar",
        money,
        {
            "DZD": "algériens|algérien",
            "TND": "tunisiens|tunisien",
            "KWD": "koweïtiens",
            "RSD": "serbes",
            "IQD": "irakiens",
            "JOD": "jordaniens",
            "LYD": "libyens",
            "BHD": "bahreïniens",
        },
    )
    add(
        "peso",
        money,
        {
            "MXN": "mexicains|mexicain",
            "ARS": "argentins|argentin",
            "CLP": "chiliens|chilien",
            "COP": "colombiens",
            "CUP": "cubains",
            "PHP": "philippins",
        },
    )
    add("MAD", money, {"MAD": "marocains|marocain", "AED": "émiratis|des émirats"})
    add("DEM", money, {"FIM": "finlandais", "DEM": "allemands|allemand"})
    add("NLG", money, {"NLG": "hollandais|néerlandais"})
    add(
        "livre",
        money,
        {
            "GBP": "sterling|sterlings|britanniques|anglaises",
            "EGP": "égyptiennes",
            "LBP": "libanaises",
            "TRY": "turques|turque",
            "SYP": "syriennes",
        },
    )
    add(
        "couronne",
        money,
        {
            "SEK": "suédoises|suédoise",
            "NOK": "norvégiennes|norvégienne",
            "DKK": "danoises|danoise",
            "CZK": "tchèques|tchèque",
            "ISK": "islandaises",
        },
    )
    for cent in ("cent", "centime"):
        table[cent] = dict.fromkeys(("d'euro", "d'euros"), Unit("EUR", money, Fraction(1, 100)))
    number = Kind.NUMBER
    for prefix in ("", "k", "c", "m", "d", "h"):
        symbol = f"{prefix}m"
        add(symbol, number, {f"{symbol}²": "carrés|carré", f"{symbol}³": "cubes|cube"})
    add("km", number, {"km/h": "par heure|à l'heure|a l'heure|heure"})
    add("m", number, {"m/s": "par seconde"})
    add("mile", number, {"mile/h": "par heure|à l'heure|a l'heure"})
    add("°", number, {"°C": "celsius|c|centigrade|centigrades", "°F": "fahrenheit|f", "K": "kelvin"})
    add("point", number, {"point": "de pourcentage|de pourcentages", "point de base": "de base"})
    add("t", number, {"t": "métriques|métrique"})
    return table


CONTINUED = _continued()

_SYMBOL_UNITS = (
    {symbol: Unit("EUR", Kind.MONEY) for symbol in ("€", "EUR", "euro", "euros", "Euro", "Euros", "EURO", "EUROS")}
    | {symbol: Unit("USD", Kind.MONEY) for symbol in ("$", "USD", "US$", "$US", "$USD", "$ US", "$ usd", "$ USD")}
    | {symbol: Unit(code, Kind.MONEY) for symbol, code in {
        "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₪": "ILS", "₩": "KRW", "₿": "BTC", "FCFA": "XOF", "F CFA": "XOF", "CFA": "XOF",
        "$CAD": "CAD", "$ CAD": "CAD", "$CA": "CAD", "$ CA": "CAD", "$ c": "CAD", "CA$": "CAD", "CAD$": "CAD", "$ hk": "HKD", "$ HK": "HKD", "$HK": "HKD",
        "$AU": "AUD", "$ AU": "AUD", "A$": "AUD", "F": "FRF", "FF": "FRF", "Fr.": "CHF", "¢": "cent",
    }.items()}
    | {code: Unit(code, Kind.MONEY) for code in (
        "GBP", "CHF", "JPY", "CNY", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RUB", "INR", "BRL", "MXN", "ZAR", "TRY", "ILS",
        "SAR", "AED", "MAD", "DZD", "TND", "XOF", "XAF", "XPF", "HKD", "SGD", "KRW", "THB", "EGP", "FRF", "BEF", "DEM", "ITL", "ESP", "UAH", "BTC", "ETH",
    )}
)  # fmt: skip


def _scaled_money() -> dict[str, Unit]:
    scales = {
        "k": 10**3,
        "K": 10**3,
        "M": 10**6,
        "m": 10**6,
        "Mio": 10**6,
        "Md": 10**9,
        "Mds": 10**9,
        "Mrd": 10**9,
        "Mrds": 10**9,
        "md": 10**9,
        "mds": 10**9,
    }
    signs = {
        "€": "EUR",
        "$": "USD",
        "£": "GBP",
        "EUR": "EUR",
        "USD": "USD",
        "$US": "USD",
        "FCFA": "XOF",
        "F": "FRF",
        "CHF": "CHF",
    }
    return {
        f"{scale}{space}{sign}": Unit(code, Kind.MONEY, factor)
        for scale, factor in scales.items()
        for sign, code in signs.items()
        for space in ("", " ")
        if not (scale == "m" and sign == "F")
    }


_MEASURE_SYMBOLS = (
    "km m cm mm dm hm µm nm km² m² cm² mm² km³ m³ cm³ dm³ ha a kg g mg µg ng t kt Mt Gt l L cl ml mL dl dL hl W kW MW GW TW Wh kWh MWh GWh TWh V kV mV "
    "A mA Ah mAh Hz kHz MHz GHz Ko ko Mo Go To Po Kio Mio Gio Tio Pio KiB MiB GiB TiB kB KB MB GB TB Mb Gb bit/s kbit/s Mbit/s Gbit/s Mb/s Gb/s Mo/s Go/s km/h m/s km/s mph °C °F ° K Pa hPa kPa MPa "
    "J kJ MJ GJ kcal cal N kN dB dBA px Mpx dpi ppp ppm ppb rad lm lx mol mmol Bq kBq Sv mSv µSv tep ktep Mtep €/m² gCO2 kgCO2 tCO2 MtCO2 gCO2e kgCO2e tCO2e MtCO2e gCO2/km g/km g/l mg/l µg/l µg/m³ mg/kg g/kg l/s m³/s m³/h "
    "tours/min tr/min kWh/m² hab/km² hab./km² habitants/km² ch cv FPS fps"
).split()
_SYMBOL_ALIASES = {"km2": "km²", "m2": "m²", "cm2": "cm²", "mm2": "mm²", "m3": "m³", "cm3": "cm³", "dm3": "dm³", "km3": "km³", "kms": "km", "kgs": "kg",
                   "Km": "km", "KM": "km", "Kg": "kg", "KG": "kg", "mn": "min", "ug": "µg", "kmh": "km/h", "Km/h": "km/h", "km/H": "km/h", "kph": "km/h",
                   "μm": "µm", "μg": "µg", "gal": "gal", "lbs": "lb", "lb": "lb", "oz": "oz", "mi": "mile", "octets": "o", "ºC": "°C", "º": "°", "℃": "°C"}  # fmt: skip
_CONTENTS = {
    f"{mass}{slash}{whole}": f"{mass}/{whole.replace('m3', 'm³')}"
    for mass in ("g", "mg", "µg", "ng")
    for whole in ("l", "L", "dl", "dL", "ml", "mL", "g", "kg", "m³", "m3")
    for slash in ("/", " / ")
} | {f"{litre}/100{space}km": "l/100 km" for litre in ("l", "L") for space in ("", " ")}
_TIME_SYMBOLS = {
    "h": "hour",
    "H": "hour",
    "min": "minute",
    "mn": "minute",
    "mins": "minute",
    "s": "second",
    "sec": "second",
    "ms": "ms",
    "j": "day",
}

SYMBOLS: Mapping[str, Unit] = (
    {"%": Unit("%", Kind.PERCENT), "‰": Unit("‰", Kind.PERCENT), "p.100": Unit("%", Kind.PERCENT), "p. 100": Unit("%", Kind.PERCENT),
     "x": Unit("fois", Kind.NUMBER), "pt": Unit("point", Kind.NUMBER), "pts": Unit("point", Kind.NUMBER)}
    | {symbol: Unit(symbol, Kind.NUMBER) for symbol in _MEASURE_SYMBOLS}
    | {symbol: Unit(code, Kind.NUMBER) for symbol, code in (_SYMBOL_ALIASES | _CONTENTS).items()}
    | {symbol: Unit(code, Kind.DURATION) for symbol, code in _TIME_SYMBOLS.items()}
    | _SYMBOL_UNITS
    | _scaled_money()
)  # fmt: skip
"""Units by their symbol, in the case they are written in."""

ATTACHED = {symbol: unit for symbol, unit in SYMBOLS.items() if symbol not in ("a", "K", "A", "F", "N", "To")}
"""Symbols that may touch the last digit: not those that also end a name."""

CURRENCY_BEFORE: Mapping[str, str] = {
    "€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY", "₽": "RUB", "₹": "INR", "₪": "ILS", "₩": "KRW", "₿": "BTC", "us$": "USD", "usd$": "USD",
    "$us": "USD", "mxn$": "MXN", "aud$": "AUD", "cad$": "CAD", "nzd$": "NZD", "ca$": "CAD", "a$": "AUD", "hk$": "HKD", "c$": "CAD",
} | {unit.code.lower(): unit.code for unit in _SYMBOL_UNITS.values() if len(unit.code) == 3 and unit.code.isupper()}  # fmt: skip
"""Signs and codes that stand before an amount, in lower case."""

TAXES: Mapping[str, str] = {
    "ht": "HT", "h.t.": "HT", "hors taxes": "HT", "hors taxe": "HT", "ttc": "TTC", "t.t.c.": "TTC", "toutes taxes comprises": "TTC", "htva": "HT", "hors tva": "HT",
}  # fmt: skip
