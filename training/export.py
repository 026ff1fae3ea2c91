"""Checkpoints to shipped weights: `python export.py RUN[=SHARE] [RUN[=SHARE] …] WEIGHTS`. Of several the mean is taken.

Writes WEIGHTS/onrecord.safetensors and vocab.txt. Encoder matrices become int8 with one scale a row, 7 bits
(-63..63; rounding.py says how); heads f16.
"""
import argparse
import hashlib
import json
import os

import torch
from safetensors.torch import load_file, save_file

import data as D
import rounding
from events import AUXILIARY, CONTEXTS, PAIRS
from model import DISTANCES, LONGEST, Network, distances
from pretrained import vocabulary
from statements import ACTS, ISSUES, TOPICS


def load(runs):
    """The network of a run, or the mean of several. RUN is a run's folder or shipped weights (.safetensors), with `=SHARE` behind it if the
    shares differ; what one of them lacks is the mean of the others, and what all
    lack is as it is before training."""
    shares = [float(r.partition("=")[2] or 1) for r in runs]
    runs = [r.partition("=")[0] for r in runs]
    vocab = vocabulary()
    lab = json.load(open(f"{next(r for r in runs if os.path.isdir(r))}/labels.json"))
    labels = D.Labels(lab["rels"], lab["xpos"])
    net = Network(len(vocab), labels)
    states = [torch.load(f"{r}/checkpoint.pt") if os.path.isdir(r) else {"net": restore(r), "step": "shipped"} for r in runs]
    mean = {}
    for k, new in net.state_dict().items():
        have = [(s["net"][k].float(), w) for s, w in zip(states, shares) if k in s["net"]]
        mean[k] = sum(v * w for v, w in have) / sum(w for _, w in have) if have else new
    net.load_state_dict(mean)
    net.eval()
    return net, labels, vocab, "+".join(str(s["step"]) for s in states)


def last_step(doc):
    """The arguments that all last steps take (relate.py, refer.py, heads.py)."""
    ap = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("runs", nargs="+")
    ap.add_argument("--out", required=True)
    ap.add_argument("--lexicons", default=os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lexicons"))
    return ap


def keep(net, labels, step, out):
    """Writes a network as a run."""
    os.makedirs(out, exist_ok=True)
    json.dump({"rels": labels.rels, "xpos": labels.xpos}, open(f"{out}/labels.json", "w"))
    torch.save({"net": net.state_dict(), "step": step}, f"{out}/checkpoint.pt")


def tensors(net):
    out, e = {}, net.encoder
    out["words.q"], out["words.s"] = rounding.nearest(e.words.weight.data)
    products = rounding.inputs(net)
    out["positions"], out["shapes"] = e.positions.weight.data[2:], e.shapes.weight.data
    # Spelled out for each distance that a window can have, so that nobody but us takes logarithms.
    out["far"] = e.far.weight.data[distances(torch.arange(-LONGEST, LONGEST))].T
    for name, m in e.named_modules():
        if isinstance(m, torch.nn.LayerNorm):
            out[f"{name}.weight"], out[f"{name}.bias"] = m.weight.data, m.bias.data
        elif isinstance(m, torch.nn.Linear):
            out[f"{name}.q"], out[f"{name}.s"] = rounding.carried(m.weight.data, products[name])
            out[f"{name}.bias"] = m.bias.data
    for name, p in net.named_parameters():
        if not name.startswith("encoder."):
            out[name] = p.data.to(torch.float16)
    return {k: v.contiguous() for k, v in out.items()}


def restore(path):
    """Shipped weights back to a network's tensors, as exact as int8 and f16 are."""
    out = {}
    for k, v in load_file(path).items():
        name, kind = k.rsplit(".", 1) if "." in k else (k, "")
        if kind == "q":
            values = v.float() * load_scale(path, name)[:, None]
            out["encoder.words.weight" if name == "words" else f"encoder.{name}.weight"] = values
        elif kind == "s":
            continue
        elif k == "shapes":
            out["encoder.shapes.weight"] = v.float()
        elif k == "positions":
            out["encoder.positions.weight"] = torch.cat([torch.zeros(2, v.shape[1]), v.float()])
        elif k == "far":
            # The first place of each class in the spelled-out row.
            classes = distances(torch.arange(-LONGEST, LONGEST)).tolist()
            out["encoder.far.weight"] = v.float()[:, [classes.index(c) if c in classes else 0 for c in range(DISTANCES)]].T
        elif k.startswith(("layers.", "norm.")):
            out[f"encoder.{k}"] = v.float()
        else:
            out[k] = v.float()
    return out


def load_scale(path, name):
    from safetensors import safe_open
    with safe_open(path, "pt") as f:
        return f.get_tensor(f"{name}.s")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("run", nargs="+")
    ap.add_argument("weights")
    a = ap.parse_args()
    net, labels, vocab, step = load(a.run)
    t = tensors(net)
    digest = hashlib.sha256()
    for k in sorted(t):
        digest.update(k.encode() + t[k].numpy().tobytes())
    names = {"rels": labels.rels, "xpos": labels.xpos, "upos": D.UPOS, "types": D.TYPES, "modes": PAIRS, "auxiliary": AUXILIARY,
             "contexts": CONTEXTS, "acts": ACTS, "topics": TOPICS, "issues": ISSUES}
    os.makedirs(a.weights, exist_ok=True)
    save_file(t, f"{a.weights}/onrecord.safetensors", {"labels": json.dumps(names), "version": digest.hexdigest()[:12], "step": str(step)})
    with open(f"{a.weights}/vocab.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(vocab) + "\n")
    print(step, digest.hexdigest()[:12], os.path.getsize(f"{a.weights}/onrecord.safetensors"))


if __name__ == "__main__":
    main()
