"""Takes documents, gives numbered label sets; what training has not seen often falls back to its general form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from training.corpora import Words


@dataclass(slots=True)
class Labels:
    """The label sets in their order in the model."""

    morphs: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    _known: dict[str, dict[str, int]] = field(default_factory=dict, repr=False)

    @classmethod
    def learn(cls, docs: list[Words], rare: int = 3) -> Labels:
        """Collect labels; a combination of word class and features seen fewer than `rare` times is left out."""
        morphs: Counter[str] = Counter(m for d in docs for m, _, _ in d.syntax or ())
        relations: Counter[str] = Counter(r for d in docs for _, _, r in d.syntax or ())
        plain = {m.split("|")[0] for m in morphs}
        kinds = sorted({t[2:] for d in docs for t in d.names or () if t != "O"})
        return cls(
            sorted(plain | {m for m, n in morphs.items() if n >= rare}),
            sorted(r for r, n in relations.items() if n >= rare or ":" not in r),
            ["O", *(f"{place}-{kind}" for kind in kinds for place in "BIES")],
            sorted({d.event[0] for d in docs if d.event}),
        )

    def morph(self, label: str) -> int:
        places = self._places("morphs")
        return places.get(label, places[label.split("|", maxsplit=1)[0]])

    def relation(self, label: str) -> int:
        places = self._places("relations")
        return places.get(label, places[label.split(":", maxsplit=1)[0]])

    def name(self, label: str) -> int:
        return self._places("names")[label]

    def _places(self, kind: str) -> dict[str, int]:
        if kind not in self._known:
            self._known[kind] = {label: at for at, label in enumerate(getattr(self, kind))}
        return self._known[kind]
