"""Learns the network of attribution and writes its model file. Outside the flow; run by hand.

    pip install torch scipy
    python -m framing.attribution.train FOLDER [-o FILE] [--fold K/N] [--seed N] [--epochs N]

FOLDER holds ``marked.jsonl.gz`` (articles with ``"attributions": [{"source", "cue", "content"}]``, each a list of
``[start, end)`` spans into ``text``, and ``"split": "train"`` where they may be learned from) and ``unmarked.jsonl.gz``
(articles of any sort, for word vectors). ``--fold 1/3`` leaves out every third article from the second on, to choose
settings by. The same folder, seed and versions of the libraries give the same file on the same machine.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from framing.attribution.network import RELATIONS
from framing.attribution.stored import FILE
from framing.attribution.train_examples import (
    Example,
    articles,
    examples,
    vocabulary_and_vectors,
)
from framing.attribution.train_export import exported
from framing.attribution.traits import UNKNOWN, Vocabulary
from framing.intake.compressed import objects

STATES, PAIR, LABELS = 192, 64, 3
DROPOUT, FORGOTTEN = 0.3, 0.08
"""Shares of values, and of words, that are hidden while learning."""
RATE, WORD_RATE, DECAY = 2e-3, 3e-4, 0.1
LONGEST = 300
"""Items of a row that are learned from."""
BATCH = 2500
"""Items of a batch, padding included."""

Tensor = Any


class Learner:
    """The network in floating point: :mod:`framing.attribution.network` says what it computes."""

    def __init__(self, vocabulary: Vocabulary, vectors: np.ndarray[Any, Any]) -> None:
        traits = sum(map(len, vocabulary.numbers.values()))
        words = nn.Embedding.from_pretrained(torch.tensor(vectors) * 3, freeze=False)
        self.parts = nn.ModuleDict(
            {
                "words": words,
                "project": nn.Linear(vectors.shape[1], STATES),
                "traits": nn.Embedding(traits, STATES),
                "lstm": nn.LSTM(STATES, STATES // 2, bidirectional=True, batch_first=True),
                "cues": nn.Linear(STATES, LABELS),
                "item": nn.Linear(STATES, PAIR),
                "first": nn.Linear(STATES, PAIR, bias=False),
                "last": nn.Linear(STATES, PAIR, bias=False),
                "relations": nn.Embedding(RELATIONS, PAIR),
                "mixing": nn.Conv1d(PAIR, PAIR, 3, padding=1),
                "roles": nn.Linear(PAIR, LABELS),
            }
        )
        self.steps = nn.ParameterDict({name: torch.zeros(LABELS, LABELS) for name in ("cues", "roles")})
        for name in ("traits", "relations"):
            nn.init.normal_(self.parts[name].weight, 0, 0.3)
        self.dropout = nn.Dropout(DROPOUT)

    def states(self, traits: Tensor, lengths: Tensor) -> Tensor:
        """States of padded rows: ``traits`` (rows, items, kinds) to (rows, items, STATES)."""
        parts = self.parts
        vectors = parts["project"](parts["words"](traits[..., 0])) + parts["traits"](traits).sum(-2)
        packed = nn.utils.rnn.pack_padded_sequence(
            self.dropout(vectors), lengths, batch_first=True, enforce_sorted=False
        )
        found, _ = nn.utils.rnn.pad_packed_sequence(parts["lstm"](packed)[0], batch_first=True)
        return self.dropout(found)

    def roles(self, states: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """Scores of roles: (windows, places, LABELS)."""
        parts, inside = self.parts, batch["inside"].unsqueeze(-1)
        item = parts["item"](states)[batch["rows"], batch["places"]]
        cue = parts["first"](states[batch["row"], batch["first"]]) + parts["last"](states[batch["row"], batch["last"]])
        pairs = functional.relu(item + cue.unsqueeze(1) + parts["relations"](batch["relations"])) * inside
        mixed = functional.relu(parts["mixing"](pairs.transpose(1, 2)).transpose(1, 2))
        return parts["roles"](self.dropout((pairs + mixed) * inside))

    def parameters(self) -> list[dict[str, Any]]:
        """Word vectors learn more slowly: they know something already."""
        slow = list(self.parts["words"].parameters())
        others = [p for name, p in self.parts.named_parameters() if not name.startswith("words.")]
        return [{"params": slow, "lr": WORD_RATE}, {"params": [*others, *self.steps.values()], "lr": RATE}]


def loss(scores: Tensor, labels: Tensor, inside: Tensor, steps: Tensor) -> Tensor:
    """Negative log-likelihood of label sequences under a linear chain; (rows, items, LABELS) to one number a row."""
    total = scores[:, 0]
    gold = scores[:, 0].gather(1, labels[:, :1]).squeeze(1)
    for at in range(1, scores.shape[1]):
        here = inside[:, at].unsqueeze(1)
        total = here * (torch.logsumexp(total.unsqueeze(2) + steps, 1) + scores[:, at]) + (1 - here) * total
        step = steps[labels[:, at - 1], labels[:, at]]
        gold = gold + (scores[:, at].gather(1, labels[:, at : at + 1]).squeeze(1) + step) * inside[:, at]
    return torch.logsumexp(total, 1) - gold


def batches(found: Sequence[Example], chance: random.Random) -> Iterator[list[Example]]:
    """The examples in groups of similar length, in random order."""
    order = sorted(found, key=lambda e: max(map(len, e.rows)) + chance.random() * 8)
    groups: list[list[Example]] = [[]]
    for example in order:
        longest = max(map(len, example.rows))
        if groups[-1] and longest * sum(len(e.rows) for e in [*groups[-1], example]) > BATCH:
            groups.append([])
        groups[-1].append(example)
    chance.shuffle(groups)
    yield from groups


def tensors(group: Sequence[Example], vocabulary: Vocabulary) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Traits with some words forgotten, lengths, labels of cues and what is no padding, of all rows of a group."""
    rows = [row[:LONGEST] for example in group for row in example.rows]
    labels = [line[:LONGEST] for example in group for line in example.cues]
    lengths = torch.tensor([len(row) for row in rows])
    longest = int(lengths.max())
    traits = torch.zeros(len(rows), longest, len(rows[0][0]), dtype=torch.long)
    gold = torch.zeros(len(rows), longest, dtype=torch.long)
    for number, (row, line) in enumerate(zip(rows, labels, strict=True)):
        traits[number, : len(row)] = torch.tensor(row)
        gold[number, : len(row)] = torch.tensor(line)
    forgotten = torch.rand(traits.shape[:2]) < FORGOTTEN
    traits[..., 0][forgotten] = vocabulary.number("word", UNKNOWN)
    inside = (torch.arange(longest) < lengths.unsqueeze(1)).float()
    return traits, lengths, gold, inside


