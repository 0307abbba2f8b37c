"""Whatever comes in: no crash, spans that fit, the same ids each time, the rest goes on, trouble is a Problem on record."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import coding, gazetteer, reading
from dateline.codebook import load
from dateline.errors import GazetteerError
from dateline.gazetteer import load as load_gazetteer
from dateline.pipeline.work import Task, Tools, code_item, work_on
from dateline.records import Coded, Item, Span

PLAIN = "Soldiers shelled the port of Zarzis on Monday, killing at least three fishermen, residents told reporters. "
TEXTS = {
    "empty": "",
    "blank": " \n\n\t ",
    "only capitals": PLAIN.upper() * 3,
    "no punctuation": PLAIN.replace(",", "").replace(".", "") * 20,
    "HTML left in": f"<p class='x'>{PLAIN}</p><br/>&nbsp;<a href=\"#\">{PLAIN}</a><script>if (a < b) {{ x() }}</script>",
    "mixed scripts": f"{PLAIN} قصف الجيش ميناء جرجيس يوم الاثنين. {PLAIN} Солдаты обстреляли порт. \u202e{PLAIN}\u202c 军队炮击港口。",
    "null bytes": PLAIN.replace(" ", " \x00", 3) + "\x00\x01\ufeff" + PLAIN,
    "31 February": "Police arrested two men on 31 February 2016 and met the mayor on 30.02.2016, a lawyer said on 99 May.",
    "lone surrogates": f"\ud800{PLAIN}\udfff",
    "line ends": PLAIN.replace(" on ", "\r\non\u2028") * 2,
    "emoji and joiners": f"👩‍👩‍👧 {PLAIN} 🇹🇳 {PLAIN}",
    "quotes that never close": f'“{PLAIN} “{PLAIN} « " {PLAIN}',
    "a list of demands": "The council demanded:\n- the release of prisoners\n- an end to the siege of Zarzis\n- talks with the army",
}


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from spans(getattr(value, field.name))


def fits(coded: Coded, item: Item) -> None:
    """Every span of every record is the text at its place; ids are there once."""
    for span in spans((coded.events, coded.statements)):
        assert (getattr(item, span.field) or "")[span.start : span.end] == span.text
    ids = [c.id for c in (*coded.events, *coded.statements)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("book", ["plover", "violations"])
def test_no_text_breaks_it(name: str, book: str) -> None:
    item = Item(id="i1", body=TEXTS[name], title=TEXTS[name][:80] or None, published="2016-03-16")
    first = code_item(item, Tools(codebook=book))
    assert not first.problems
    fits(first, item)
    second = code_item(item, Tools(codebook=book))
    assert (first.events, first.statements) == (second.events, second.statements)


@pytest.mark.parametrize(
    "published", [None, "", "2016-02-31", "soon", "0000-00-00", "2016-03-16T10:00+02:00", "9999-12-31"]
)
def test_no_printed_date_breaks_it(published: str | None) -> None:
    item = Item(id="i1", body=PLAIN + "They met two weeks ago, yesterday, and next year.", published=published)
    coded = code_item(item, Tools())
    assert not coded.problems
    assert coded.events
    fits(coded, item)


_WORDS = st.sampled_from(
    [*PLAIN.split(), "“", "”", "said", "that", "and", ",", ".", "\n\n", "the", "Syria", "40", "not", ":"]
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_WORDS, max_size=60).map(" ".join), st.lists(_WORDS, max_size=9).map(" ".join))
def test_every_span_fits_whatever_the_words(body: str, title: str) -> None:
    item = Item(id="i1", body=body, title=title or None, published="2016-03-16")
    coded = code_item(item, Tools())
    assert not coded.problems
    fits(coded, item)


def test_a_sentence_of_20_000_words_is_not_coded_and_the_rest_is() -> None:
    long = " and ".join(["the men of the valley went on"] * 2_500)
    item = Item(id="i1", body=f"{PLAIN}\n\n{long}.\n\n{PLAIN}")
    coded = code_item(item, Tools())
    assert not coded.problems
    assert {e.trigger.text for e in coded.events} >= {"shelled"}
    assert max(e.trigger.start for e in coded.events) > len(long)
    fits(coded, item)


def test_an_item_that_takes_too_long_is_a_problem_and_the_next_one_is_coded() -> None:
    items = [Item(id="long", body=PLAIN * 600), Item(id="short", body=PLAIN)]
    slow, fast = (w.coded for w in work_on([Task(i) for i in items], Tools(seconds=1.5)))
    assert [(p.kind, "item long" in p.where) for p in slow.problems] == [("time", True)]
    assert "DATELINE_ITEM_SECONDS" in slow.problems[0].remedy
    assert not fast.problems
    assert fast.events


def test_a_text_of_more_than_5_million_characters_says_why_it_is_not_read() -> None:
    item = Item(id="huge", body=PLAIN * (5_000_000 // len(PLAIN) + 1))
    coded = code_item(item, Tools())
    assert coded.reading is not None
    assert coded.reading.reason == "longer than 5000000 characters"
    assert not coded.events


def test_twice_the_text_is_about_twice_the_look_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted, not timed: the nodes of trees that coding visits grow with the text, not with its square."""
    from dateline.coding.tree import Tree

    kit, count, real = reading.load(), [0], Tree.kids

    def counted(self: Tree, index: int, *relations: str) -> list[int]:
        count[0] += 1
        return real(self, index, *relations)

    monkeypatch.setattr(Tree, "kids", counted)
    seen = []
    for times in (10, 20, 40):
        count[0] = 0
        body = "\n\n".join([PLAIN] * times)
        coding.code(Item(id="i", body=body), kit.read(body), load("plover"), gazetteer.load())
        seen.append(count[0])
    assert seen[1] < 2.3 * seen[0]
    assert seen[2] < 2.3 * seen[1]


def test_a_supplement_with_a_fault_names_its_line(tmp_path: Path) -> None:
    shipped = next(Path(gazetteer.__file__).parents[1].glob("data/gazetteer/supplement.csv")).read_text("utf-8")
    head = next(line for line in shipped.splitlines() if line and not line.startswith("#"))
    path = tmp_path / "mine.csv"
    path.write_text(f"{head}\nNowhere\n", "utf-8")
    with pytest.raises(GazetteerError) as caught:
        load_gazetteer(cache_dir=tmp_path, supplements=[path])
    assert caught.value.where.endswith("mine.csv:2")
