"""Takes the CLDR names that Babel carries, writes `src/dateline/data/lexicon/dates-cldr.csv`; run after a CLDR release.

Rows are `language,kind,value,word`: month (1–12), weekday (1 = Monday), ampm (am, pm). Names with digits in them
(`tháng 5`, `5月`) and one-letter names are left out: the reader of dates takes them apart itself.
"""

from __future__ import annotations

import csv
import re
from itertools import product
from multiprocessing import get_context
from pathlib import Path

from babel.dates import get_day_names, get_month_names, get_period_names

LOCALES = [
    "en",
    "ar",
    "ar_SY",
    "ar_DZ",
    "ar_TN",
    "ar_MA",
    "fa",
    "ur",
    "ps",
    "he",
    "tr",
    "az",
    "ckb",
    "ku",
    "ru",
    "uk",
    "be",
    "bg",
    "mk",
    "sr",
    "sr_Latn",
    "hr",
    "bs",
    "sl",
    "cs",
    "sk",
    "pl",
    "de",
    "de_AT",
    "nl",
    "fr",
    "es",
    "pt",
    "it",
    "ca",
    "gl",
    "eu",
    "ro",
    "el",
    "hu",
    "fi",
    "et",
    "lv",
    "lt",
    "sv",
    "da",
    "nb",
    "nn",
    "is",
    "fo",
    "ga",
    "cy",
    "sq",
    "id",
    "ms",
    "fil",
    "sw",
    "so",
    "ha",
    "am",
    "ka",
    "hy",
    "kk",
    "uz",
    "ky",
    "tg",
    "tk",
    "mn",
    "hi",
    "bn",
    "ne",
    "mr",
    "pa",
    "gu",
    "ta",
    "te",
    "kn",
    "ml",
    "si",
    "th",
    "km",
    "lo",
    "my",
    "vi",
    "ko",
    "ja",
    "zh",
    "af",
    "lb",
    "mt",
]
TARGET = Path(__file__).parents[1] / "src/dateline/data/lexicon/dates-cldr.csv"
AMBIGUOUS = frozenset({"on"})  # Nynorsk Wednesday, and the English word before a date
PREFIX = re.compile(r"^(?:de |d’|d'|di |ngày |an )", re.IGNORECASE)


def names(code: str) -> list[tuple[str, str, str]]:
    """Kind, value and word of every month, weekday and half of the day of one locale."""
    found = []
    for context, width in product(("format", "stand-alone"), ("wide", "abbreviated")):
        found += [("month", str(n), word) for n, word in get_month_names(width, context, code).items()]
        found += [("weekday", str(n + 1), word) for n, word in get_day_names(width, context, code).items()]
        periods = get_period_names(width, "format", code)
        found += [("ampm", period, word) for period, word in periods.items() if period in ("am", "pm")]
    return found


def rows() -> list[tuple[str, str, str, str]]:
    """All rows, sorted within their language, each once."""
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:  # Babel leaks names of one locale into the next
        tables = pool.map(names, LOCALES, chunksize=1)
    found: dict[tuple[str, str, str, str], None] = {}
    for code, table in zip(LOCALES, tables, strict=True):
        for kind, value, word in table:
            bare = PREFIX.sub("", word.strip().strip(".")).strip()
            if len(bare) > 1 and bare not in AMBIGUOUS and not any(c.isdigit() for c in bare):
                found[(code.split("_")[0], kind, value, bare)] = None
    return sorted(found, key=lambda r: (r[0], r[1], int(r[2]) if r[2].isdigit() else 0, r[2], r[3]))


def main() -> None:
    """Write the file anew."""
    with TARGET.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(("language", "kind", "value", "word"))
        writer.writerows(rows())


if __name__ == "__main__":
    main()
