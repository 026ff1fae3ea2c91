"""The last step of training: the heads of `relate`, on an encoder that stays as it is: `python relate.py DATA --out run/w RUN[=SHARE] …`.

RUNs as for export.py: the network is their mean. Only `pair` and `relation` are trained, so nothing else that the program does
changes; the encoder runs once over all pairs, and the heads learn from its vectors in a minute. `folds.py` measures this same step on
sentences of PLV that trained nothing.
"""
import random

import torch
import torch.nn.functional as F

import data as D
import events as E
from export import keep, last_step, load
from model import brief, collate
from train import HERE
from units import WordPiece

SEED = 20261125
EPOCHS, RATE, DECAY, DROP, BATCH = 16, 2e-3, 0.05, 0.4, 128
# How much a pair of PLV, one of PLV turned round (with no event), one of our own sentences and one without any event count.
PLV, BACK, OWN, NOTHING = 6.0, 3.0, 0.5, 1.0
OWN_PAIRS, NOTHING_PAIRS = 5000, 400


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
    """Trains `net.pair` and `net.relation` on (pair, weight) and their vectors."""
    torch.manual_seed(seed)
    weights = torch.tensor([w for _, w in weighed])
    wrong = torch.full((len(weighed), len(D.TYPES)), -1e9)
    for k, (p, _) in enumerate(weighed):
        wrong[k, classes(p)] = 0
    heads = [*net.pair.parameters(), *net.relation.parameters()]
    opt = torch.optim.AdamW(heads, lr=RATE, weight_decay=DECAY)
    n = len(weighed)
    for epoch in range(EPOCHS):
        order = torch.randperm(n)
        for i in range(0, n, BATCH):
            b = order[i:i + BATCH]
            for g in opt.param_groups:
                g["lr"] = RATE * (1 - (epoch * n + i) / (EPOCHS * n))
            hidden = F.dropout(torch.tanh(net.pair(F.dropout(x[b], DROP))), DROP)
            fits = torch.logsumexp(F.log_softmax(net.relation(hidden), -1) + wrong[b], -1)
            loss = -(fits * weights[b]).sum() / weights[b].sum()
            opt.zero_grad()
            loss.backward()
            opt.step()


def main():
    a = last_step(__doc__).parse_args()
    net, labels, vocab, step = load(a.runs)
    wp = WordPiece(vocab)
    plover, back = D.read_plover(f"{a.data}/plover/plv-train.tsv")
    others, x = beside(net, wp, a.lexicons, a.data)
    weighed = [(p, PLV) for p in plover] + [(p, BACK) for p in back] + others
    fit(net, weighed, torch.cat([vectors(net, wp, plover + back), x]), SEED)
    keep(net, labels, f"{step}+relate", a.out)
    print(f"{len(plover)} pairs of PLV, {len(back)} turned round, {len(others)} others")


if __name__ == "__main__":
    main()
