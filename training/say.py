"""A last step of training: what speakers do, their views and their topics, on an encoder that stays as it is:
`python say.py --out run/z RUN[=SHARE] …`.

RUNs as for export.py. Only the heads `act`, `view…` and `topic` are trained, in a minute: on our own texts (`--texts`), best on such as
the encoder has not learned by heart. `--test FOLDER` prints how often the act in other texts is right.
"""
import argparse
import json
import os
import random

import torch

import statements
from export import load
from train import HERE, frozen, statement_loss
from units import WordPiece

SEED = 20261127
EPOCHS, RATE, DECAY = 4, 1e-3, 0.05


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("runs", nargs="+")
    ap.add_argument("--out", required=True)
    ap.add_argument("--texts", default=f"{HERE}/statements")
    ap.add_argument("--test")
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    a = ap.parse_args()
    net, labels, vocab, step = load(a.runs)
    wp = WordPiece(vocab)
    made = lambda folder: [w for t in statements.read(folder) for w in frozen(net, wp, t)]
    train, dev = made(a.texts), made(a.test) if a.test else []
    torch.manual_seed(SEED)
    net.train()
    heads = [p for n, p in net.named_parameters() if n.split(".")[0] in ("act", "view", "view_cue", "view_unit", "view_distance", "topic")]
    opt, n = torch.optim.AdamW(heads, lr=RATE, weight_decay=DECAY), 0
    for epoch in range(a.epochs):
        random.Random(epoch).shuffle(train)
        total = 0.0
        for window in train:
            for g in opt.param_groups:
                g["lr"] = RATE * (1 - n / (a.epochs * len(train)))
            loss = statement_loss(net, *window)
            opt.zero_grad()
            loss.backward()
            opt.step()
            n += 1
            total += loss.item()
        if dev:
            net.eval()
            with torch.no_grad():
                hits = [(net.act(rows[ai]).argmax(-1) == torch.tensor([ev["act"] for ev in told])) for rows, ai, _, told, _ in dev]
                held = sum(statement_loss(net, *w).item() for w in dev) / len(dev)
            net.train()
            print(epoch + 1, f"act {torch.cat(hits).float().mean():.3f}, loss {held:.3f}", flush=True)
    print(f"loss {total / len(train):.3f} of {len(train)} windows")
    os.makedirs(a.out, exist_ok=True)
    json.dump({"rels": labels.rels, "xpos": labels.xpos}, open(f"{a.out}/labels.json", "w"))
    torch.save({"net": net.state_dict(), "step": f"{step}+say"}, f"{a.out}/checkpoint.pt")


if __name__ == "__main__":
    main()
