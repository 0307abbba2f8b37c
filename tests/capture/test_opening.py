"""Files, folders and zips as a user has them on disk."""

from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.capture import Limits, is_url, open_path
from dateline.errors import InputError
from dateline.records import Capture, Problem

BROKEN = Path(__file__).parents[1] / "broken"
TEXT = b"23 May 2017 In River News\n\nThe district council of Al Qunaytirah met on Monday.\n"
HTML = b"<!doctype html><title>River News</title><p>The council met."


def captures(path: Path, limits: Limits | None = None) -> list[Capture]:
    return [c for c in open_path(path, limits) if isinstance(c, Capture)]


def problems(path: Path, limits: Limits | None = None) -> list[Problem]:
    return [p for p in open_path(path, limits) if isinstance(p, Problem)]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2017, 5, 23, 10, 4, 0)), data, method)
    return out.getvalue()


def test_a_text_file_is_kept_byte_for_byte(tmp_path: Path) -> None:
    path = tmp_path / "page 2.txt"
    path.write_bytes(TEXT + b"\r\n\xff")
    os.utime(path, (1_500_000_000, 1_500_000_000))
    assert captures(path) == [
        Capture(
            sha256=hashlib.sha256(TEXT + b"\r\n\xff").hexdigest(),
            body=TEXT + b"\r\n\xff",
            media_type="text/plain",
            file_name="page 2.txt",
            modified="2017-07-14T02:40:00+00:00",
        )
    ]


def test_html_is_told_from_text_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "saved").write_bytes(HTML)
    assert captures(tmp_path / "saved")[0].media_type == "text/html"


def test_a_missing_path_stops_at_once() -> None:
    with pytest.raises(InputError, match="no such file"):
        open_path("/nowhere/at/all.html")


def test_an_empty_file_is_a_problem_with_a_remedy(tmp_path: Path) -> None:
    (tmp_path / "empty.html").touch()
    (problem,) = problems(tmp_path / "empty.html")
    assert (problem.kind, problem.where) == ("empty", str(tmp_path / "empty.html"))
    assert problem.remedy


def test_binary_is_a_problem_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(bytes(range(32)) * 40)
    (tmp_path / "b.txt").write_bytes(TEXT)
    kinds = [found.kind if isinstance(found, Problem) else found.file_name for found in open_path(tmp_path)]
    assert kinds == ["unsupported", f"{tmp_path.name}/b.txt"]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(HTML * 10)
    (problem,) = problems(tmp_path, Limits(size=100))
    assert problem.kind == "too large"
    assert "590" in problem.what


