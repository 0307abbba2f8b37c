"""Takes the gold casts and scenes of `gold/linking/names_*.txt`, gives items of mentions with who each is; scores nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path

from dateline.linking import Report, Seen
from dateline.records import Event, Mention, Place, Quantity, Span, When

OUTLETS = ("courier", "standard", "voice", "gazette", "tribune", "agency")
_TRIGGER = re.compile(
    r"(?i)\b(?:shell\w*|hit|fired|fire|struck|mortar\w*|blew up|went off|bomb|mined?|killed|shot|thrown?|threw|massacred"
    r"|arrest\w*|held|detained|seized|taken|lost|march\w*|protest\w*|gathered|stood|strike|refused|talks|round|met"
    r"|visit\w*|called on|saw|heard|received|put|convoy|brought|delivered|reached|arrived|came|gave|given|handed out"
    r"|left|fled|given up|withdrew|move|moved|ran|expelled|leave|died)\b"
)
_SLOT = re.compile(r"\{(\w)(?::(,?\w))?\}")


@dataclass(slots=True)
class Player:
    """Somebody of a cast: full spellings, short forms or acronym, generic forms, (sector, role) pairs."""

    key: str
    kind: str
    full: list[str]
    short: list[str] = field(default_factory=list)
    acronym: list[str] = field(default_factory=list)
    roles: list[tuple[str, str]] = field(default_factory=list)
    sectors: tuple[str, ...] = ()
    country: str | None = None

    @property
    def private(self) -> bool:
        """Whether no public role is told."""
        return self.kind == "person" and self.roles[0][0] == "-"


@dataclass(slots=True)
class Block:
    """One cast and its hard negatives."""

    name: str
    place: str
    players: dict[str, Player] = field(default_factory=dict)
    hard: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Gold:
    """One mention and whom it names; `item` texts are in `texts`."""

    seen: Seen
    who: str


def read(path: Path) -> tuple[list[Block], dict[str, str]]:
    """The casts and the scenes of a file."""
    blocks: list[Block] = []
    scenes: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            parts = line.strip("[]").split()
            if parts[0] != "scenes":
                blocks.append(Block(parts[0], parts[-1]))
        elif line[:2] in ("p ", "b "):
            player = _player(line)
            blocks[-1].players[player.key] = player
        elif line.startswith("! "):
            one, other, why = line[2:].split(" ", 2)
            blocks[-1].hard.append((one, other, why))
        elif ": " in line and not line.startswith("#"):
            name, text = line.split(": ", 1)
            scenes[name] = text
    return blocks, scenes


def _player(line: str) -> Player:
    cells = [[c.strip() for c in cell.split(";") if c.strip()] for cell in line[2:].split("|")]
    key = cells[0][0]
    if line.startswith("p "):
        roles = [(r.split(": ", 1)[0], r.split(": ", 1)[1]) for r in cells[3]]
        return Player(key, "person", cells[1], short=cells[2], roles=roles)
    sector, _, country = cells[4][0].partition(":")
    kind = "group" if key == "R" else "organisation"
    return Player(key, kind, cells[1], cells[3], cells[2], sectors=(sector,), country=country or None)


def items(path: Path) -> tuple[list[Gold], list[tuple[str, str, str]], dict[str, str]]:
    """Every mention of every item, the hard negatives, and the texts by item."""
    blocks, scenes = read(path)
    found: list[Gold] = []
    texts: dict[str, str] = {}
    for b, block in enumerate(blocks):
        for s, (name, scene) in enumerate(scenes.items()):
            if {k for k, _ in _SLOT.findall(scene)} <= set(block.players):
                item = f"{block.name}-{name}"
                golds, texts[item] = _write(item, block, scene, (b, s))
                found += golds
    hard = [(f"{b.name}.{x}", f"{b.name}.{y}", why) for b in blocks for x, y, why in b.hard]
    return found, hard, texts


def _write(item: str, block: Block, scene: str, at: tuple[int, int]) -> tuple[list[Gold], str]:
    outlet = (at[0] + at[1]) % len(OUTLETS)
    day = f"2016-{1 + at[1] % 12:02}-{1 + (at[0] * 3 + at[1]) % 28:02}"
    text, golds, last = "", [], 0
    scene = scene.replace("{place}", block.place)
    for slot in _SLOT.finditer(scene):
        text += scene[last : slot.start()]
        last = slot.end()
        player = block.players[slot[1]]
        words, role, before = _form(player, slot[2] or "", outlet, at[1])
        start = len(text) + (len(role[1]) + 1 if role and before else 0)
        text += f"{role[1]} {words}" if role and before else f"{words}, {role[1]}" if role else words
        roles = (_span(text, role[1], len(text) - len(words) if before else start),) if role else ()
        sectors = player.sectors or ((role[0],) if role and role[0] != "-" else ())
        mention = Mention(
            Span(words, start, start + len(words)), player.kind, roles=roles, sectors=sectors, country=player.country
        )
        who = f"{block.name}.{player.key}" + (f"@{item}" if player.private else "")
        golds.append(Gold(Seen(item, 1, OUTLETS[outlet], day, mention), who))
    return golds, text + scene[last:]


def _form(player: Player, slot: str, outlet: int, scene: int) -> tuple[str, tuple[str, str] | None, bool]:
    pick = outlet + ord(player.key)
    if slot == "s" and player.short:
        return player.short[pick % len(player.short)], None, False
    if slot == "a" and player.acronym:
        return player.acronym[0], None, False
    role = player.roles[scene % len(player.roles)] if slot.endswith("r") and player.roles else None
    return player.full[pick % len(player.full)], role, slot == "r"


def _trigger(text: str) -> Span:
    found = _TRIGGER.search(text)
    return Span(found[0], found.start(), found.end()) if found else Span(text[:1], 0, 1)


def _span(text: str, words: str, near: int) -> Span:
    start = text.rfind(words)
    return Span(words, start, start + len(words))


def reports(path: Path) -> tuple[list[tuple[Report, str]], list[tuple[str, str, str]]]:
    """Every report of a story file with its happening, and the happenings that must stay apart.

    As a coder would leave them: every third report has no mode, every seventh no place, the number before any other.
    """
    spots: dict[str, Place] = {}
    found: list[tuple[Report, str]] = []
    hard: list[tuple[str, str, str]] = []
    head: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        cells = (
            [c.strip() for c in line[2:].split("|")]
            if line[:2] in ("= ", "@ ")
            else [c.strip() for c in line.split("|")]
        )
        if line.startswith("@ "):
            name, country, lat, lon = cells[0].split()
            spots[name] = Place(name=name, country=country, lat=float(lat), lon=float(lon), resolution=4)
        elif line.startswith("= "):
            head = cells
        elif line.startswith("! "):
            one, other, why = line[2:].split(" ", 2)
            hard.append((one, other, why))
        elif len(cells) == 6 and not line.startswith("#"):
            found.append((_report(cells, head, spots, len(found)), head[0]))
    return found, hard


def _report(cells: list[str], head: list[str], spots: dict[str, Place], number: int) -> Report:
    outlet, published, day, actors, quantity, text = cells
    spot = spots[head[3]]
    shown = text.find(spot.name or "")
    words = Span(spot.name or "", shown, shown + len(spot.name or "")) if shown >= 0 else None
    places = () if number % 7 == 6 or words is None else (replace(spot, words=words),)
    when = When(published, published, basis="published") if day == "-" else When(day, day, basis="relative")
    mentions = tuple(Mention(Span(a, 0, len(a)), "organisation", name=a) for a in actors.split("; ") if a)
    kind, _, many = quantity.partition(" ")
    counted = (Quantity(kind, Span(many, 0, len(many)), low=float(many), high=float(many)),) if many else ()
    event = Event(
        f"{outlet}-{number:03}", f"item-{outlet}-{number:03}", 1, 0, head[1], _trigger(text),
        mode=head[2] if number % 3 else None, actors=mentions, places=places, when=when, quantities=counted,
    )  # fmt: skip
    return Report(event, outlet, published, text, frozenset(m.name for m in mentions if m.name[:1].isupper()))
