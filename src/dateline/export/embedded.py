"""An entry → what a page embeds for machines: schema.org JSON-LD, `citation_*` meta tags, a COinS string.

Gives data, never markup; the templates escape it.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote_plus

from dateline.export.entry import Entry


def json_ld(entry: Entry) -> str:
    """A schema.org `NewsArticle` that is safe inside a `<script>` element: `<`, `>` and `&` are written as escapes."""
    item = entry.item
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": entry.page,
        "headline": item.headline,
        "author": [{"@type": "Organization" if not item.authors else "Person", "name": n} for n in entry.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": entry.outlet.name},
        "articleBody": item.body,
        "isBasedOn": [address for address in (item.url, _capture(entry)) if address],
        "mainEntityOfPage": entry.page,
        "version": item.version,
    }
    optional = {
        "datePublished": item.published,
        "dateline": item.published_as,
        "articleSection": item.category,
        "keywords": ", ".join(item.tags),
        "inLanguage": item.language,
        "citation": list(item.credit),
    }
    record |= {name: value for name, value in optional.items() if value}
    if entry.outlet.url:
        record["publisher"]["url"] = entry.outlet.url
    text = json.dumps(record, ensure_ascii=False, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def meta_tags(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The Highwire tags Zotero and Google Scholar read on a single item, as (name, content)."""
    item = entry.item
    tags = [("citation_title", entry.title), *(("citation_author", name) for name in entry.authors)]
    if entry.day:
        tags += [("citation_publication_date", f"{entry.day:%Y/%m/%d}"), ("citation_date", entry.day.isoformat())]
    tags += [("citation_journal_title", entry.outlet.name), ("citation_public_url", entry.url)]
    if item.language:
        tags.append(("citation_language", item.language))
    if item.tags:
        tags.append(("citation_keywords", "; ".join(item.tags)))
    return tuple(tags)


def coins(entry: Entry) -> str:
    """The `title` of a COinS span: an OpenURL 1.0 context object (Dublin Core) for lists of items."""
    parts = [
        _COINS,
        quote_plus(entry.title),
        _pair("rft.source", entry.outlet.name),
        f"&rft.identifier={quote_plus(entry.url)}",
        *(_pair("rft.creator", name) for name in entry.authors),
    ]
    if entry.day:
        parts.append(f"&rft.date={entry.day.isoformat()}")
    if entry.item.language:
        parts.append(_pair("rft.language", entry.item.language))
    return "".join(parts)


_COINS = "ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc&rft.type=newspaperArticle&rft.title="


@lru_cache(maxsize=2000)
def _pair(name: str, value: str) -> str:
    """One more pair; a list names the same outlets and languages again and again."""
    return f"&{name}={quote_plus(value)}"


def _capture(entry: Entry) -> str | None:
    if not entry.capture:
        return None
    root = entry.page.rsplit("/item/", 1)[0]
    return f"{root}/capture/{entry.capture}"
