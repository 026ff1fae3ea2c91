#!/usr/bin/env python3
"""Make the numbers that `main.rs` compares the program with. Run where training/requirements.txt is installed:

    venv/bin/python tests/reference/make.py RUN [RUN …]

RUN as for training/export.py: the runs whose mean is shipped. Writes two files beside this one.

tokens.json, for each line of `texts.py`:
  units   [start, end, glued, shape, ids] each, by training/units.py; code points, half-open
  others  [ids, offsets] each: what the reference tokenizer (Hugging Face tokenizers, MPNet's own tokenizer.json)
          makes of the unit's text alone, without [CLS] and [SEP]; offsets are code points of the unit

vectors.json, for each passage of `texts.py`: its pieces and shapes by training/data.py, and of each piece's vector by
the trainer's network in f32, without dropout, the first 16 numbers and the norm; of FULL pieces all numbers. It also
names the version of the weights that export.py would write, so that a stale file is seen.
"""
import argparse
import hashlib
import json
import os
import sys

import torch

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, "..", "..", "training"), HERE]

import data as D
import export
import pretrained
from model import collate
from texts import LINES, PASSAGES
from tokenizers import Tokenizer
from units import WordPiece, shape, units

FULL = 40


def tokens(wp):
    reference = Tokenizer.from_str(pretrained.file("tokenizer.json").decode())
    reference.no_truncation()
    reference.no_padding()
    for text in LINES:
        us = units(text)
        forms = [text[u.start:u.end] for u in us]
        others = [reference.encode(f, add_special_tokens=False) for f in forms]
        yield {"text": text,
               "units": [[u.start, u.end, u.glued, shape(f, u.glued), wp.pieces(f)] for u, f in zip(us, forms)],
               "others": [[o.ids, o.offsets] for o in others]}


@torch.no_grad()
def vectors(net, wp):
    made = [D.window(wp, [(p, units(p), True) for p in text.split("\n")]) for text in PASSAGES]
    total, seen = sum(len(w.ids) for w in made), 0
    for text, w in zip(PASSAGES, made):
        assert len(w.ids) <= 200, text
        rows = net.encoder(*collate([w]))[0]
        # Pieces of which all numbers are kept, spread evenly over all passages.
        full = [k for k in range(len(w.ids)) if (seen + k) * FULL // total != (seen + k - 1) * FULL // total]
        seen += len(w.ids)
        short = lambda x: [round(v, 5) for v in x.tolist()]
        yield {"text": text, "ids": w.ids, "shapes": w.shapes, "norms": short(rows.norm(dim=1)), "first": [short(r[:16]) for r in rows],
               "full": {str(k): short(rows[k]) for k in full}}


def version(net):
    t, digest = export.tensors(net), hashlib.sha256()
    for k in sorted(t):
        digest.update(k.encode() + t[k].numpy().tobytes())
    return digest.hexdigest()[:12]


def write(name, head, rows):
    """One row a line, so that a change of one shows as one."""
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as f:
        dump = lambda x: json.dumps(x, separators=(",", ":"))
        f.write("{" + "".join(f"{dump(k)}:{dump(v)},\n" for k, v in head.items()) + '"rows":[\n' + ",\n".join(map(dump, rows)) + "\n]}\n")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("run", nargs="+")
    a = ap.parse_args()
    net, _, vocab, _ = export.load(a.run)
    wp = WordPiece(vocab)
    write("tokens.json", {}, tokens(wp))
    write("vectors.json", {"weights": version(net)}, vectors(net, wp))


if __name__ == "__main__":
    main()
