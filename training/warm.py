"""Takes the folder of a shipped reader, gives the network that it was made of, near enough to train on from there.

Weights in 8 bits are turned back into numbers, the rest is read as it stands; the head for event types does not ship and
knows one type only, that nothing is trained on. `export.py` wrote what is read here.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from training.labels import Labels
from training.network import Reader, Sizes

FRESH = ("event.",)


def shipped(folder: Path) -> tuple[Reader, Labels]:
    """The network and the labels of the reader in `folder`. Raises ValueError where the graph lacks weights."""
    about = json.loads((folder / "model.json").read_text("utf-8"))
    known = about["labels"]
    labels = Labels(known["morphs"], known["relations"], known["names"], ["none"])
    raw = weights(folder / "reader.onnx") | weights(folder / "relations.onnx")
    net = Reader(sizes(raw, labels, int(about["width"])))
    missing = sorted(k for k in net.state_dict() if k not in raw and not k.startswith(FRESH))
    if missing:
        raise ValueError(f"{folder} holds no weights for {', '.join(missing)}")
    net.load_state_dict({k: raw.get(k, v) for k, v in net.state_dict().items()})
    return net, labels


def sizes(raw: dict[str, Tensor], labels: Labels, vector: int) -> Sizes:
    """The sizes that the weights have; `attention` is not to be seen in them and stays at its default."""
    vocabulary, width = raw["encoder.pieces.weight"].shape
    return Sizes(
        vocabulary=vocabulary,
        positions=raw["encoder.places.weight"].shape[0],
        width=width,
        inner=raw["encoder.layers.0.up.weight"].shape[0],
        layers=sum(k.endswith(".norm1.weight") for k in raw if k.startswith("encoder.")),
        hearing=sum(k.endswith(".norm1.weight") for k in raw if k.startswith("hearing.")),
        arc=raw["arc_dep.linear.weight"].shape[0],
        relation=raw["rel_dep.linear.weight"].shape[0],
        link=raw["link_form"].shape[-1] - 1,
        vector=vector,
        morphs=len(labels.morphs),
        relations=len(labels.relations),
        names=len(labels.names),
        events=len(labels.events),
    )


def weights(path: Path) -> dict[str, Tensor]:
    """Every weight of a graph by its name in the network, in 32 bits."""
    graph = onnx.load(str(path)).graph
    held = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    out = {k.removeprefix("net."): v for k, v in held.items() if k.startswith("net.")}
    if "encoder.pieces.table" in out:
        out["encoder.pieces.weight"] = out.pop("encoder.pieces.table").astype(np.float32) * out.pop(
            "encoder.pieces.scale"
        )
    for node in graph.node:
        if node.op_type in {"MatMul", "MatMulInteger"} and node.input[1] in held:
            place = node.name.strip("/").rpartition("/")[0].replace("/", ".")
            if place:  # a form without a name of its own is among the rest
                out[f"{place}.weight"] = _plain(held, node.input[1]).T
    return {k: torch.from_numpy(np.array(v, np.float32)) for k, v in out.items()}


def _plain(held: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A matrix in numbers; one in 8 bits has a scale and a zero per column."""
    base = name.removesuffix("_quantized")
    if base == name:
        return held[name]
    steps = held[name].astype(np.float32) - held[f"{base}_zero_point"].astype(np.float32)
    return steps * held[f"{base}_scale"]