def windows(group: Sequence[Example]) -> tuple[dict[str, Tensor], Tensor] | None:
    """The windows of a group as index tensors, and the labels of their places; None where there is no cue."""
    found, start = [], 0
    for example in group:
        for window, labels in example.windows:
            pairs = zip(window.places(), window.relations(), strict=True)
            places = [(start + row, at, relation) for (row, at), relation in pairs]
            if all(at < LONGEST for _, at, _ in places):
                found.append((start + window.row, window.first, window.end - 1, places, labels))
        start += len(example.rows)
    if not found:
        return None
    shape = (len(found), max(len(places) for *_, places, _ in found))
    batch = {name: torch.zeros(shape, dtype=torch.long) for name in ("rows", "places", "relations")}
    gold, inside = torch.zeros(shape, dtype=torch.long), torch.zeros(shape)
    for number, (*_, places, labels) in enumerate(found):
        for name, values in zip(("rows", "places", "relations"), zip(*places, strict=True), strict=True):
            batch[name][number, : len(places)] = torch.tensor(values)
        gold[number, : len(places)] = torch.tensor(labels)
        inside[number, : len(places)] = 1
    for at, name in enumerate(("row", "first", "last")):
        batch[name] = torch.tensor([one[at] for one in found])
    return {**batch, "inside": inside}, gold


def learned(found: Sequence[Example], learner: Learner, vocabulary: Vocabulary, epochs: int, seed: int) -> None:
    """Fits the learner to the examples, the rate rising and falling once."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    optimizer = torch.optim.AdamW(learner.parameters(), weight_decay=DECAY)
    steps = epochs * (len(list(batches(found, random.Random(seed)))) + 3)  # noqa: S311
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, [WORD_RATE, RATE], total_steps=steps, pct_start=0.15)
    for epoch in range(epochs):
        sums = [0.0, 0.0]
        for group in batches(found, chance):
            traits, lengths, gold, inside = tensors(group, vocabulary)
            states = learner.states(traits, lengths)
            losses = [loss(learner.parts["cues"](states), gold, inside, learner.steps["cues"]).sum()]
            given = windows(group)
            if given:
                batch, roles = given
                losses.append(loss(learner.roles(states, batch), roles, batch["inside"], learner.steps["roles"]).sum())
            optimizer.zero_grad()
            (sum(losses) / 200).backward()
            nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 2.0)
            optimizer.step()
            schedule.step()
            sums = [a + float(b.detach()) for a, b in zip(sums, [*losses, torch.zeros(())], strict=False)]
        print(f"epoch {epoch + 1}: loss of cues {sums[0]:.0f}, of roles {sums[1]:.0f}", file=sys.stderr, flush=True)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=FILE)
    parser.add_argument("--fold", help="K/N: leave out the articles whose number is K modulo N")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        marked = articles(options.folder / "marked.jsonl.gz", Path(scratch), keep={"split": "train"})
        unmarked = articles(options.folder / "unmarked.jsonl.gz", Path(scratch))
    gold = {r["id"]: r["attributions"] for r in objects(options.folder / "marked.jsonl.gz")}
    if options.fold:
        rest, parts = map(int, options.fold.split("/"))
        marked = {id: marked[id] for n, id in enumerate(marked) if n % parts != rest}
    vocabulary, vectors = vocabulary_and_vectors(unmarked.values(), marked.values())
    learner = Learner(vocabulary, vectors)
    found = [e for id, article in marked.items() for e in examples(article, gold[id], vocabulary)]
    print(f"{len(marked)} articles, {len(found)} paragraphs, {len(vectors)} words", file=sys.stderr)
    learned(found, learner, vocabulary, options.epochs, options.seed)
    options.output.write_text(exported(learner, vocabulary, seed=options.seed, articles=len(marked)), "utf-8")


if __name__ == "__main__":
    main()