def test_pictures_and_styles_of_a_saved_page_are_told_once(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(HTML)
    (tmp_path / "page_files").mkdir()
    for n in range(3):
        (tmp_path / "page_files" / f"{n}.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "page_files" / "a.css").write_bytes(b"p { margin: 0 }")
    found = list(open_path(tmp_path))
    assert [type(f) for f in found] == [Capture, Problem]
    assert found[1].kind == "left out"
    assert "3 image/png, 1 text/css" in found[1].what


def test_a_picture_named_by_the_user_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert problems(tmp_path / "scan.png")[0].kind == "unsupported"


def test_hidden_files_are_not_pages(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (tmp_path / "b.txt").write_bytes(TEXT)
    assert [c.file_name for c in open_path(tmp_path)] == [f"{tmp_path.name}/b.txt"]


def test_a_link_back_to_a_folder_above_is_a_loop(tmp_path: Path) -> None:
    (tmp_path / "month").mkdir()
    (tmp_path / "month" / "a.txt").write_bytes(TEXT)
    (tmp_path / "month" / "back").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert len(captures(tmp_path)) == 1
    assert [(p.kind, Path(p.where).name) for p in problems(tmp_path)] == [("loop", "back"), ("loop", "self")]


def test_a_folder_reached_twice_is_taken_once(tmp_path: Path) -> None:
    (tmp_path / "month").mkdir()
    (tmp_path / "month" / "a.txt").write_bytes(TEXT)
    (tmp_path / "other").symlink_to(tmp_path / "month")
    assert len(captures(tmp_path)) == 1


def test_a_link_that_leads_nowhere_and_a_pipe_are_told(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    assert [p.kind for p in problems(tmp_path)] == ["unreadable", "special file"]


def test_folders_may_lie_as_deep_as_the_system_lets_them(tmp_path: Path) -> None:
    folders = [tmp_path]
    for _ in range(700):
        folders.append(folders[-1] / "d")
        folders[-1].mkdir()
    page = folders[-1] / "page.txt"
    page.write_bytes(TEXT)
    assert [c.body for c in captures(tmp_path)] == [TEXT]
    page.unlink()
    for folder in reversed(folders[1:]):
        folder.rmdir()


def test_a_zip_gives_its_pages_in_name_order(tmp_path: Path) -> None:
    path = tmp_path / "saved.zip"
    path.write_bytes(zipped({"b/2.html": HTML, "a/1.txt": TEXT, "__MACOSX/._1": b"\0\1", "a/": b""}))
    found = captures(path)
    assert [c.file_name for c in found] == ["saved.zip/a/1.txt", "saved.zip/b/2.html"]
    assert found[0].body == TEXT
    assert found[0].modified == "2017-05-23T10:04:00"
    assert problems(path) == []


def test_zips_in_zips_are_opened_to_the_depth_allowed(tmp_path: Path) -> None:
    data = {"page.txt": TEXT}
    for level in range(4):
        data = {f"{level}.zip": zipped(data), f"{level}.txt": TEXT}
    (tmp_path / "deep.zip").write_bytes(zipped(data))
    assert len(captures(tmp_path / "deep.zip")) == 3
    (problem,) = problems(tmp_path / "deep.zip")
    assert problem.kind == "bomb"
    assert problem.where.endswith("deep.zip/3.zip/2.zip/1.zip")


def test_a_name_packed_without_the_utf8_flag_is_read_right(tmp_path: Path) -> None:
    data = zipped({"????.txt": TEXT}).replace(b"????", "نص".encode())
    (tmp_path / "old.zip").write_bytes(data)
    assert captures(tmp_path / "old.zip")[0].file_name == "old.zip/نص.txt"


def test_a_zip_bomb_is_refused_before_unpacking() -> None:
    found = list(open_path(BROKEN / "zip-bomb.zip"))
    assert [type(f) for f in found] == [Problem]
    assert found[0].kind == "bomb"
    assert found[0].remedy


def test_one_bomb_among_pages_costs_only_itself(tmp_path: Path) -> None:
    noise = random.Random(1).randbytes(40_000)
    path = tmp_path / "mixed.zip"
    path.write_bytes(zipped({"1.txt": TEXT, "bomb.txt": b"x" * 3_000_000, "noise.bin": noise}))
    assert [c.file_name for c in captures(path)] == ["mixed.zip/1.txt"]
    assert [p.kind for p in problems(path)] == ["bomb", "unsupported"]


def test_a_zip_whose_members_overlap_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "overlap.zip"
    path.write_bytes(zipped({f"{n}.txt": b"ab" * 450_000 for n in range(30)}))
    assert [p.kind for p in problems(path, Limits(ratio=600))] == ["bomb"]


def test_the_total_taken_out_of_zips_is_bounded(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.zip").write_bytes(zipped({"a.txt": TEXT}))
    limits = Limits(unpacked=2 * len(TEXT))
    assert len(captures(tmp_path, limits)) == 2
    assert [p.kind for p in problems(tmp_path, limits)] == ["bomb"]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    data = zipped({"a.txt": TEXT, "b.txt": HTML}, zipfile.ZIP_STORED).replace(b"district", b"DISTRICT")
    (tmp_path / "bad.zip").write_bytes(data)
    assert [c.file_name for c in captures(tmp_path / "bad.zip")] == ["bad.zip/b.txt"]
    assert problems(tmp_path / "bad.zip")[0].where.endswith("bad.zip/a.txt")


def test_a_zip_cut_off_is_told(tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(zipped({"a.txt": TEXT})[:-30])
    assert [p.kind for p in problems(tmp_path)] == ["damaged"]


def test_a_locked_member_names_the_way_out(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "locked.zip").write_bytes(bytes(data))
    (problem,) = problems(tmp_path)
    assert problem.kind == "encrypted"
    assert "password" in problem.remedy


def test_an_office_document_is_no_folder_of_pages(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_bytes(zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<x/>"}))
    assert [p.kind for p in problems(tmp_path)] == ["unsupported"]
    assert captures(tmp_path) == []


names = st.text("abcXYZ019 é", min_size=1, max_size=4).filter(lambda n: n.strip() == n)
trees = st.dictionaries(
    st.lists(names, min_size=1, max_size=3).map(tuple), st.binary(min_size=1, max_size=20), min_size=1, max_size=8
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(trees, st.randoms(use_true_random=False))
def test_every_file_of_a_folder_is_found_once_in_one_order(
    tmp_path_factory: pytest.TempPathFactory, tree: dict[tuple[str, ...], bytes], chance: random.Random
) -> None:
    root = tmp_path_factory.mktemp("tree")
    written = {}
    parts = list(tree)
    chance.shuffle(parts)
    for part in parts:
        path = root.joinpath(*part)
        if any(p.is_file() for p in path.parents) or path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"news " + tree[part].hex().encode())
        written["/".join((root.name, *part))] = path.read_bytes()
    found = captures(root)
    assert written
    assert {c.file_name: c.body for c in found} == written
    assert len(found) == len(written)
    assert [c.file_name for c in found] == sorted(written, key=lambda n: n.split("/"))


def test_addresses_are_told_from_paths() -> None:
    assert is_url("https://example.org/news")
    assert is_url("ftp://example.org")
    assert not is_url("saved/page.html")
    assert not is_url("C:/saved")


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_no_damage_to_a_zip_stops_the_run(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    inner = zipped({"c.txt": TEXT, "d.html": HTML})
    raw = bytearray(zipped({"a.txt": TEXT, "b.html": HTML * 20, "inner.zip": inner}))
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    folder = tmp_path_factory.mktemp("zips")
    (folder / "bad.zip").write_bytes(bytes(raw))
    (folder / "good.txt").write_bytes(TEXT)
    found = list(open_path(folder))
    assert found[-1].file_name == f"{folder.name}/good.txt"
    assert len([f for f in found if isinstance(f, Capture)]) == 5 or any(isinstance(f, Problem) for f in found)
