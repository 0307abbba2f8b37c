"""Takes a region of a page, gives a draft of the item in it: title, address, date, category, authors, tags; reads no
body.

A declared selector comes first, then what classes, item properties and relations tell, then the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from dateline.pages.dates import PrintedDate, find_dates
from dateline.pages.furniture_words import bare, words
from dateline.pages.html_regions import Draft, Region
from dateline.pages.html_select import select
from dateline.pages.html_tree import Node, Tree
from dateline.pages.html_words import fields_of, table
from dateline.pages.sites import Reader
from dateline.text import squeeze

LONGEST = {"date": 120, "category": 100, "author": 120, "tags": 300, "number": 60, "title": 400}
PROSE = 160
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PROPERTIES = {
    "datePublished": "date", "dateCreated": "date", "articleSection": "category", "author": "author",
    "keywords": "tags", "headline": "title", "name": "title", "dct:issued": "date", "schema:datePublished": "date",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of the page: its reader, address, languages and the moment of the capture."""

    reader: Reader
    base: str = ""
    languages: tuple[str, ...] = ()
    fetched: str | None = None

    def address(self, href: str) -> str | None:
        """The absolute address of a link, None for scripts, mails and anchors."""
        href = href.strip()
        if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:", "whatsapp:")):
            return None
        try:
            full = urljoin(self.base, href)
            return full.split("#")[0] if urlsplit(full).scheme in ("http", "https", "") else None
        except ValueError:
            return None


def read_draft(tree: Tree, region: Region, around: Around) -> Draft:
    """Read the fields of the item in a region."""
    draft = Draft(region)
    hinted = _hinted(tree, region)
    _title(tree, draft, around, hinted)
    _address(tree, draft, around, hinted)
    _date(tree, draft, around, hinted)
    for name in ("category", "author", "tags", "number", "form"):
        _listed(tree, draft, around, (name, hinted.get(name, [])))
    return draft


def _hinted(tree: Tree, region: Region) -> dict[str, list[Node]]:
    """Nodes of a region by the field that their names tell; the outermost short enough ones."""
    out: dict[str, list[Node]] = {}
    for node in region.nodes(tree):
        if node is region.node and node.tag != "a":
            continue
        for name in _told(node):
            known = out.setdefault(name, [])
            size = node.end - node.start
            if 0 < size <= LONGEST.get(name, 100) and (
                node.tag == "time" or not (known and node.order < known[-1].stop)
            ):
                known.append(node)
    return out


def _told(node: Node) -> tuple[str, ...]:
    """The fields one node may carry."""
    source = node.source
    relation = source.get("rel") or ""
    if "author" in relation:
        return ("author",)
    if "tag" in relation.split():
        names = {name for n in node.up()[1:4] for name in fields_of(n.raw)}
        return ("tags",) if "tags" in names or "category" not in relation else ("category",)
    if node.tag == "time":
        return () if fields_of(node.raw) == () and "updated" in node.raw and "published" not in node.raw else ("date",)
    told = _PROPERTIES.get(source.get("itemprop") or source.get("property") or "")
    if told and (told != "title" or node.tag in (*_HEADINGS, "a", "span")):
        return (told,)
    return fields_of(node.raw) if node.raw else ()


def _declared(tree: Tree, region: Region, selector: str) -> list[Node]:
    found = [n for n in select(tree, selector, region.order, region.stop) if tree.words(n)]
    return [n for i, n in enumerate(found) if not any(n.within(o) for o in found[:i])]


def _title(tree: Tree, draft: Draft, around: Around, hinted: dict[str, list[Node]]) -> None:
    region = draft.region
    if around.reader.title:
        nodes = _declared(tree, region, around.reader.title)
        if around.reader.item and not nodes:
            return
    else:
        nodes = _headings(tree, region) or _named_titles(tree, region, hinted) or _link_titles(tree, region)
    for node in nodes[:1]:
        draft.title = squeeze(tree.words(node))
        draft.claim(node, "title")
        draft.title_node = node


