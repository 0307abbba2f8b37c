"""Takes what joining found for single items, keeps it so that the next run takes up what is new only. It joins none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.archive.bearers import Bearers
from dateline.archive.claims import unpack_record
from dateline.archive.database import Database
from dateline.archive.entities import chain_of, packed
from dateline.records import Chain, Event, Form, Statement

CODING = "c.version || '|' || c.reader || '|' || c.codebook || '|' || c.gazetteer || '|' || coalesce(c.run, 0)"


@dataclass(frozen=True, slots=True)
class Fresh:
    """An item whose coding joining has not taken up: its row, id, outlet, printed day, credits and marker."""

    number: int
    id: str
    outlet: str
    day: str | None
    coding: str


@dataclass(frozen=True, slots=True)
class Based:
    """A chain on record: its row, the entity joining found, the one it has after decisions."""

    number: int
    chain: Chain
    base: str | None
    entity: str | None


@dataclass(frozen=True, slots=True)
class SpellingLink:
    """Two spellings of one kind that may be one name; `sure` 0: an acronym some item spells out."""

    kind: str
    one: str
    other: str
    sure: float
    why: str


class Joins:
    """Chains, spellings and links; what is still to do."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._bearers = Bearers(database)

    def todo(self) -> list[Fresh]:
        """Items coded since they were last taken up, in order."""
        sql = (
            f"SELECT i.n, i.id, o.id AS outlet, i.day, {CODING} AS coding FROM codings c JOIN items i ON i.n = c.item"
            " JOIN outlets o ON o.n = i.outlet LEFT JOIN joined_items j ON j.item = c.item"
            f" WHERE j.coding IS NULL OR j.coding != {CODING} ORDER BY i.n"
        )
        return [Fresh(*row) for row in self._database.all(sql)]

    def claims(self, number: int) -> tuple[list[tuple[int, Event]], list[tuple[int, Statement]]]:
        """The events and statements of an item with their rows, in reading order."""
        events = self._database.all("SELECT n, record FROM events WHERE item = ? ORDER BY place", (number,))
        told = self._database.all("SELECT n, record FROM statements WHERE item = ? ORDER BY place", (number,))
        return (
            [(row[0], unpack_record(Event, row[1])) for row in events],
            [(row[0], unpack_record(Statement, row[1])) for row in told],
        )

    def drop(self, number: int) -> None:
        """Take out the chains of an item; their spellings are looked at anew."""
        sql = "INSERT OR IGNORE INTO touched_spellings SELECT kind, spelling FROM chains WHERE item = ?"
        self._database.run(sql, (number,))
        self._database.run("DELETE FROM chains WHERE item = ?", (number,))
        self._database.run("DELETE FROM joined_items WHERE item = ?", (number,))

    def add(self, item: Fresh, chains: Sequence[Chain]) -> None:
        """Keep the chains of an item; from now on it is taken up."""
        level = self._database.value("SELECT visibility FROM listing WHERE n = ?", (item.number,)) or 0
        for c in chains:
            number = self._database.insert(
                "INSERT INTO chains (item, kind, spelling, words, told, mentions, visibility, record, bearer)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(item.number, c.form.kind, c.form.key, c.form.words, c.told, len(c.members), level, packed(c)),
                    self._bearers.take(c),
                ),
            )
            self._database.run("INSERT OR IGNORE INTO unruled_chains VALUES (?)", (number,))
        self.touch(c.form for c in chains)
        self._database.run("INSERT OR REPLACE INTO joined_items VALUES (?, ?)", (item.number, item.coding))

    def touch(self, forms: Iterable[Form]) -> None:
        """Have the groups of these spellings found anew."""
        self._database.run_many(
            "INSERT OR IGNORE INTO touched_spellings VALUES (?, ?)", [(f.kind, f.key) for f in forms]
        )

    def touched(self) -> list[Form]:
        """Spellings whose groups are to be found anew, in order."""
        rows = self._database.all("SELECT kind, spelling FROM touched_spellings ORDER BY 1, 2")
        return [Form(row[0], row[1]) for row in rows]

    def settled(self) -> None:
        """All groups are found."""
        self._database.run("DELETE FROM touched_spellings")

    def is_known(self, form: Form) -> bool:
        """Whether links of a spelling have been looked for; every spelling has a block of its own."""
        sql = "SELECT 1 FROM spellings WHERE block = ? AND kind = ? AND spelling = ?"
        return self._database.value(sql, ("", form.kind, form.key)) is not None

    def near(self, blocks: Sequence[str], limit: int) -> set[Form]:
        """The spellings of some blocks, at most `limit` of each."""
        sql = "SELECT kind, spelling FROM spellings WHERE block = ? LIMIT ?"
        return {Form(row[0], row[1]) for b in blocks for row in self._database.all(sql, (b, limit))}

    def add_form(self, form: Form, blocks: Sequence[str]) -> None:
        """Keep a spelling in its blocks."""
        rows = [(block, form.kind, form.key) for block in ("", *blocks)]
        self._database.run_many("INSERT OR IGNORE INTO spellings VALUES (?, ?, ?)", rows)

    def add_links(self, links: Iterable[SpellingLink]) -> None:
        """Keep links, both ways round."""
        rows = [
            x for k in links for x in ((k.kind, k.one, k.other, k.sure, k.why), (k.kind, k.other, k.one, k.sure, k.why))
        ]
        self._database.run_many("INSERT OR IGNORE INTO spelling_links VALUES (?, ?, ?, ?, ?)", rows)

    def links(self, form: Form) -> list[SpellingLink]:
        """The links of one spelling."""
        sql = "SELECT kind, one, other, sure, why FROM spelling_links WHERE kind = ? AND one = ?"
        return [SpellingLink(*row) for row in self._database.all(sql, (form.kind, form.key))]

    def chains_based(self, base: str) -> list[Based]:
        """The chains that joining gave to one entity."""
        return self._based("c.base = ?", (base,))

    def chains_at(self, numbers: Sequence[int]) -> Iterator[Based]:
        """Chains by their rows."""
        for at in range(0, len(numbers), 500):
            yield from self._based(f"c.n IN ({','.join(str(n) for n in numbers[at : at + 500])})", ())

    def decided(self) -> set[str]:
        """The entities of joining from which decisions took chains away."""
        sql = (
            "SELECT DISTINCT base FROM chains INDEXED BY chains_decided"
            " WHERE base IS NOT entity AND base IS NOT NULL AND entity IS NOT NULL"
        )
        return {row[0] for row in self._database.all(sql)}

    def _based(self, where: str, values: tuple[object, ...]) -> list[Based]:
        sql = (
            "SELECT c.n, c.base, c.entity, c.record, c.kind, c.spelling, c.words, c.told, i.id, i.version,"
            " o.id AS outlet, i.day FROM chains c JOIN items i ON i.n = c.item JOIN outlets o ON o.n = i.outlet"
            f" WHERE {where} ORDER BY c.n"
        )
        return [Based(row["n"], chain_of(row), row["base"], row["entity"]) for row in self._database.all(sql, values)]

    def unsettle(self, numbers: Iterable[int]) -> None:
        """Have the entities of these chains settled anew."""
        self._database.run_many("INSERT OR IGNORE INTO unruled_chains VALUES (?)", [(n,) for n in numbers])

    def unruled(self) -> list[int]:
        """Items with chains whose entity is to be settled, in order."""
        self._database.run("DELETE FROM unruled_chains WHERE n NOT IN (SELECT n FROM chains)")
        sql = "SELECT DISTINCT c.item FROM unruled_chains u JOIN chains c ON c.n = u.n"
        return sorted(row[0] for row in self._database.all(sql))

    def rebase(self, items: Sequence[int]) -> None:
        """Take over from the bearers which entity joining gave the chains of some items."""
        self._database.run_many(
            "UPDATE chains SET base = b.base FROM bearers b"
            " WHERE chains.item = ? AND b.n = chains.bearer AND b.base IS NOT chains.base",
            [(item,) for item in items],
        )

    def bases(self, item: int) -> list[tuple[int, str | None, str | None]]:
        """The chains of an item: row, entity found by joining, entity after decisions."""
        return [tuple(r) for r in self._database.all("SELECT n, base, entity FROM chains WHERE item = ?", (item,))]

    def assign(self, rows: Iterable[tuple[str | None, int]]) -> None:
        """Set the entity of chains after decisions."""
        self._database.run_many("UPDATE chains SET entity = ? WHERE n = ?", rows)

    def ruled(self, items: Sequence[int]) -> None:
        """The entities of all chains of these items are settled."""
        sql = "DELETE FROM unruled_chains WHERE n IN (SELECT n FROM chains WHERE item = ?)"
        self._database.run_many(sql, [(item,) for item in items])

    def move(self, old: str, new: str) -> None:
        """Note that an id now stands for another."""
        self._database.run("INSERT OR REPLACE INTO moved_entities VALUES (?, ?)", (old, new))

    def base_of(self, id_: str) -> str | None:
        """The entity of joining that an id stands for, through every move; None where there is none any more."""
        seen: set[str] = set()
        while id_ not in seen:
            seen.add(id_)
            if self._database.value("SELECT 1 FROM bearers WHERE base = ? LIMIT 1", (id_,)):
                return id_
            id_ = self._database.value("SELECT new FROM moved_entities WHERE old = ?", (id_,)) or id_
        return None

    def kind_of(self, base: str) -> str:
        """Person or body."""
        return str(self._database.value("SELECT kind FROM bearers WHERE base = ? LIMIT 1", (base,)) or "")

    def bases_of(self, form: Form) -> list[str]:
        """The entities that bear a spelling."""
        sql = "SELECT DISTINCT base FROM bearers WHERE kind = ? AND spelling = ? AND base IS NOT NULL ORDER BY 1"
        return [row[0] for row in self._database.all(sql, (form.kind, form.key))]

    def items_of(self, numbers: Sequence[int]) -> Iterator[int]:
        """The items of chains, each once, in order."""
        found: set[int] = set()
        for at in range(0, len(numbers), 500):
            marks = ",".join(str(n) for n in numbers[at : at + 500])
            found |= {row[0] for row in self._database.all(f"SELECT item FROM chains WHERE n IN ({marks})")}
        yield from sorted(found)

    def note(self, notes: Iterable[tuple[str, str | None, bool | None]]) -> None:
        """Names and public roles that people decided, in place of all before."""
        self._database.run("DELETE FROM entity_notes")
        rows = [(e, name, None if public is None else int(public)) for e, name, public in notes]
        self._database.run_many("INSERT INTO entity_notes VALUES (?, ?, ?)", rows)
