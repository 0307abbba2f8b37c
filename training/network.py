"""Takes layouts of word pieces, gives the scores of every layer: one encoder, all heads. Knows no data and no schedule.

The encoder is BERT's (Devlin et al. 2019) in the size of MiniLM (Wang et al. 2020); arcs and relations are deep biaffine
(Dozat and Manning 2017); the links from a cue to its source and content are the same idea over pairs of words.
"""

from __future__ import annotations

import copy
import dataclasses
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.reading.pieces import GAPS, SHAPES


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the network is; the first block is fixed by the starting weights. `hearing`: top layers that attribution has for itself."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    inner: int = 1536
    layers: int = 6
    attention: int = 12
    arc: int = 256
    relation: int = 96
    link: int = 128
    vector: int = 96
    morphs: int = 1
    relations: int = 1
    names: int = 1
    events: int = 1
    hearing: int = 0
    dropout: float = 0.1


def drop(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout with one mask for all windows of the batch: random numbers are dear on a CPU."""
    if not training or not share:
        return x
    return x * ((torch.rand(x.shape[1:], dtype=x.dtype, device=x.device) >= share) / (1 - share)).to(x.dtype)


class Layer(nn.Module):
    """One encoder layer with attention over all pieces of the window."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.heads, self.dropout = s.attention, s.dropout
        self.qkv = nn.Linear(s.width, 3 * s.width)
        self.out = nn.Linear(s.width, s.width)
        self.norm1 = nn.LayerNorm(s.width, eps=1e-12)
        self.up = nn.Linear(s.width, s.inner)
        self.down = nn.Linear(s.inner, s.width)
        self.norm2 = nn.LayerNorm(s.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        b, n, w = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4)
        scores = (q / math.sqrt(w // self.heads)) @ k.transpose(-1, -2)
        if mask is not None:
            scores = scores + mask
        mixed = torch.softmax(scores, -1, dtype=scores.dtype) @ v
        mixed = mixed.transpose(1, 2).reshape(b, n, w)
        x = self.norm1(x + drop(self.out(mixed), self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + drop(inner, self.dropout, self.training))


class Encoder(nn.Module):
    """Pieces, shapes and gaps in, one vector per piece out."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.pieces = nn.Embedding(s.vocabulary, s.width)
        self.places = nn.Embedding(s.positions, s.width)
        self.shapes = nn.Embedding(SHAPES, s.width)
        self.gaps = nn.Embedding(GAPS, s.width)
        self.norm = nn.LayerNorm(s.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(s) for _ in range(s.layers))
        self.dropout = s.dropout
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.gaps.weight, std=0.02)

    def forward(
        self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None, top: int = 0
    ) -> tuple[Tensor, Tensor]:
        """The last layer, and the one that has `top` layers above it."""
        below = self.below(ids, shapes, gaps, mask, top)
        x = below
        for layer in list(self.layers)[len(self.layers) - top :]:
            x = layer(x, mask)
        return x, below

    def below(self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor | None, top: int) -> Tensor:
        """All layers but the `top` ones."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.pieces(ids) + self.places(places) + self.shapes(shapes) + self.gaps(gaps)
        x = drop(self.norm(x), self.dropout, self.training)
        for layer in list(self.layers)[: len(self.layers) - top]:
            x = layer(x, mask)
        return x


def load_encoder(encoder: Encoder, folder: Path) -> None:
    """Take the starting weights from a BERT checkpoint in `folder` (`model.safetensors`)."""
    raw = {k.removeprefix("bert."): v for k, v in load_file(str(folder / "model.safetensors")).items()}
    own = encoder.state_dict()
    own["pieces.weight"] = raw["embeddings.word_embeddings.weight"]
    own["places.weight"] = (
        raw["embeddings.position_embeddings.weight"] + raw["embeddings.token_type_embeddings.weight"][0]
    )
    for kind in ("weight", "bias"):
        own[f"norm.{kind}"] = raw[f"embeddings.LayerNorm.{kind}"]
        for i in range(len(encoder.layers)):
            at = f"encoder.layer.{i}."
            parts = [raw[f"{at}attention.self.{p}.{kind}"] for p in ("query", "key", "value")]
            own[f"layers.{i}.qkv.{kind}"] = torch.cat(parts)
            own[f"layers.{i}.out.{kind}"] = raw[f"{at}attention.output.dense.{kind}"]
            own[f"layers.{i}.norm1.{kind}"] = raw[f"{at}attention.output.LayerNorm.{kind}"]
            own[f"layers.{i}.up.{kind}"] = raw[f"{at}intermediate.dense.{kind}"]
            own[f"layers.{i}.down.{kind}"] = raw[f"{at}output.dense.{kind}"]
            own[f"layers.{i}.norm2.{kind}"] = raw[f"{at}output.LayerNorm.{kind}"]
    encoder.load_state_dict(own)


class Projection(nn.Module):
    """A word's vector in one role of a pair."""

    def __init__(self, width: int, size: int, dropout: float) -> None:
        super().__init__()
        self.linear, self.dropout = nn.Linear(width, size), dropout

    def forward(self, x: Tensor) -> Tensor:
        return drop(F.leaky_relu(self.linear(x), 0.1), self.dropout, self.training)


def with_one(x: Tensor) -> Tensor:
    """Append a column of ones, so that a bilinear form has its linear terms."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)


class Reader(nn.Module):
    """The network. Every head works on words (first pieces); `root` stands before the first word."""

    def __init__(self, s: Sizes) -> None:
        super().__init__()
        self.sizes = s
        self.encoder = Encoder(s)
        self.hearing = nn.ModuleList(Layer(s) for _ in range(s.hearing))
        drop = 0.2
        self.morph = nn.Linear(s.width, s.morphs)
        self.boundary = nn.Linear(s.width, 1)
        self.names = nn.Linear(s.width, s.names)
        self.roles = nn.Linear(s.width, 5)  # cue outside, begin, inside; source; content
        self.arc_dep = Projection(s.width, s.arc, drop)
        self.arc_head = Projection(s.width, s.arc, drop)
        self.arc_form = nn.Parameter(torch.zeros(s.arc + 1, s.arc))
        self.rel_dep = Projection(s.width, s.relation, drop)
        self.rel_head = Projection(s.width, s.relation, drop)
        self.rel_form = nn.Parameter(torch.zeros(s.relation + 1, s.relations * (s.relation + 1)))
        self.link_cue = Projection(s.width, 2 * s.link, drop)
        self.link_word = Projection(s.width, 2 * s.link, drop)
        self.link_form = nn.Parameter(torch.zeros(2, s.link + 1, s.link + 1))
        self.vector = nn.Linear(s.width, s.vector)
        self.event = nn.Linear(3 * s.vector, s.events)

    def encode(
        self, ids: Tensor, shapes: Tensor, gaps: Tensor, first: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """(batch, words, width) for the words, (batch, 1 + words, width) with the root before them, and the words as
        the heads of attribution see them."""
        x, below = self.encoder(ids, shapes, gaps, mask, len(self.hearing))
        words = self.first(x, first)
        heard = self.first(self.hear(below, mask), first) if len(self.hearing) else words
        return words, torch.cat([x[:, :1], words], 1), heard

    def hear(self, below: Tensor, mask: Tensor | None) -> Tensor:
        """The layers that attribution has for itself."""
        for layer in self.hearing:
            below = layer(below, mask)
        return below

    @staticmethod
    def first(x: Tensor, first: Tensor) -> Tensor:
        """Of every word, the vector of its first piece."""
        return torch.gather(x, 1, first.unsqueeze(-1).expand(-1, -1, x.shape[-1]))

    def arcs(self, words: Tensor, rooted: Tensor) -> Tensor:
        """(batch, words, 1 + words): how well each word, or the root, is the head of each word."""
        return with_one(self.arc_dep(words)) @ self.arc_form @ self.arc_head(rooted).transpose(-1, -2)

    def relations(self, dep: Tensor, head: Tensor) -> Tensor:
        """(n, relations) for n pairs of projected dependants and heads."""
        form = (with_one(dep) @ self.rel_form).view(dep.shape[0], -1, self.sizes.relation + 1)
        return (form @ with_one(head).unsqueeze(-1)).squeeze(-1)

    def links(self, words: Tensor) -> Tensor:
        """(batch, 2, words, words): whether word j is in the source (0) or content (1) of the cue word i."""
        b, n, _ = words.shape
        cue = with_one(self.link_cue(words).view(b, n, 2, -1)).transpose(1, 2)
        word = with_one(self.link_word(words).view(b, n, 2, -1)).transpose(1, 2)
        return cue @ self.link_form @ word.transpose(-1, -2)


def branched(net: Reader, layers: int) -> Reader:
    """The same network, whose attribution has its own copy of the top `layers`; it decides as before until it is trained."""
    out = Reader(dataclasses.replace(net.sizes, hearing=layers))
    kept = net.state_dict()
    top = list(net.encoder.layers)[len(net.encoder.layers) - layers :]
    copies = {
        f"hearing.{i}.{k}": v for i, layer in enumerate(top) for k, v in copy.deepcopy(layer.state_dict()).items()
    }
    out.load_state_dict(kept | copies)
    return out
