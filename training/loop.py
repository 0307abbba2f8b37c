"""Takes prepared documents and settings, gives checkpoints: the training loop, resumable, with averaged weights."""

from __future__ import annotations

import dataclasses
import json
import math
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

from dateline.reading.pieces import Pieces
from training.labels import Labels
from training.losses import hearing_losses, losses
from training.network import Reader, Sizes
from training.windows import Cuts, Prepared, Window, batches, collate, cut

WEIGHTS = {
    "morph": 1.0, "boundary": 0.5, "names": 1.5, "cue": 2.0, "span": 0.7, "arcs": 1.0, "relations": 1.0, "links": 2.0, "events": 0.15,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `share` is how often a corpus is seen per pass; `hearing`: only the layers of attribution learn."""

    steps: int = 6500
    budget: int = 2300
    encoder_rate: float = 3e-4
    head_rate: float = 1.5e-3
    decay: float = 0.87
    warm_up: int = 200
    mask_share: float = 0.04
    average: float = 0.998
    seed: int = 20261123
    threads: int = 2
    save_every: int = 300
    bfloat16: bool = True
    device: str = "cpu"
    share: tuple[tuple[str, float], ...] = (("ewt", 1.4), ("worldwide", 1.1), ("polnear", 0.9), ("ngec", 0.15))
    cuts: Cuts = field(default_factory=Cuts)
    hearing: bool = False


SECOND = Plan(
    steps=1600, encoder_rate=1.5e-4, head_rate=5e-4, warm_up=80, mask_share=0.10, average=0.997, save_every=100,
    share=(("polnear", 1.0),), cuts=Cuts(110, 230, 0.06, 0.2), hearing=True,
)  # fmt: skip
OWN_LAYERS = 2


@dataclass(slots=True)
class State:
    """Everything a run needs to go on."""

    net: Reader
    mean: dict[str, Tensor]
    optimiser: torch.optim.Optimizer
    step: int = 0


def start(plan: Plan, net: Reader) -> State:
    """A state before the first step."""
    mean = {k: v.detach().clone() for k, v in net.state_dict().items()}
    return State(
        net,
        mean,
        torch.optim.AdamW(_groups(plan, net), betas=(0.9, 0.98), weight_decay=0.01, fused=plan.device == "cpu"),
    )


def _groups(plan: Plan, net: Reader) -> list[dict[str, object]]:
    layers, groups = len(net.encoder.layers), []
    for name, weight in net.named_parameters():
        if plan.hearing and not name.startswith(("hearing.", "roles.", "link_")):
            weight.requires_grad_(False)
            continue
        if name.startswith("hearing."):
            rate = plan.encoder_rate
        elif name.startswith("encoder.layers."):
            rate = plan.encoder_rate * plan.decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.shapes", "encoder.gaps")):
            rate = plan.head_rate / 2
        elif name.startswith("encoder."):
            rate = plan.encoder_rate * plan.decay**layers
        else:
            rate = plan.head_rate
        groups.append({"params": [weight], "lr": rate, "full": rate})
    return groups


def rate(plan: Plan, step: int) -> float:
    """Share of the full learning rate: straight up, then a cosine down to a fiftieth."""
    if step < plan.warm_up:
        return (step + 1) / plan.warm_up
    done = (step - plan.warm_up) / max(1, plan.steps - plan.warm_up)
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))


def one_pass(docs: list[Prepared], plan: Plan, number: int) -> list[list[Window]]:
    """The batches of one pass, the same for the same seed and number."""
    rng, share = random.Random(f"{plan.seed}-{number}"), dict(plan.share)
    times = [int(share.get(d.doc.corpus, 1.0) + rng.random()) for d in docs]
    return batches(
        [w for d, n in zip(docs, times, strict=True) for _ in range(n) for w in cut(d, rng, plan.cuts)],
        rng,
        plan.budget,
    )


def train(state: State, docs: list[Prepared], plan: Plan, pieces: Pieces, labels: Labels, folder: Path) -> None:
    """Run to the last step, saving on the way; a run that was broken off continues at the pass it stood in."""
    done, number, began = 0, 0, time.time()
    seen: dict[str, list[float]] = {}
    while state.step < plan.steps:
        groups = one_pass(docs, plan, number)
        print(f"pass {number}: {len(groups)} batches, at step {state.step}", flush=True)
        for at, group in enumerate(groups):
            done += 1
            if done <= state.step:
                continue
            for key, value in step(state, group, plan, pieces, labels, f"{number}-{at}").items():
                seen.setdefault(key, []).append(value)
            if state.step % 50 == 0:
                told = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in seen.items())
                print(f"step {state.step} {time.time() - began:.0f}s {told}", flush=True)
                seen = {}
            if state.step % plan.save_every == 0 or state.step >= plan.steps:
                save(state, plan, labels, folder)
            if state.step >= plan.steps:
                return
        number += 1


def step(state: State, group: list[Window], plan: Plan, pieces: Pieces, labels: Labels, seed: str) -> dict[str, float]:
    """One batch forward and back; returns the loss per layer."""
    batch = collate(group, pieces, random.Random(f"{plan.seed}-{seed}"), plan.mask_share)
    events, spans = event_goals(group, labels, batch["first"].shape[1])
    batch = {k: v.to(plan.device) for k, v in batch.items()}
    for each in state.optimiser.param_groups:
        each["lr"] = each["full"] * rate(plan, state.step)
    state.net.train()
    with torch.autocast(plan.device, dtype=torch.bfloat16, enabled=plan.bfloat16):
        parts = (
            hearing_losses(state.net, batch)
            if plan.hearing
            else losses(state.net, batch, events.to(plan.device), spans.to(plan.device))
        )
    total = sum(WEIGHTS[k] * v for k, v in parts.items())
    assert isinstance(total, Tensor)
    total.backward()
    torch.nn.utils.clip_grad_norm_(state.net.parameters(), 5.0)
    state.optimiser.step()
    state.optimiser.zero_grad(set_to_none=True)
    state.step += 1
    if state.step % 5 == 0:
        _average(state, plan)
    return {k: float(v.detach()) for k, v in parts.items()}


def event_goals(group: list[Window], labels: Labels, words: int) -> tuple[Tensor, Tensor]:
    """The event type per window (-1: none) and the words of its source and target."""
    goals, spans = torch.full((len(group),), -1), torch.zeros(len(group), 2, words)
    for i, window in enumerate(group):
        if window.source.doc.event is None or window.start:
            continue
        kind, source, target = window.source.doc.event
        goals[i] = labels.events.index(kind)
        for k, numbers in enumerate((source, target)):
            spans[i, k, [n for n in numbers if n < window.end]] = 1
    return goals, spans


@torch.no_grad()
def _average(state: State, plan: Plan) -> None:
    keep = min(plan.average, (1 + state.step) / (10 + state.step)) ** 5
    own = state.net.state_dict()
    torch._foreach_lerp_(list(state.mean.values()), [own[k] for k in state.mean], 1 - keep)


def save(state: State, plan: Plan, labels: Labels, folder: Path) -> None:
    """Write the checkpoint beside the old one, then put it in its place."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = {
        "step": state.step, "net": state.net.state_dict(), "mean": state.mean, "optimiser": state.optimiser.state_dict(),
        "sizes": dataclasses.asdict(state.net.sizes),
        "labels": {k: getattr(labels, k) for k in ("morphs", "relations", "names", "events")},
    }  # fmt: skip
    torch.save(whole, folder / "checkpoint.new")
    (folder / "checkpoint.new").replace(folder / "checkpoint.pt")
    (folder / "plan.json").write_text(json.dumps(dataclasses.asdict(plan), indent=1))


def resume(plan: Plan, folder: Path) -> tuple[State, Labels]:
    """The state of a run that was broken off."""
    raw = torch.load(folder / "checkpoint.pt", weights_only=True)
    net = Reader(Sizes(**raw["sizes"]))
    net.load_state_dict(raw["net"])
    state = start(plan, net)
    state.optimiser.load_state_dict(raw["optimiser"])
    state.mean, state.step = raw["mean"], raw["step"]
    return state, Labels(**raw["labels"])


def averaged(folder: Path) -> tuple[Reader, Labels]:
    """The averaged weights of a run, and its labels."""
    raw = torch.load(folder / "checkpoint.pt", weights_only=True)
    net = Reader(Sizes(**raw["sizes"]))
    net.load_state_dict(raw["mean"])
    return net, Labels(**raw["labels"])
