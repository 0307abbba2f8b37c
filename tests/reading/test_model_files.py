"""A damaged or foreign model folder is refused with an error that names the file."""

import json
import shutil
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.reading import Reader, load
from dateline.reading.model import FILES, shipped


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(shipped(), tmp_path / "model")
    return tmp_path / "model"


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        Reader(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(folder: Path, name: str) -> None:
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=name):
        Reader(folder)


@pytest.mark.parametrize("content", ["", "{", "[]", '"x"', '{"format": 1}', '{"hello": "world"}'])
def test_a_foreign_description_is_refused(folder: Path, content: str) -> None:
    (folder / "model.json").write_text(content)
    with pytest.raises(ModelError, match=r"model\.json"):
        Reader(folder)


def test_a_newer_format_is_refused(folder: Path) -> None:
    about = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**about, "format": 99}))
    with pytest.raises(ModelError, match="format 99"):
        Reader(folder)


def test_a_graph_that_is_none_is_refused(folder: Path) -> None:
    import hashlib

    (folder / "reader.onnx").write_bytes(b"no graph")
    about = json.loads((folder / "model.json").read_text())
    about["files"]["reader.onnx"] = hashlib.sha256(b"no graph").hexdigest()
    (folder / "model.json").write_text(json.dumps(about))
    with pytest.raises(ModelError, match="cannot be read"):
        Reader(folder)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nowhere"):
        Reader(tmp_path / "nowhere")


def test_an_unknown_reader_names_the_known_ones() -> None:
    with pytest.raises(ModelError, match="dateline, spacy, stanza"):
        load("oracle")


def test_the_shipped_model_is_small_enough() -> None:
    assert sum(f.stat().st_size for f in shipped().iterdir()) <= 40 * 2**20


def test_a_model_made_without_attribution_hears_none(folder: Path) -> None:
    about = json.loads((folder / "model.json").read_text())
    (folder / "model.json").write_text(json.dumps({**about, "attribution": False}))
    found = Reader(folder).read("The mayor of the town said that the road had been closed.")
    assert found.sentences
    assert found.attributions == ()
