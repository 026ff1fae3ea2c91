"""The last step of training: the heads of `relate`, on an encoder that stays as it is: `python relate.py DATA --out run/w RUN[=SHARE] …`.

RUNs as for export.py: the network is their mean. Only `pair` and `relation` are trained, so nothing else that the program does
changes; the encoder runs once over all pairs, and the heads learn from its vectors in a minute. `folds.py` measures this same step on
sentences of PLV that trained nothing.
"""
import argparse
import json
import os
import random

import torch
import torch.nn as nn
import torch.nn.functional as F

import data as D
import events as E
from export import load
from model import WIDTH, brief, collate
from train import HERE
from units import WordPiece

SEED = 20261125
EPOCHS, RATE, DECAY, DROP, BATCH = 16, 2e-3, 0.05, 0.4, 128
# How much a pair of PLV, one of PLV turned round (with no event), one of our own sentences and one without any event count.
PLV, BACK, OWN, NOTHING = 6.0, 3.0, 0.5, 1.0
OWN_PAIRS, NOTHING_PAIRS = 5000, 400
HEADS = 4


def classes(pair):
    """Where the type is YIELD, CONCEDE and RETREAT are both right."""
    return [D.TYPES.index(t) for t in (("CONCEDE", "RETREAT") if pair.type == "YIELD" else (pair.type,))]


@torch.no_grad()
def vectors(net, wp, pairs):
    """What the heads see of each pair: the vectors of the whole and of both marks. -> [pairs, 3 * WIDTH]"""
    net.eval()
    made = [D.pair_window(wp, p) for p in pairs]
    order = sorted(range(len(made)), key=lambda k: len(made[k][0]))
    out = [None] * len(made)
    for i in range(0, len(order), 24):
        batch = order[i:i + 24]
        ids, shapes = collate([D.Window(made[k][0], made[k][1], [], []) for k in batch])
        with brief():
            h = net.encoder(ids, shapes).float()
        for j, k in enumerate(batch):
            out[k] = torch.cat([h[j, 0], h[j, made[k][2]], h[j, made[k][3]]])
    return torch.stack(out)


def beside(net, wp, lexicons, data):
    """The pairs that stand beside PLV's, with their vectors: of our own sentences and of sentences without events. -> [(pair, weight)], vectors"""
    r = random.Random(SEED)
    own, countries = E.own(f"{HERE}/events"), E.Countries(lexicons)
    pairs = E.pairs([countries.swapped(i, r) for i in own], countries, r)
    pairs = r.sample(pairs, min(OWN_PAIRS, len(pairs)))
    nothing = D.nothing_pairs(D.read_conllu(f"{data}/ewt/train.conllu", False), r, NOTHING_PAIRS)
    return [(p, OWN) for p in pairs] + [(p, NOTHING) for p in nothing], vectors(net, wp, pairs + nothing)


def fit(net, weighed, x, seed):
    """Makes `net.pair` and `net.relation` from HEADS heads, each trained on (pair, weight) and their vectors; they answer by the mean of their scores."""
    made = [one(net, weighed, x, seed * HEADS + k) for k in range(HEADS)]
    net.pair = nn.Linear(x.shape[1], HEADS * WIDTH)
    net.relation = nn.Linear(HEADS * WIDTH, len(D.TYPES))
    with torch.no_grad():
        net.pair.weight.copy_(torch.cat([p.weight for p, _ in made]))
        net.pair.bias.copy_(torch.cat([p.bias for p, _ in made]))
        net.relation.weight.copy_(torch.cat([r.weight for _, r in made], 1) / HEADS)
        net.relation.bias.copy_(sum(r.bias for _, r in made) / HEADS)


def one(net, weighed, x, seed):
    """-> one head, two layers: the first begins with that of the network (the first, where it has several)."""
    torch.manual_seed(seed)
    pair, relation = nn.Linear(x.shape[1], WIDTH), nn.Linear(WIDTH, len(D.TYPES))
    with torch.no_grad():
        pair.weight.copy_(net.pair.weight[:WIDTH])
        pair.bias.copy_(net.pair.bias[:WIDTH])
        relation.weight.copy_(net.relation.weight[:, :WIDTH])
        relation.bias.copy_(net.relation.bias)
    weights = torch.tensor([w for _, w in weighed])
    wrong = torch.full((len(weighed), len(D.TYPES)), -1e9)
    for k, (p, _) in enumerate(weighed):
        wrong[k, classes(p)] = 0
    heads = [*pair.parameters(), *relation.parameters()]
    opt = torch.optim.AdamW(heads, lr=RATE, weight_decay=DECAY)
    n = len(weighed)
    for epoch in range(EPOCHS):
        order = torch.randperm(n)
        for i in range(0, n, BATCH):
            b = order[i:i + BATCH]
            for g in opt.param_groups:
                g["lr"] = RATE * (1 - (epoch * n + i) / (EPOCHS * n))
            hidden = F.dropout(torch.tanh(pair(F.dropout(x[b], DROP))), DROP)
            fits = torch.logsumexp(F.log_softmax(relation(hidden), -1) + wrong[b], -1)
            loss = -(fits * weights[b]).sum() / weights[b].sum()
            opt.zero_grad()
            loss.backward()
            opt.step()
    return pair, relation


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("runs", nargs="+")
    ap.add_argument("--out", required=True)
    ap.add_argument("--lexicons", default=os.path.join(HERE, "..", "lexicons"))
    a = ap.parse_args()
    net, labels, vocab, step = load(a.runs)
    wp = WordPiece(vocab)
    plover, back = D.read_plover(f"{a.data}/plover/plv-train.tsv")
    others, x = beside(net, wp, a.lexicons, a.data)
    weighed = [(p, PLV) for p in plover] + [(p, BACK) for p in back] + others
    fit(net, weighed, torch.cat([vectors(net, wp, plover + back), x]), SEED)
    os.makedirs(a.out, exist_ok=True)
    json.dump({"rels": labels.rels, "xpos": labels.xpos}, open(f"{a.out}/labels.json", "w"))
    torch.save({"net": net.state_dict(), "step": f"{step}+relate"}, f"{a.out}/checkpoint.pt")
    print(f"{len(plover)} pairs of PLV, {len(back)} turned round, {len(others)} others")


if __name__ == "__main__":
    main()
