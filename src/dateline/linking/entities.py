"""Names of many items → entities: spellings of one name joined, each join with its reason.

Takes names seen in items and gives entities, what each mention was joined to, and the joins. It never joins by surname
alone across items; persons without a public role stay inside their item. Near-linear: forms are compared only
within blocks of equal skeletons. Deterministic: the order of the input does not matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from dateline.linking.forms import PERSON, Form, Resolved, is_full, resolve
from dateline.linking.sightings import Assigned, Join, Joined, Seen
from dateline.linking.spelling import body_likeness, person_likeness, skeleton
from dateline.records import Alias, Entity, Role
from dateline.text import make_id, squeeze

SURE_ENOUGH = 0.76
_BLOCK_LIMIT = 400


@dataclass(frozen=True, slots=True)
class PublicRule:
    """Who counts as a public person: anybody with a printed role, or of one of these sectors. Editable by the user."""

    sectors: frozenset[str] = frozenset({"GOV", "LEG", "JUD", "MIL", "PTY", "SPY", "COP", "ELI", "OPP", "REB", "PRE"})

    def holds(self, seen: Iterable[Seen]) -> bool:
        """Whether any sighting shows a public role."""
        return any(s.mention.roles or self.sectors & set(s.mention.sectors) for s in seen)


def join_names(names: Iterable[Seen], rule: PublicRule | None = None) -> Joined:
    """Join the names of many items into entities.

    Entity ids come from the founding mention (first by day, item, offset), so that adding later items keeps them.
    """
    ordered = sorted(names, key=lambda s: (s.day or "9999", s.item, s.item_version, s.mention.span.start))
    by_item = sorted(ordered, key=lambda s: (s.item, s.item_version))
    resolved = [
        r for _, group in groupby(by_item, key=lambda s: (s.item, s.item_version)) for r in resolve(list(group))
    ]
    counts = Counter(r.form for r in resolved if r.form is not None)
    leaders, joins = _leaders(counts)
    return _entities(resolved, leaders, joins, rule or PublicRule())


def _leaders(counts: Counter[Form]) -> tuple[dict[Form, Form], list[Join]]:
    """Every form → the most frequent spelling it is one name with: a star, never a chain."""
    order = sorted(counts, key=lambda f: (-counts[f], f.kind, f.key, f.words))
    blocks: dict[str, list[Form]] = defaultdict(list)
    leaders: dict[Form, Form] = {}
    joins: list[Join] = []
    for form in order:
        best, sure = _best_leader(form, blocks)
        leaders[form] = best or form
        if best is None:
            for key in _keys(form):
                blocks[key].append(form)
        elif best.words != form.words:
            joins.append(Join(best.words, form.words, f"spellings of one name ({sure:.2f})", sure))
    return leaders, joins


def _best_leader(form: Form, blocks: dict[str, list[Form]]) -> tuple[Form | None, float]:
    best: tuple[float, Form] | None = None
    seen: set[Form] = set()
    for key in _keys(form):
        for other in blocks.get(key, ())[:_BLOCK_LIMIT]:
            if other in seen:
                continue
            seen.add(other)
            sure = likeness_of(form, other)
            if sure >= SURE_ENOUGH and (best is None or sure > best[0]):
                best = (sure, other)
    return (best[1], best[0]) if best else (None, 0.0)


def likeness_of(one: Form, other: Form) -> float:
    """How surely two forms are spellings of one name; 0 for forms of different kinds."""
    if one.kind != other.kind:
        return 0.0
    if one.key == other.key:
        return 1.0
    if not (is_full(one) and is_full(other)):
        return 0.0
    alike = person_likeness if one.kind == PERSON else body_likeness
    return alike(one.words, other.words)


def _keys(form: Form) -> Iterator[str]:
    """Blocks: the whole key; the skeletons of both ends; for slips, the last one short of a consonant."""
    parts = form.key.split()
    yield f"{form.kind}={form.key}"
    if form.kind != PERSON:
        yield f"{form.kind}:{len(parts)}:{parts[0][:4]}:{parts[-1][:3]}"
        return
    if len(parts) < 2:
        return
    first, last = _weak(skeleton(parts[0])), _weak(skeleton(parts[-1]))
    yield f"{form.kind}:{first}:{last}"
    for shorter in _less_one(last):
        yield f"{form.kind}~{first[:2]}:{shorter}"
    yield f"{form.kind}~{first[:2]}:{last}"


def _weak(bones: str) -> str:
    return "".join(c for c in bones if c not in "hvyj") or bones


def _less_one(bones: str) -> Iterator[str]:
    if len(bones) >= 3:
        for at in range(len(bones)):
            yield bones[:at] + bones[at + 1 :]


def _entities(resolved: list[Resolved], leaders: dict[Form, Form], joins: list[Join], rule: PublicRule) -> Joined:
    groups: dict[tuple[Form, str], list[Resolved]] = defaultdict(list)
    public = _public_forms(resolved, leaders, rule)
    for r in resolved:
        if r.form is None:
            continue
        leader = leaders[r.form]
        private = leader.kind == PERSON and (leader not in public or not is_full(leader))
        groups[leader, r.seen.item if private else ""].append(r)
    entities: list[Entity] = []
    assigned: list[Assigned] = []
    for (leader, _), members in groups.items():
        entity = _entity(leader, members, leader in public)
        entities.append(entity)
        assigned.extend(_assigned(r, entity.id) for r in members)
    entities.sort(key=lambda e: e.id)
    assigned.sort(key=lambda a: (a.item, a.item_version, a.field, a.start, a.end))
    return Joined(tuple(entities), tuple(assigned), tuple(joins))


def _public_forms(resolved: list[Resolved], leaders: dict[Form, Form], rule: PublicRule) -> set[Form]:
    seen: dict[Form, list[Seen]] = defaultdict(list)
    for r in resolved:
        if r.form is not None:
            seen[leaders[r.form]].append(r.seen)
    return {f for f, group in seen.items() if f.kind != PERSON or rule.holds(group)}


def _assigned(r: Resolved, entity: str) -> Assigned:
    span = r.seen.mention.span
    return Assigned(r.seen.item, r.seen.item_version, span.field, span.start, span.end, entity, r.why, round(r.sure, 2))


def _entity(leader: Form, members: list[Resolved], public: bool) -> Entity:
    seen = sorted(
        (r.seen for r in members), key=lambda s: (s.day or "9999", s.item, s.item_version, s.mention.span.start)
    )
    founder = seen[0]
    spellings = Counter(squeeze(s.words) for s in seen)
    full = [w for w in spellings if w == leader.words or len(w.split()) >= len(leader.words.split())]
    name = max(full or spellings, key=lambda w: (spellings[w], -len(w), w))
    best = Counter(s.mention.kind for s in seen).most_common(1)[0][0]
    return Entity(
        id=make_id("entity", founder.item, founder.mention.span.field, founder.mention.span.start, leader.kind),
        kind=best,
        name=name,
        aliases=tuple(Alias(w, n) for w, n in sorted(spellings.items(), key=lambda p: (-p[1], p[0]))),
        country=_most(s.mention.country for s in seen),
        international=_most(s.mention.international for s in seen),
        sectors=tuple(s for s, _ in Counter(x for s in seen for x in s.mention.sectors).most_common(3)),
        roles=_roles(seen),
        public_role=public,
    )


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def _roles(seen: list[Seen]) -> tuple[Role, ...]:
    days: dict[str, list[str]] = defaultdict(list)
    for s in seen:
        for role in s.mention.roles:
            days[squeeze(role.text)].append(s.day or "")
    known = {words: sorted(d for d in found if d) for words, found in days.items()}
    return tuple(
        Role(words, None, found[0] if found else None, found[-1] if found else None)
        for words, found in sorted(known.items())
    )
