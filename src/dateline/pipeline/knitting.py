"""Takes coded items, finds the groups of their names anew: only spellings that were touched are looked at again.

Names of an item become chains; chains that tell the same are counted together as bearers; a spelling never seen before
is compared inside its blocks. What an incremental run groups is what a full run groups; an entity keeps the id it was
founded with, where a full run would take that of the first day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dateline.archive import Archive
from dateline.archive.joins import Fresh, SpellingLink
from dateline.linking import (
    BLOCK_LIMIT,
    SURNAME,
    SURNAME_LIMIT,
    Link,
    Lone,
    PublicRule,
    Seen,
    block_keys,
    chains_of,
    group,
    link,
    lone_of,
    surname_blocks,
    surname_links,
)
from dateline.pipeline.standing_ids import moves, named
from dateline.records import Bearer, Event, Form, Mention, Statement

BATCH = 500


def take_up(archive: Archive, public: PublicRule, progress: Callable[[int], None] | None = None) -> int:
    """Make chains of every item coded since the last time; gives how many items."""
    todo = archive.joins.todo()
    for at in range(0, len(todo), BATCH):
        with archive.transaction():
            for item in todo[at : at + BATCH]:
                _take_up(archive, item, public)
        if progress is not None:
            progress(len(todo[at : at + BATCH]))
    return len(todo)


def _take_up(archive: Archive, item: Fresh, public: PublicRule) -> None:
    events, statements = archive.joins.claims(item.number)
    chains = chains_of(seen_in([*(e for _, e in events), *(s for _, s in statements)], item), public)
    archive.joins.drop(item.number)
    archive.joins.add(item, chains)
    for chain in chains:
        if not archive.joins.is_known(chain.form):
            _introduce(archive, chain.form)
        spelled = [SpellingLink("body", chain.form.key, letters, 0.0, "initials") for letters in chain.initials]
        archive.joins.add_links(spelled)


def _introduce(archive: Archive, form: Form) -> None:
    """Compare a spelling never seen before inside its blocks."""
    blocks, surname = block_keys(form), surname_blocks(form)
    found = link(form, archive.joins.near(blocks, BLOCK_LIMIT))
    if surname:
        found += surname_links(form, archive.joins.near(surname[1:], SURNAME_LIMIT))
    archive.joins.add_links(SpellingLink(x.one.kind, x.one.key, x.other.key, x.sure, x.why) for x in found)
    archive.joins.add_form(form, (*blocks, *(surname or ())[:1]))


def seen_in(claims: Iterable[Event | Statement], item: Fresh) -> list[Seen]:
    """The named mentions of one item, each place once; roles printed with any of them count."""
    found: dict[tuple[str, int, int], Mention] = {}
    version = 1
    for claim in claims:
        version = claim.item_version
        for mention in mentions_of(claim):
            at = mention.span.field, mention.span.start, mention.span.end
            if mention.name and (at not in found or len(mention.roles) > len(found[at].roles)):
                found[at] = mention
    return [Seen(item.id, version, item.outlet, item.day, m) for m in found.values()]


def mentions_of(claim: Event | Statement) -> tuple[Mention, ...]:
    """Everybody in a claim."""
    if isinstance(claim, Event):
        return (*claim.actors, *claim.recipients, *(p.mention for p in claim.participants))
    return (*claim.speakers, *claim.addressees)


def regroup(archive: Archive) -> int:
    """Find the groups of all touched spellings anew; gives how many."""
    done: set[Form] = set()
    groups = 0
    with archive.transaction():
        for form in archive.joins.touched():
            if form not in done:
                forms, links = _component(archive, form)
                done |= forms
                groups += _settle(archive, sorted(forms, key=lambda f: (f.kind, f.key)), links)
        archive.joins.settled()
    return groups


def _component(archive: Archive, start: Form) -> tuple[set[Form], list[Link]]:
    """All spellings that hang together with one, and the links between them."""
    forms, waiting, links = {start}, [start], set()
    while waiting:
        form = waiting.pop()
        for found in archive.joins.links(form):
            one, other = sorted((found.one, found.other))
            if found.sure > 0 or found.why == SURNAME:
                links.add(Link(Form(found.kind, one), Form(found.kind, other), found.sure, found.why))
            near = Form(found.kind, found.other)
            if near not in forms:
                forms.add(near)
                waiting.append(near)
    return forms, sorted(links, key=lambda x: (x.one.key, x.other.key, x.why))


def _settle(archive: Archive, forms: Sequence[Form], links: list[Link]) -> int:
    """Group the bearers of some spellings, note what each was joined to now, and where ids that are gone lead."""
    bearers = archive.bearers.of(forms)
    groups = group(bearers, links, archive.bearers.are_beside)
    lone = lone_of(bearers, groups, links)
    held = {g.id: _held(g.bearers) for g in groups}
    own = [b.number for b in bearers]
    names = named(held, "entity", lambda id_: archive.bearers.is_taken(id_, own))
    now = {b.number: names[g.id] for g in groups for b in g.bearers}
    now |= {x.bearer.number: names[x.group] for x in lone if x.group}
    why = {x.bearer.number: x.why for x in lone}
    changed = [b for b in bearers if now.get(b.number) != b.base]
    archive.bearers.assign((now.get(b.number), why.get(b.number), b.number) for b in changed)
    _explain(archive, lone, forms)
    for old, new in moves(held, names):
        archive.joins.move(old, new)
    return len(groups)


def _held(bearers: Sequence[Bearer]) -> Counter[str]:
    """The entities that bearers were joined to before, with how many chains."""
    held: Counter[str] = Counter()
    for bearer in bearers:
        if bearer.base is not None:
            held[bearer.base] += bearer.chains
    return held


def _explain(archive: Archive, lone: list[Lone], forms: Sequence[Form]) -> None:
    known = archive.bearers.reasons(forms)
    archive.bearers.explain((x.why, x.bearer.number) for x in lone if known.get(x.bearer.number) != x.why)
