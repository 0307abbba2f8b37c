"""Takes the folder of a model, gives scores for one window of words; decides nothing and keeps nothing of the texts.

A model folder holds `model.json` (format, version, labels, digests), `reader.onnx`, `relations.onnx`, `tokenizer.json`
and `lemmas.json`. One window is one run of the graph, so no text shares its number range with another.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dateline.errors import ModelError
from dateline.reading.pieces import Layout, Pieces

FORMAT = 1
FILES = ("reader.onnx", "relations.onnx", "tokenizer.json", "lemmas.json")
_REMEDY = "install dateline again, or make the model with `make train`"
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the model says of one window of n words.

    `morphs` (n,) label numbers; `boundary` (n,) share that a sentence ends after the word; `names` (n, labels) and
    the first three of `roles` (n, 5) log shares, the last two plain shares (source, content); `arcs` (n, 1 + n) with
    the root first; `dependants` (n, k) and `heads` (1 + n, k) for the relations; `links` (2, n, n) cue word to source
    or content; `vectors` (n, width).
    """

    morphs: NDArray[np.int64]
    boundary: Floats
    names: Floats
    roles: Floats
    arcs: Floats
    dependants: Floats
    heads: Floats
    links: Floats
    vectors: Floats


@dataclass(frozen=True, slots=True)
class Labels:
    """The label sets in the model's order. `morphs` are (class, features), `names` are (place, kind)."""

    morphs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    relations: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


class Model:
    """The graphs and tables of one folder, loaded."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder = folder
        about = _description(folder)
        self.version, self.width = str(about["version"]), int(about["width"])
        self.labels = _labels(about["labels"])
        self.hears = bool(about.get("attribution", True))  # false: made without data on attribution
        try:
            self.pieces = Pieces.load(folder / "tokenizer.json")
            self.lemmas: dict[str, dict[str, str]] = json.loads((folder / "lemmas.json").read_text("utf-8"))
            self._reader = _session(folder / "reader.onnx", threads)
            self._relations = _session(folder / "relations.onnx", 1)
        except Exception as trouble:
            raise ModelError(f"cannot be read ({trouble})", where=str(folder), remedy=_REMEDY) from trouble

    def run(self, window: Layout) -> Scores:
        """The scores of one window."""
        inputs = {"ids": window.ids, "shapes": window.shapes, "gaps": window.gaps, "first": window.first}
        return Scores(*self._reader.run(None, {k: v[None] for k, v in inputs.items()}))

    def relations(self, dependants: Floats, heads: Floats) -> Floats:
        """(n, relations): how well each relation fits each pair."""
        scores: Floats = self._relations.run(None, {"dependants": dependants, "heads": heads})[0]
        return scores


def shipped() -> Path:
    """The folder of the model in the package."""
    return Path(str(resources.files("dateline"))) / "data" / "model"


def _session(path: Path, threads: int) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _description(folder: Path) -> dict[str, Any]:
    path = folder / "model.json"
    try:
        about = json.loads(path.read_text("utf-8"))
        kind, files = about["format"], dict(about["files"])
        about["version"], about["width"], about["labels"]
    except (OSError, UnicodeError, ValueError, KeyError, TypeError) as trouble:
        raise ModelError("is no reader's description", where=str(path), remedy=_REMEDY) from trouble
    if kind != FORMAT:
        raise ModelError(f"has format {kind}, this dateline reads {FORMAT}", where=str(path), remedy=_REMEDY)
    for name in FILES:
        _check(folder / name, str(files.get(name)))
    return dict(about)


def _check(path: Path, expected: str) -> None:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as trouble:
        raise ModelError("is missing", where=str(path), remedy=_REMEDY) from trouble
    if found != expected:
        raise ModelError("is damaged or of another model", where=str(path), remedy=_REMEDY)


def _labels(raw: dict[str, list[str]]) -> Labels:
    morphs = []
    for label in raw["morphs"]:
        word_class, *features = label.split("|")
        pairs = tuple(sorted((f.split("=", 1)[0], f.split("=", 1)[1]) for f in features))
        morphs.append((word_class, pairs))
    names = tuple(("O", "") if label == "O" else (label[0], label[2:]) for label in raw["names"])
    return Labels(tuple(morphs), tuple(raw["relations"]), names)
