"""How good `relate` is on sentences of PLV that trained nothing: `python folds.py DATA RUN [--seeds 3]`.

RUN is a run of train.py made with --without-plv. First it is measured as it is: no sentence of PLV has been seen. Then, for each seed,
PLV is cut into five folds by sentence; the heads of `relate` are trained on four of them as relate.py does it, the encoder staying as it is,
and measured on the fifth. CONCEDE and RETREAT count as YIELD, which counts as material cooperation;
rows that lack a mark are left out. Macro-F1 over the types, and over the quad categories; `none` answered is a miss.
"""
import argparse
import collections
import copy
import os
import random

import torch

import data as D
import relate
from export import load
from train import HERE
from units import WordPiece

QUADS = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "YIELD": 2, "COOPERATE": 2, "AID": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
         "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}
ROOTS = list(QUADS)
root = lambda t: "YIELD" if t in ("CONCEDE", "RETREAT") else t


@torch.no_grad()
def answers(net, x):
    """For each pair, given by its vectors, its likeliest root and quad category, and how likely that root is."""
    net.eval()
    out = []
    for probabilities in net.relation(torch.tanh(net.pair(x))).softmax(-1).tolist():
        of_root, of_quad = collections.Counter(), collections.Counter()
        for t, p in zip(D.TYPES, probabilities):
            of_root[root(t)] += p
            of_quad[QUADS.get(root(t), 0)] += p
        out.append((max(of_root, key=of_root.get), max(of_quad, key=of_quad.get), max(of_root.values())))
    return out


def macro(gold, found, classes):
    f = []
    for c in classes:
        hit = sum(g == c and x == c for g, x in zip(gold, found))
        f.append(2 * hit / max(1, sum(x == c for x in found) + sum(g == c for g in gold)))
    return sum(f) / len(f)


def figures(pairs, found):
    gold = [root(p.type) for p in pairs]
    return (macro(gold, [f[0] for f in found], ROOTS), macro([QUADS[g] for g in gold], [f[1] for f in found], [1, 2, 3, 4]))


def error(pairs, found):
    """Expected calibration error of the likeliest root."""
    bins = collections.defaultdict(list)
    for p, f in zip(pairs, found):
        bins[min(9, int(f[2] * 10))].append((f[2], root(p.type) == f[0]))
    return sum(abs(sum(x for x, _ in b) - sum(y for _, y in b)) for b in bins.values()) / len(pairs)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("run")
    ap.add_argument("--seeds", type=int, default=3)
    ap.add_argument("--lexicons", default=os.path.join(HERE, "..", "lexicons"))
    a = ap.parse_args()
    plover, back = D.read_plover(f"{a.data}/plover/plv-train.tsv")
    net, _, vocab, _ = load([a.run])
    wp = WordPiece(vocab)
    x, x_back = relate.vectors(net, wp, plover), relate.vectors(net, wp, back)
    found = answers(net, x)
    print("no PLV sentence seen: root macro-F1 %.3f, quad macro-F1 %.3f" % figures(plover, found), f"({len(plover)} pairs), calibration error {error(plover, found):.3f}", flush=True)
    if not a.seeds:
        return
    others, beside = relate.beside(net, wp, a.lexicons, a.data)
    begun = copy.deepcopy(net.state_dict())
    sums = []
    for seed in range(a.seeds):
        sentences = sorted({p.sentence for p in plover})
        random.Random(seed).shuffle(sentences)
        fold = {s: k % 5 for k, s in enumerate(sentences)}
        pairs, found = [], []
        for k in range(5):
            net.load_state_dict(begun)
            train = [i for i, p in enumerate(plover) if fold[p.sentence] != k]
            turned = [i for i, p in enumerate(back) if fold[p.sentence] != k]
            weighed = [(plover[i], relate.PLV) for i in train] + [(back[i], relate.BACK) for i in turned] + others
            relate.fit(net, weighed, torch.cat([x[train], x_back[turned], beside]), 10 * seed + k)
            test = [i for i, p in enumerate(plover) if fold[p.sentence] == k]
            found += answers(net, x[test])
            pairs += [plover[i] for i in test]
        sums.append(figures(pairs, found))
        print(f"seed {seed}, five folds: root macro-F1 %.3f, quad macro-F1 %.3f" % sums[-1], f"calibration error {error(pairs, found):.3f}", flush=True)
    print("mean: root macro-F1 %.3f, quad macro-F1 %.3f" % tuple(sum(x) / len(sums) for x in zip(*sums)))


if __name__ == "__main__":
    main()
