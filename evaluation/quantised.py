#!/usr/bin/env python3
"""What int8 costs: the shipped arithmetic, done in PyTorch, against the trainer's f32 network.

    venv/bin/python evaluation/quantised.py DATA RUN [RUN …]

DATA as for training/train.py; RUN as for training/export.py (of several runs the mean, as shipped). Measures with gold
segmentation: tags and dependencies (greedy heads) on EWT dev, names on GUM dev, attributions on PolNeAR dev. Prints a
Markdown table, and exits 1 if the shipped arithmetic loses LOSS or more of a figure.

- f32: the network as trained.
- shipped: encoder matrices and word embeddings int8 with 7 bits and one scale a row (training/rounding.py), activations u8 around 128 with
  the row's own scale, what is above LARGE times the row's root mean square added in f32 (src/parse/encoder/linear.rs), everything else of the
  encoder f32, heads f16.
- nearest: as shipped, but each weight is rounded to the nearest step.
"""
import argparse
import os
import re
import sys

import torch
import torch.nn as nn

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "training"))

import data as D
import evaluate
import export
import rounding
import train
from model import attribution_scores, pool
from units import WordPiece

LOSS = 0.005
LARGE = float(re.search(r"const LARGE: f32 = ([\d.]+);", open(f"{HERE}/../src/parse/encoder/linear.rs", encoding="utf-8").read())[1])
ANCHOR = float(re.search(r"const ANCHOR: f32 = ([-\d.]+);", open(f"{HERE}/../src/parse/attributions.rs", encoding="utf-8").read())[1])


class Int8(nn.Module):
    """One matrix product as the program does it: u8 times i8, summed as integers, then scaled, and large numbers apart.

    The sums stay under 2^24, so f32 holds them exactly."""

    def __init__(self, linear, values, scale):
        super().__init__()
        self.weight, self.scale, self.bias = values.float(), scale, linear.bias.data

    def forward(self, x):
        top = x.abs().amax(-1, keepdim=True).clamp(min=1e-12)
        limit = torch.minimum(top, LARGE * x.square().mean(-1, keepdim=True).sqrt()).clamp(min=1e-12)
        kept = x.clamp(-limit, limit)
        q = (kept * (127 / limit) + 128.5).floor() - 128
        return (q @ self.weight.T * (limit / 127) + (x - kept) @ self.weight.T) * self.scale + self.bias


def quantise(net, carried):
    """Turns the network into the shipped one, in place."""
    products = rounding.inputs(net)
    for k, layer in enumerate(net.encoder.layers):
        for name in ("qkv", "out", "up", "down"):
            m = getattr(layer, name)
            made = rounding.carried(m.weight.data, products[f"layers.{k}.{name}"]) if carried else rounding.nearest(m.weight.data)
            setattr(layer, name, Int8(m, *made))
    q, s = rounding.nearest(net.encoder.words.weight.data)
    net.encoder.words.weight.data = q.float() * s[:, None]
    for name, p in net.named_parameters():
        if not name.startswith("encoder."):
            p.data = p.data.half().float()
    return net


def f1(hit, guessed, gold):
    return 2 * hit / max(1, guessed + gold)


@torch.no_grad()
def attributions(net, wp, articles):
    """F1 of units that begin a cue; F1 of the units' roles, given where cues begin; the training loss."""
    a, r, loss, n = [0, 0, 0], [0, 0, 0], 0.0, 0
    for article in articles:
        for run in D.pack(wp, article, D.WINDOW):
            loss, n = loss + float(train.attribution_loss(net, wp, [(article, run)])[0]), n + 1
            w = D.window(wp, [(article.text, us, par) for us, par in run])
            us = [u for part, _ in run for u in part]
            h = net.encoder(*train.collate([w]))[0]
            rows = pool(h, [list(range(x, y)) for x, y in zip(w.first, w.last)])
            at = {c: i for i, u in enumerate(us) for c in range(u.start, u.end)}
            gold = {}
            for e in article.attributions:
                role = {at[c]: D.LABELS.index(k) for k in ("content", "source", "cue") for x, y in e[k] for c in range(x, y) if c in at}
                cue = [i for i, l in role.items() if l == 2]
                if cue and 3 in role.values():
                    gold[min(cue)] = role
            guess = set((net.anchor(rows)[:, 0] > ANCHOR).nonzero()[:, 0].tolist())
            a = [x + y for x, y in zip(a, (len(guess & gold.keys()), len(guess), len(gold)))]
            if gold:
                anchors = torch.tensor(sorted(gold))
                best = attribution_scores(net, rows[anchors], rows, anchors, torch.arange(len(us))).argmax(0).tolist()
                for i, labels in zip(sorted(gold), best):
                    for u, l in enumerate(labels):
                        g = gold[i].get(u, 0)
                        r = [r[0] + (l == g > 0), r[1] + (l > 0), r[2] + (g > 0)]
    return {"PolNeAR: beginnings of cues F1": f1(*a), "PolNeAR: roles of units F1": f1(*r), "PolNeAR: loss": loss / n}


def measure(net, wp, labels, sets):
    ewt, gum, news = sets
    s = evaluate.syntax(net, wp, labels, ewt)
    got = {f"EWT: {k}": float(re.search(rf"{k} ([\d.]+)", s)[1]) for k in ("UPOS", "LAS")}
    got["GUM: names F1"] = float(re.search(r"F1 ([\d.]+)", evaluate.mentions(net, wp, gum))[1])
    return got | attributions(net, wp, news)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("run", nargs="+")
    a = ap.parse_args()
    net, labels, vocab, _ = export.load(a.run)
    wp = WordPiece(vocab)
    sets = D.read_conllu(f"{a.data}/ewt/dev.conllu", False), D.read_conllu(f"{a.data}/gum/dev.conllu", True), D.read_polnear(f"{a.data}/polnear/dev")
    table = {"f32": measure(net, wp, labels, sets)}
    for name in ("shipped", "nearest"):
        print(f"{name} …", file=sys.stderr, flush=True)
        table[name] = measure(quantise(export.load(a.run)[0], name == "shipped"), wp, labels, sets)
    print("| figure | f32 | shipped | shipped − f32 | nearest | nearest − f32 |\n|---|--:|--:|--:|--:|--:|")
    worst = 0.0
    for k, x in table["f32"].items():
        y, z = table["shipped"][k], table["nearest"][k]
        worst = max(worst, x - y if "loss" not in k else 0.0)
        print(f"| {k} | {x:.4f} | {y:.4f} | {y - x:+.4f} | {z:.4f} | {z - x:+.4f} |")
    print(f"\nThe shipped arithmetic loses {worst:.4f} at the most; {LOSS} is allowed.")
    sys.exit(worst >= LOSS)


if __name__ == "__main__":
    main()
