"""A reader that ships can be trained on: its weights come back, and its attribution learns without touching the rest."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is needed for training alone")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")
pytestmark = pytest.mark.filterwarnings("ignore")

from training import loop, warm  # noqa: E402
from training.corpora import from_text  # noqa: E402
from training.export import _graphs, _shrink  # noqa: E402
from training.labels import Labels  # noqa: E402
from training.network import Reader, Sizes, branched  # noqa: E402
from training.windows import prepare  # noqa: E402

from dateline.reading.model import shipped  # noqa: E402
from dateline.reading.pieces import Pieces  # noqa: E402

LABELS = {"morphs": ["NOUN", "VERB|Tense=Past"], "relations": ["nsubj", "root"], "names": ["O", "S-Place"]}
SIZES = Sizes(
    width=24, inner=32, layers=3, arc=8, relation=6, link=5, vector=7, morphs=2, relations=2, names=2, events=1
)


@pytest.fixture
def net() -> Reader:
    torch.manual_seed(5)
    made = Reader(SIZES).eval()
    with torch.no_grad():  # weights that are alike would ship as one
        for weight in made.parameters():
            weight.add_(torch.randn_like(weight) * 0.05)
    return made


def ship(net: Reader, folder: Path) -> Path:
    _graphs(net, LABELS["morphs"], folder / "w.onnx", folder / "relations.onnx")
    _shrink(folder / "w.onnx", folder / "reader.onnx")
    (folder / "model.json").write_text(json.dumps({"labels": LABELS, "width": net.sizes.vector}))
    return folder


def heard(net: Reader) -> tuple[torch.Tensor, ...]:
    ids = torch.tensor([[101, 2023, 3000, 102]])
    kinds = torch.ones_like(ids)
    with torch.no_grad():
        words, rooted, own = net.encode(ids, kinds, kinds, torch.tensor([[1, 2]]), None)
        return net.names(words), net.arcs(words, rooted), net.roles(own), net.links(own)


def same(a: tuple[torch.Tensor, ...], b: tuple[torch.Tensor, ...]) -> bool:
    return all(torch.equal(x, y) for x, y in zip(a, b, strict=True))


@pytest.mark.parametrize("own", [0, 2])
def test_the_weights_of_a_shipped_reader_come_back(net: Reader, tmp_path: Path, own: int) -> None:
    net = branched(net, own).eval() if own else net
    with torch.no_grad():
        for layer in net.hearing:
            for weight in layer.parameters():
                weight.add_(torch.randn_like(weight) * 0.01)
    before = {k: v.clone() for k, v in net.state_dict().items()}
    found, labels = warm.shipped(ship(net, tmp_path))
    assert (found.sizes, labels.names) == (net.sizes, ["O", "S-Place"])
    for name, weight in found.state_dict().items():
        if name.startswith("event."):
            continue
        rounded = ".layers." in name or name.startswith(("hearing.", "encoder.pieces"))
        most = 0.02 * float(before[name].abs().max()) if rounded else 1e-6
        assert torch.allclose(weight, before[name], atol=most), name


def test_a_graph_without_the_weights_is_refused(net: Reader, tmp_path: Path) -> None:
    ship(net, tmp_path)
    (tmp_path / "reader.onnx").write_bytes((tmp_path / "relations.onnx").read_bytes())
    with pytest.raises((ValueError, KeyError)):
        warm.shipped(tmp_path)


def test_layers_of_its_own_change_nothing_before_they_learn(net: Reader) -> None:
    assert same(heard(branched(net, 2).eval()), heard(net))


def test_only_attribution_learns_in_the_second_stage(net: Reader, tmp_path: Path) -> None:
    net = branched(net, 1)
    pieces = Pieces.load(shipped() / "tokenizer.json")
    doc, _ = from_text("The mayor said that the road had been closed.", "polnear", "d")
    doc.attributions = [([0, 1], [2], [3, 4, 5, 6, 7, 8])]
    labels = Labels(**LABELS, events=["none"])
    plan = replace(loop.SECOND, steps=3, warm_up=1, bfloat16=False)
    before = {k: v.clone() for k, v in net.state_dict().items()}
    loop.train(loop.start(plan, net), [prepare(doc, pieces, labels)], plan, pieces, labels, tmp_path)
    changed = {k.split(".")[0] for k, v in net.state_dict().items() if not torch.equal(v, before[k])}
    assert changed == {"hearing", "roles", "link_cue", "link_word", "link_form"}
    again, _ = loop.resume(plan, tmp_path)
    assert again.step == 3
    assert loop.averaged(tmp_path)[0].sizes == net.sizes
