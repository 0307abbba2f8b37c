"""Takes the network and one batch, gives one loss per layer; weights and schedules stand in `loop.py`."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from training.network import Reader, with_one

NEVER = -1e4


def losses(net: Reader, batch: dict[str, Tensor], events: Tensor, spans: Tensor) -> dict[str, Tensor]:
    """Mean loss of every layer that this batch has labels for."""
    words, rooted, heard = net.encode(batch["ids"], batch["shapes"], batch["gaps"], batch["first"], _mask(batch))
    out = _tags(net, batch, words) | _heard(net, batch, heard)
    out |= _syntax(net, batch, words, rooted)
    if (events >= 0).any():
        out["events"] = _events(net, batch, words, events, spans)
    return out


def hearing_losses(net: Reader, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Mean loss of the layers of attribution alone, without a gradient for the layers that others share."""
    mask = _mask(batch)
    with torch.no_grad():
        below = net.encoder.below(batch["ids"], batch["shapes"], batch["gaps"], mask, len(net.hearing))
    return _heard(net, batch, net.first(net.hear(below, mask), batch["first"]))


def _mask(batch: dict[str, Tensor]) -> Tensor:
    mask = torch.zeros_like(batch["pad"], dtype=torch.float32).masked_fill(~batch["pad"], NEVER)[:, None, None, :]
    return mask.to(torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else torch.float32)


def _rows(labels: Tensor) -> Tensor:
    return (labels.flatten(1) != -100).any(1).nonzero().squeeze(1)


def _tags(net: Reader, batch: dict[str, Tensor], words: Tensor) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    for key, head in (("morph", net.morph), ("names", net.names)):
        rows = _rows(batch[key])
        if len(rows):
            out[key] = F.cross_entropy(head(words[rows]).float().transpose(1, 2), batch[key][rows])
    rows = _rows(batch["boundary"])
    if len(rows):
        goal = batch["boundary"][rows]
        scores, known = net.boundary(words[rows]).float().squeeze(-1), goal >= 0
        out["boundary"] = F.binary_cross_entropy_with_logits(scores[known], goal[known].float()) * 3
    return out


def _heard(net: Reader, batch: dict[str, Tensor], words: Tensor) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    rows = _rows(batch["roles"])
    if len(rows):
        goal, scores = batch["roles"][rows], net.roles(words[rows]).float()
        known = goal[..., 0] >= 0
        out["cue"] = F.cross_entropy(scores[..., :3].transpose(1, 2), goal[..., 0])
        out["span"] = F.binary_cross_entropy_with_logits(scores[..., 3:][known], goal[..., 1:][known].float())
    if "link_row" in batch:
        out["links"] = _links(net, batch, words)
    return out


def _syntax(net: Reader, batch: dict[str, Tensor], words: Tensor, rooted: Tensor) -> dict[str, Tensor]:
    rows = _rows(batch["head"])
    if not len(rows):
        return {}
    words, rooted, goal, unit = words[rows], rooted[rows], batch["head"][rows], batch["unit"][rows]
    scores = net.arcs(words, rooted).float()
    same = unit[:, :, None] == unit[:, None, :]
    same = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
    itself = F.pad(torch.eye(words.shape[1], dtype=torch.bool), (1, 0))
    scores = scores.masked_fill(~same | itself, NEVER)
    known = goal >= 0
    arcs = F.cross_entropy(scores[known], goal[known])
    place = goal.clamp(min=0)
    head = torch.gather(net.rel_head(rooted), 1, place.unsqueeze(-1).expand(-1, -1, net.sizes.relation))
    relation = net.relations(net.rel_dep(words)[known], head[known]).float()
    return {"arcs": arcs, "relations": F.cross_entropy(relation, batch["relation"][rows][known])}


def _links(net: Reader, batch: dict[str, Tensor], words: Tensor) -> Tensor:
    """The score of a cue is the mean over its words, so cue words are averaged before the form is applied."""
    row, n = batch["link_row"], words.shape[1]
    used, place = torch.unique(row, return_inverse=True)
    some = words[used]
    cue = with_one(net.link_cue(some).view(len(used), n, 2, -1)).transpose(1, 2)
    word = with_one(net.link_word(some).view(len(used), n, 2, -1)).transpose(1, 2)
    mean = torch.einsum("kn,ktnd->ktd", batch["link_cue"].to(cue.dtype), cue[place])
    left = torch.einsum("ktd,tde->kte", mean, net.link_form.to(cue.dtype))
    scores = torch.einsum("kte,ktne->ktn", left, word[place]).float()
    scores = torch.cat([torch.zeros_like(scores[:, :1]), scores], 1)
    return F.cross_entropy(scores, batch["link_goal"])


def _events(net: Reader, batch: dict[str, Tensor], words: Tensor, events: Tensor, spans: Tensor) -> Tensor:
    """Event type from the mean vector of the window, of the source and of the target; `spans` (batch, 2, words)."""
    rows = (events >= 0).nonzero().squeeze(1)
    vectors = net.vector(words[rows])
    weights = torch.cat([batch["real"][rows].unsqueeze(1).float(), spans[rows]], 1)
    weights = weights / weights.sum(-1, keepdim=True).clamp(min=1)
    mixed = torch.einsum("bkn,bnd->bkd", weights.to(vectors.dtype), vectors)
    return F.cross_entropy(net.event(mixed.flatten(1)).float(), events[rows])