def _headings(tree: Tree, region: Region) -> list[Node]:
    """The headings that come before any prose, the first of the highest rank; not one that is only a date."""
    found = []
    for node in region.nodes(tree):
        if node.tag in _HEADINGS and tree.words(node) and node.hint is None and not _is_date(tree.words(node)):
            if any(b.end - b.start - b.linked > PROSE for b in tree.blocks[region.first : node.first]):
                break
            found.append(node)
    return found[:1]


def _is_date(text: str) -> bool:
    if len(text) > 60 or not any(c.isdigit() for c in text):
        return False
    found = find_dates(text)
    return bool(found) and sum(p.end - p.start for p in found) >= 0.7 * len(text)


def _named_titles(tree: Tree, region: Region, hinted: dict[str, list[Node]]) -> list[Node]:
    return [n for n in hinted.get("title", []) if n.hint is None and not _is_date(tree.words(n))][:1]


def _link_titles(tree: Tree, region: Region) -> list[Node]:
    """A link that fills its line and says more than “Read more”."""
    nodes = [n for n in region.nodes(tree) if n.tag in ("a", "strong", "b") and n.hint is None]
    if region.node is not None and region.node.tag == "a":
        nodes = nodes[1:]
    for node in nodes:
        text = tree.words(node)
        block = tree.blocks[node.first] if node.first < len(tree.blocks) else None
        if block is None or len(text) < 12 or len(text) > 300 or _is_date(text) or bare(text) in words("more"):
            continue
        if node.tag == "a" and {"category", "tags", "author"} & {f for n in node.up()[:3] for f in _told(n)}:
            continue
        if node.tag != "a" and (block.end - block.start > len(text) + 3 or text.endswith(".")):
            continue
        if any(b.end - b.start - b.linked > PROSE for b in tree.blocks[region.first : node.first]):
            return []
        if node.tag == "a" and block.end - block.start > PROSE + len(text):
            continue
        return [node]
    return []


def _address(tree: Tree, draft: Draft, around: Around, hinted: dict[str, list[Node]]) -> None:
    """The permalink: of the title, of “read more”, of a bookmark, or the only one there is."""
    nodes = draft.region.nodes(tree)
    links = [n for n in nodes if n.tag == "a" and n.source.get("href")]
    title = draft.title_node
    if title is not None:
        around_title = [n for n in title.up()[:4] if n.tag == "a" and n.get("href")]
        inside = [n for n in tree.nodes[title.order : title.stop] if n.tag == "a" and n.get("href")]
        for node in (*inside, *around_title):
            draft.url = draft.url or around.address(node.get("href"))
    declared = _declared(tree, draft.region, around.reader.more) if around.reader.more else []
    more = [*declared, *(n for n in hinted.get("more", []) if tree.words(n))]
    more += [n for n in links if _says_more(tree.words(n))]
    for node in more:
        draft.more = True
        inner = [n for n in tree.nodes[node.order : node.stop] if n.tag == "a" and n.get("href")]
        draft.url = draft.url or next((a for n in inner if (a := around.address(n.get("href")))), None)
        if not draft.taken(node.start, node.end) and node.end - node.start < PROSE:
            draft.claim(node, "more")
    if draft.url is None:
        marked = [n for n in links if "bookmark" in n.get("rel") or "u-url" in n.classes or n.get("itemprop") == "url"]
        draft.url = next((a for n in marked if (a := around.address(n.get("href")))), None)
    if draft.url is None and draft.region.node is not None and draft.region.node.tag == "a":
        draft.url = around.address(draft.region.node.get("href"))


def _says_more(text: str) -> bool:
    plain = bare(text)
    if plain in words("more"):
        return True
    return len(text) < 200 and any(len(w) > 7 and plain.startswith(w) for w in words("more"))


