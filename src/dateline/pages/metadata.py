"""Takes a parsed page, gives what its head and its JSON-LD say about it; looks at no visible text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from dateline.pages.html_tree import Tree
from dateline.text import squeeze

_ARTICLE = re.compile(
    r"(?:News|Reportage|Opinion|Analysis|Review|Background|Satirical|Scholarly|Tech)?Article$|^BlogPosting$|^Report$|^LiveBlogPosting$|^PressRelease$"
)
_LISTING = frozenset({"CollectionPage", "ItemList", "Blog", "SearchResultsPage"})
_FIELDS = {
    "og:title": "title", "twitter:title": "title", "article:published_time": "published", "og:type": "type",
    "og:site_name": "site", "article:section": "section", "author": "author", "article:tag": "tag",
    "generator": "generator",
    "date": "published", "dc.date": "published", "dc.date.issued": "published", "dcterms.date": "published",
    "dcterms.issued": "published", "dc.title": "title", "pubdate": "published", "article.published": "published",
    "og:article:published_time": "published", "datepublished": "published", "publishdate": "published",
    "sailthru.date": "published", "parsely-pub-date": "published", "parsely-author": "author", "parsely-title": "title",
    "dc.creator": "author", "og:url": "canonical", "dcterms.created": "published", "og:description": "description",
    "description": "description",
}  # fmt: skip
_MOST = 2_000_000


@dataclass(slots=True)
class Meta:
    """`kind`: article, listing or None where the page does not say; `published` as stamped; `language` BCP 47."""

    title: str | None = None
    site: str | None = None
    published: str | None = None
    section: str | None = None
    canonical: str | None = None
    description: str | None = None
    generator: str = ""
    language: str | None = None
    kind: str | None = None
    base: str | None = None
    head_title: str | None = None
    article_body: str | None = None
    next: str | None = None
    authors: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    breadcrumb: list[str] = field(default_factory=list)
    feeds: list[str] = field(default_factory=list)
    articles: int = 0


def read_metadata(tree: Tree) -> Meta:
    """Read `html`, `meta`, `link`, `title`, `base` and JSON-LD; damaged parts are passed over."""
    meta = Meta()
    root = tree.root
    if root is None:
        return meta
    meta.language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip()[
        :20
    ] or None
    for node in root.iter("meta", "link", "title", "base", "script"):
        tag = node.tag
        if tag == "meta":
            _meta(meta, node)
        elif tag == "link":
            _link(meta, node)
        elif tag == "title":
            meta.head_title = meta.head_title or squeeze(node.text or "") or None
        elif tag == "base":
            meta.base = meta.base or node.get("href")
        elif "ld+json" in (node.get("type") or ""):
            _json_ld(meta, node.text or "")
    return meta


def _meta(meta: Meta, node: Any) -> None:
    name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
    content = squeeze(node.get("content") or "")
    told = _FIELDS.get(name)
    if not told or not content:
        return
    if told == "type":
        meta.kind = meta.kind or (
            "article" if content.lower() in ("article", "news", "newsarticle", "blogposting") else None
        )
    elif told == "author":
        if "://" not in content and content not in meta.authors:
            meta.authors.append(content)
    elif told == "tag":
        meta.tags.append(content)
    elif getattr(meta, told) in (None, ""):
        setattr(meta, told, content)


def _link(meta: Meta, node: Any) -> None:
    relation = (node.get("rel") or "").lower().split()
    href = node.get("href") or ""
    if "canonical" in relation:
        meta.canonical = href or meta.canonical
    elif "next" in relation:
        meta.next = href
    elif "alternate" in relation and re.search(r"rss|atom|feed\+json", node.get("type") or ""):
        meta.feeds.append(href)


def _json_ld(meta: Meta, text: str) -> None:
    if len(text) > _MOST:
        return
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        data = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return
    stack, seen = [data], 0
    while stack and seen < 500:
        entry = stack.pop(0)
        seen += 1
        if isinstance(entry, list):
            stack.extend(entry)
        elif isinstance(entry, dict):
            _entry(meta, entry)
            stack.extend(
                entry[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if isinstance(entry.get(k), (dict, list))
            )


def _entry(meta: Meta, entry: dict[str, Any]) -> None:
    types = entry.get("@type")
    kinds = [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]
    if any(k == "BreadcrumbList" for k in kinds):
        meta.breadcrumb = meta.breadcrumb or [n for e in _list(entry.get("itemListElement")) if (n := _crumb(e))]
    if any(k in _LISTING for k in kinds):
        meta.kind = meta.kind or "listing"
    if not any(_ARTICLE.search(k) for k in kinds):
        return
    meta.articles += 1
    if meta.articles > 1:
        return
    meta.kind = "article"
    meta.title = meta.title or _text(entry.get("headline"))
    meta.published = _text(entry.get("datePublished")) or meta.published
    meta.section = meta.section or _text(entry.get("articleSection"))
    meta.article_body = _text(entry.get("articleBody"))
    named = [_text(a.get("name")) if isinstance(a, dict) else _text(a) for a in _list(entry.get("author"))]
    meta.authors = [a for a in named if a and "://" not in a] or meta.authors


def _crumb(entry: Any) -> str | None:
    if not isinstance(entry, dict):
        return None
    inner = entry.get("item")
    return _text(entry.get("name")) or (_text(inner.get("name")) if isinstance(inner, dict) else None)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return squeeze(value) or None if isinstance(value, str) else None
