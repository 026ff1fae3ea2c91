"""A last step of training: whom pronouns and definite nouns stand for, on an encoder that stays as it is:
`python refer.py DATA --out run/z RUN[=SHARE] …`.

RUNs as for export.py. Only the heads `refer…` are trained, on the entities of GUM train; figures of GUM dev are printed after each
epoch. Names are trained beside them, since that helps; the program joins names by their letters.
"""
import random

import torch

import data as D
import references
from export import keep, last_step, load
from train import HERE
from units import WordPiece

SEED = 20261126
EPOCHS, RATE, DECAY = 10, 1e-3, 0.05


@torch.no_grad()
def frozen(net, wp, doc):
    words, rows = references.vectors(net, wp, doc)
    return words, rows.float()


def main():
    ap = last_step(__doc__)
    ap.add_argument("--program", help="learn from our own articles too, which this program (../target/release/onrecord) parses")
    a = ap.parse_args()
    net, labels, vocab, step = load(a.runs)
    wp = WordPiece(vocab)
    made = lambda docs: [m for m in (references.matrices(*frozen(net, wp, d)) for d in docs) if m]
    gum = lambda part: D.read_conllu(f"{a.data}/gum/{part}.conllu", True)
    own = made(references.own(f"{HERE}/articles", a.program)) if a.program else []
    train, dev = made(gum("train")) + own * references.OWN, made(gum("dev"))
    torch.manual_seed(SEED)
    net.train()
    heads = [p for n, p in net.named_parameters() if n.startswith("refer")]
    opt, n = torch.optim.AdamW(heads, lr=RATE, weight_decay=DECAY), 0
    for epoch in range(EPOCHS):
        random.Random(epoch).shuffle(train)
        for inputs, seen, right in train:
            for g in opt.param_groups:
                g["lr"] = RATE * (1 - n / (EPOCHS * len(train)))
            loss = references.loss(net, inputs, seen, right)
            opt.zero_grad()
            loss.backward()
            opt.step()
            n += 1
        print(epoch + 1, references.figures(net, dev), flush=True)
    keep(net, labels, f"{step}+refer", a.out)


if __name__ == "__main__":
    main()
