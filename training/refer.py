"""A last step of training: whom pronouns and definite nouns stand for, on an encoder that stays as it is:
`python refer.py DATA --out run/z RUN[=SHARE] …`.

RUNs as for export.py. Only the heads `refer…` are trained, on the entities of GUM train; figures of GUM dev are printed after each
epoch. Names are trained beside them, since that helps; the program joins names by their letters.
"""
import argparse
import json
import os
import random

import torch

import data as D
import references
from export import load
from train import HERE
from units import WordPiece

SEED = 20261126
RATE, DECAY = 1e-3, 0.05


@torch.no_grad()
def frozen(net, wp, doc):
    words, rows = references.vectors(net, wp, doc)
    return words, rows.float()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("runs", nargs="+")
    ap.add_argument("--out", required=True)
    ap.add_argument("--program", help="learn from our own articles too, which this program (../target/release/onrecord) parses")
    ap.add_argument("--own", default="b*", help="which articles, by the beginnings of their names: b*, which no encoder has learned, or a*, or both")
    ap.add_argument("--often", type=int, default=3, help="how often each of them comes up for one document of GUM")
    ap.add_argument("--epochs", type=int, default=3, help="with more the heads learn by heart what the encoder has")
    ap.add_argument("--teacher", help="learn from what the teacher says of PolNeAR too (teacher.py)")
    ap.add_argument("--every", type=int, default=3, help="of those articles, every which")
    a = ap.parse_args()
    net, labels, vocab, step = load(a.runs)
    wp = WordPiece(vocab)
    made = lambda docs: [m for m in (references.matrices(*frozen(net, wp, d)) for d in docs) if m]
    gum = lambda part: D.read_conllu(f"{a.data}/gum/{part}.conllu", True)
    own = [d for names in a.own.split() for d in references.own(f"{HERE}/articles", a.program, names) * a.often] if a.program else []
    train, dev = made(gum("train") + own), made(gum("dev"))
    train = [(m, None) for m in train]
    if a.teacher:
        said, polnear = torch.load(a.teacher), D.read_polnear(f"{a.data}/polnear/train")
        for article in polnear:
            article.taught = said[article.name]
        for doc, told in references.taught(polnear)[::a.every]:
            train.append((references.matrices(*frozen(net, wp, doc)), told))
    torch.manual_seed(SEED)
    net.train()
    heads = [p for n, p in net.named_parameters() if n.startswith("refer")]
    opt, n = torch.optim.AdamW(heads, lr=RATE, weight_decay=DECAY), 0
    for epoch in range(a.epochs):
        random.Random(epoch).shuffle(train)
        for (inputs, seen, right), told in train:
            for g in opt.param_groups:
                g["lr"] = RATE * (1 - n / (a.epochs * len(train)))
            loss = references.taught_loss(net, inputs, seen, told) if told else references.loss(net, inputs, seen, right)
            opt.zero_grad()
            loss.backward()
            opt.step()
            n += 1
        print(epoch + 1, references.figures(net, dev), flush=True)
    os.makedirs(a.out, exist_ok=True)
    json.dump({"rels": labels.rels, "xpos": labels.xpos}, open(f"{a.out}/labels.json", "w"))
    torch.save({"net": net.state_dict(), "step": f"{step}+refer"}, f"{a.out}/checkpoint.pt")


if __name__ == "__main__":
    main()