def _date(tree: Tree, draft: Draft, around: Around, hinted: dict[str, list[Node]]) -> None:
    """The printed date and the stamp in the markup; the first that can be read."""
    declared = _declared(tree, draft.region, around.reader.date) if around.reader.date else []
    times = [n for n in hinted.get("date", []) if n.tag == "time"]
    for node in (*declared, *times, *hinted.get("date", []), *_bare_dates(tree, draft.region)):
        draft.stamp = draft.stamp or node.get("datetime") or node.get("content") or None
        printed = _printed(tree, node, around)
        if printed is not None and (draft.printed is None or (draft.printed.iso is None and printed.iso)):
            draft.printed = printed
            draft.date_at = (node.start + printed.start, node.start + printed.end)
            if printed.iso:
                break
    if draft.stamp is None:
        inner = [n for n in draft.region.nodes(tree) if n.tag == "time" and n.get("datetime")]
        draft.stamp = inner[0].get("datetime") if inner else None


def _bare_dates(tree: Tree, region: Region) -> list[Node]:
    """Inline elements that are a date and nothing else."""
    tags = ("span", "small", "em", "i", "b", "strong", "td", "div", "p", "dd")
    return [n for n in region.nodes(tree) if n.tag in tags and n.end - n.start <= 40 and _is_date(tree.words(n))]


def _printed(tree: Tree, node: Node, around: Around) -> PrintedDate | None:
    text = tree.text[node.start : node.end].replace("\n", " ")
    if not text.strip():
        return None
    order = around.reader.order or None
    found = find_dates(text, order=order, anchor=around.fetched, languages=around.languages)  # type: ignore[arg-type]
    return next((p for p in found if p.iso), found[0] if found else None)


def _listed(tree: Tree, draft: Draft, around: Around, wanted: tuple[str, list[Node]]) -> None:
    """Category, authors, tags, number: links inside the node one by one, else its words without the label."""
    name, hinted = wanted
    selector = getattr(around.reader, name)
    nodes = _declared(tree, draft.region, selector) if selector else hinted
    values: list[str] = []
    for node in nodes:
        values += _values(tree, node, name, draft, values)
        if values and name in ("number", "form"):
            break
    if not values:
        return
    if name == "category":
        draft.category = values[0]
        draft.tags.extend(values[1:])
    elif name == "author":
        draft.authors.extend(values)
    elif name == "tags":
        draft.tags.extend(values)
    else:
        setattr(draft, name, values[0])


def _values(tree: Tree, node: Node, name: str, draft: Draft, known: list[str]) -> list[str]:
    """The new values in a node, each claimed where it stands; a number or a form is one value."""
    links = [n for n in tree.nodes[node.order : node.stop] if n.tag == "a" and tree.words(n)]
    out: list[str] = []
    for part in [node] if name in ("number", "form") else links or [node]:
        start, end = _without_label(tree, part.start, part.end, name)
        start, end = _without_date(tree, start, end, draft)
        value = squeeze(tree.text[start:end])
        if value in known or value in out or value in draft.tags:
            continue
        if start < end and not draft.taken(start, end) and any(c.isalnum() for c in tree.text[start:end]):
            draft.claims.append(draft.made(start, end, name))
            out.append(value)
    return out


def _without_date(tree: Tree, start: int, end: int, draft: Draft) -> tuple[int, int]:
    """The part of a value beside the date that is printed in the same element."""
    if draft.date_at is None or not (draft.date_at[0] < end and start < draft.date_at[1]):
        return start, end
    before, after = (start, draft.date_at[0]), (draft.date_at[1], end)
    keep = max(before, after, key=lambda part: part[1] - part[0])
    return trim(tree.text, *keep)


def _without_label(tree: Tree, start: int, end: int, name: str) -> tuple[int, int]:
    """Shrink a stretch by a label such as “By” or “Category:”. `"By Ana Sol" -> "Ana Sol"`."""
    start, end = trim(tree.text, start, end)
    text = tree.text[start:end]
    folded = text.casefold()
    kind = {"tags": "category"}.get(name, name)
    for label in sorted(words(kind) | set(table("labels").get(name, ())), key=len, reverse=True):
        if folded.startswith(label) and len(text) > len(label) and text[len(label)] in " :\u00a0\n":
            return trim(tree.text, start + len(label), end)
    return start, end


_EDGES = " \t\n\u00a0:,;|•·/–—-›»()[]"


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Shrink a stretch until neither end is white space or a mark between fields."""
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return start, end
