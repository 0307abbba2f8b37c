"""Takes a checkpoint, gives the files that ship: two graphs in int8, the vocabulary, labels and word tables.

`reader.onnx` does all layers for one window; `relations.onnx` names the relation of each word to the head that the tree
decoder chose. Averaged weights are exported.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dateline.reading.pieces import Pieces
from training import corpora
from training.network import Reader, Sizes
from training.tables import lemma_table

FORMAT = 1


class Bytes(nn.Module):
    """An embedding in 8 bits with one scale per row: four times smaller, and no row suffers from another's range."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.table[ids].float() * self.scale[ids]


class Whole(nn.Module):
    """One window in, the scores of all layers out; batch of one."""

    def __init__(self, net: Reader, morphs: list[str]) -> None:
        super().__init__()
        self.net = net
        net.encoder.pieces = Bytes(net.encoder.pieces.weight.detach())  # type: ignore[assignment]
        classes = sorted({m.split("|")[0] for m in morphs})
        groups = torch.zeros(len(morphs), len(classes))
        for at, morph in enumerate(morphs):
            groups[at, classes.index(morph.split("|")[0])] = 1
        self.register_buffer("groups", groups)

    def forward(self, ids: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        net = self.net
        words, rooted, heard = net.encode(ids, shapes, gaps, first, None)
        morph = torch.softmax(net.morph(words), -1)
        best = (morph @ self.groups).argmax(-1)  # the word class first, then the features within it
        morph = (morph * self.groups.T[best]).argmax(-1)
        roles = net.roles(heard)
        return (
            morph[0],
            torch.sigmoid(net.boundary(words))[0, :, 0],
            torch.log_softmax(net.names(words), -1)[0],
            torch.cat([torch.log_softmax(roles[..., :3], -1), torch.sigmoid(roles[..., 3:])], -1)[0],
            net.arcs(words, rooted)[0],
            net.rel_dep(words)[0],
            net.rel_head(rooted)[0],
            net.links(heard)[0],
            net.vector(words)[0],
        )


OUTPUTS = ["morph", "boundary", "names", "roles", "arcs", "dependants", "heads", "links", "vectors"]


class Relations(nn.Module):
    """Projected dependants and heads in, relation scores out."""

    def __init__(self, net: Reader) -> None:
        super().__init__()
        self.net = net

    def forward(self, dependants: Tensor, heads: Tensor) -> Tensor:
        return self.net.relations(dependants, heads)


def export(work: Path, to: Path, data: Path, without: set[str]) -> None:
    """Write the shipped files into `to`."""
    raw = torch.load(work / "checkpoint.pt", weights_only=True)
    net = Reader(Sizes(**raw["sizes"]))
    net.load_state_dict(raw["mean"])
    net.eval()
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole, relations = Path(scratch) / "whole.onnx", Path(scratch) / "relations.onnx"
        _graphs(net, raw["labels"]["morphs"], whole, relations)
        _shrink(whole, to / "reader.onnx")
        shutil.copy(relations, to / "relations.onnx")
    from training.__main__ import encoder_folder

    shutil.copy(encoder_folder() / "tokenizer.json", to / "tokenizer.json")
    docs = [d for n in ("ewt", "gum") if n not in without for d in corpora.read(n, data)]
    (to / "lemmas.json").write_text(
        json.dumps(lemma_table(docs), ensure_ascii=False, sort_keys=True, separators=(",", ":")), "utf-8"
    )
    _describe(to, work, raw)


def _graphs(net: Reader, morphs: list[str], whole: Path, relations: Path) -> None:
    p, w = 24, 17
    example = (
        torch.randint(1000, 9000, (1, p)),
        torch.ones(1, p, dtype=torch.long),
        torch.ones(1, p, dtype=torch.long),
        torch.arange(1, w + 1)[None],
    )
    names = ["ids", "shapes", "gaps", "first"]
    axes = {n: {1: "pieces"} for n in names[:3]} | {"first": {1: "words"}}
    torch.onnx.export(
        Whole(net, morphs), example, str(whole), input_names=names, output_names=OUTPUTS, dynamic_axes=axes, opset_version=17, dynamo=False
    )  # fmt: skip
    pair = (torch.randn(5, net.sizes.relation), torch.randn(5, net.sizes.relation))
    torch.onnx.export(
        Relations(net), pair, str(relations), input_names=["dependants", "heads"], output_names=["relations"],
        dynamic_axes={n: {0: "n"} for n in ("dependants", "heads", "relations")}, opset_version=17, dynamo=False,
    )  # fmt: skip


def _shrink(source: Path, to: Path) -> None:
    """Weights of the encoder's matrices in 8 bits."""
    quantize_dynamic(  # the heads stay as they are: small, and most of the loss
        str(source), str(to), op_types_to_quantize=["MatMul", "Gemm"], per_channel=True, reduce_range=True,
        weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True},
        nodes_to_exclude=_forms(source),
    )  # fmt: skip


def _forms(source: Path) -> list[str]:
    graph = onnx.load(str(source)).graph
    return [
        n.name
        for n in graph.node
        if n.op_type in {"MatMul", "Gemm"} and not n.name.startswith(("/encoder/layers", "/hearing"))
    ]


def _describe(to: Path, work: Path, raw: dict[str, object]) -> None:
    graph = (to / "reader.onnx").read_bytes()
    import hashlib

    version = hashlib.sha256(graph + (to / "lemmas.json").read_bytes()).hexdigest()[:8]
    labels, sizes = raw["labels"], raw["sizes"]
    assert isinstance(labels, dict)
    assert isinstance(sizes, dict)
    files = {
        n: hashlib.sha256((to / n).read_bytes()).hexdigest()
        for n in ("reader.onnx", "relations.onnx", "tokenizer.json", "lemmas.json")
    }
    before = json.loads((work / "steps.json").read_text()) if (work / "steps.json").exists() else []
    whole = {
        "format": FORMAT, "version": f"dateline-{version}", "width": sizes["vector"], "steps": [*before, raw["step"]],
        "attribution": "polnear" in json.loads((work / "data.json").read_text()),
        "labels": {k: labels[k] for k in ("morphs", "relations", "names")}, "files": files,
        "data": json.loads((work / "data.json").read_text()),
    }  # fmt: skip
    (to / "model.json").write_text(json.dumps(whole, indent=1, ensure_ascii=False) + "\n", "utf-8")


def check(path: Path) -> None:
    """Raise where a graph is not well formed."""
    onnx.checker.check_model(str(path))


__all__ = ["Pieces", "export"]
