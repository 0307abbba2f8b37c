"""Who may see what, and what is purged: bound everywhere, recorded, and really gone from the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archive.conftest import WIRE, Desk, entry

from dateline.archive import Archive, Filter, Purge
from dateline.errors import InputError
from dateline.text import digest

SECRET = "Zyxomma informant lives behind the mill"


def find(archive: Archive, words: str, audience: str = "public") -> list[str]:
    return [item.id for item in archive.search.find(words, Filter(), audience).listing.items]


@pytest.mark.parametrize("level", ["internal", "withheld"])
def test_an_item_is_hidden_everywhere_at_once(desk: Desk, archive: Archive, level: str) -> None:
    desk.file(entry(SECRET), entry("The council met."), data=b"with")
    desk.file(entry("A ferry was late."), data=b"without")
    hidden = next(item for item in desk.items() if SECRET in item.body)
    archive.curation.show_to(hidden.id, level, desk.run)
    assert hidden.id not in {item.id for item in desk.items()}
    assert archive.items.get(hidden.id) is None
    assert archive.items.count() == 2
    assert find(archive, "zyxomma") == []
    assert archive.captures.get(digest(b"with")) is None, "its capture shows it"
    assert [c.body for c in archive.captures.all()] == [b"without"]
    assert dict(archive.stats.counts())["items"] == 2
    assert find(archive, "zyxomma", level) == [hidden.id]
    assert archive.captures.get(digest(b"with"), level) is not None
    archive.curation.show_to(hidden.id, "public", desk.run)
    assert (find(archive, "zyxomma"), len(list(archive.captures.all()))) == ([hidden.id], 2)


def test_a_hidden_outlet_hides_its_items_and_captures(desk: Desk, archive: Archive) -> None:
    desk.file(entry("The council met."))
    desk.file(entry("A ferry was late."), outlet=WIRE)
    archive.curation.show_to("harbour-wire", "internal", desk.run)
    assert [item.outlet for item in desk.items()] == ["council-news"]
    assert [outlet.id for outlet in archive.outlets.all()] == ["council-news"]
    assert len(list(archive.captures.all())) == 1
    assert len(desk.items("internal")) == 2


def test_a_new_capture_of_a_hidden_item_is_hidden_too(desk: Desk, archive: Archive) -> None:
    desk.file(entry(SECRET))
    archive.curation.show_to(desk.items()[0].id, "withheld", desk.run)
    desk.file(entry(SECRET), entry("The council met."), data=b"again")
    assert archive.captures.get(digest(b"again")) is None
    assert len(desk.items()) == 1


def test_what_is_not_there_cannot_be_hidden_or_purged(desk: Desk, archive: Archive) -> None:
    with pytest.raises(InputError, match="no item or outlet"):
        archive.curation.show_to("nothing", "internal", desk.run)
    with pytest.raises(InputError, match="nothing with this id"):
        archive.curation.purge("nothing", Purge("tester", "test"), desk.run)


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))


def test_a_purged_capture_leaves_a_tombstone_and_no_trace_of_its_words(desk: Desk, archive: Archive) -> None:
    data = f"plain {SECRET}".encode()
    desk.file(entry(SECRET), entry("The council met."), data=data)
    desk.file(entry("The council met."))
    assert b"zyxomma" in on_disk(archive.path).lower()
    left = archive.curation.purge(digest(data), Purge("R. Tide", "names a witness"), desk.run)
    assert left == 2
    stones = archive.curation.tombstones()
    assert {(s.kind, s.who, s.why) for s in stones} == {
        ("capture", "R. Tide", "names a witness"),
        ("item", "R. Tide", "names a witness"),
    }
    assert b"zyxomma" not in on_disk(archive.path).lower()
    assert archive.captures.get(digest(data), "withheld") is None
    assert [item.headline for item in desk.items("withheld")] == ["The council met."]
    assert list(archive.checks.structure()) == []
    known = archive.captures.known(digest(data))
    assert known is not None
    assert known.purged


def test_the_same_bytes_are_not_taken_in_again(desk: Desk, archive: Archive) -> None:
    desk.file(entry(SECRET), data=b"bytes")
    archive.curation.purge(digest(b"bytes"), Purge("R. Tide", "names a witness"), desk.run)
    assert desk.file(entry(SECRET), data=b"bytes").items == 0
    assert desk.items("withheld") == []


def test_a_purged_item_takes_the_bytes_of_its_captures_with_it(desk: Desk, archive: Archive) -> None:
    desk.file(entry(SECRET), entry("The council met."), data=b"bytes")
    archive.curation.purge(desk.items()[0].id, Purge("R. Tide", "names a witness"), desk.run)
    assert [item.headline for item in desk.items()] == ["The council met."]
    assert list(archive.captures.all("withheld")) == []
    assert find(archive, "zyxomma", "withheld") == []


def test_versions_that_only_a_purged_capture_shows_go_the_others_stay(desk: Desk, archive: Archive) -> None:
    url = "https://council.example/1"
    desk.file(entry("The council met.", url=url))
    desk.file(entry("The council met.", url=url, body=f"The council met. {SECRET}"), data=b"second")
    archive.curation.purge(digest(b"second"), Purge("R. Tide", "names a witness"), desk.run)
    (item,) = desk.items()
    assert (item.version, SECRET in item.body) == (1, False)
    assert (find(archive, "zyxomma"), find(archive, "marrowdale")) == ([], [item.id])
    assert list(archive.checks.structure()) == []


def test_an_item_that_falls_back_to_an_older_version_has_that_text_and_its_size(desk: Desk, archive: Archive) -> None:
    url, long = "https://council.example/1", "The council met in the old hall by the river. " * 20
    desk.file(entry("The council met.", url=url, body=long))
    desk.file(entry("The council met.", url=url, body=f"{long} {SECRET}"), data=b"second")
    archive.curation.purge(digest(b"second"), Purge("R. Tide", "names a witness"), desk.run)
    assert archive.database.value("SELECT size FROM items") == len(long)
