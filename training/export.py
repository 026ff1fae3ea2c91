"""Checkpoints to shipped weights: `python export.py RUN [RUN …] WEIGHTS`. Of several runs the mean is taken.

Writes WEIGHTS/onrecord.safetensors and vocab.txt. Encoder matrices become int8 with one scale a row, 7 bits
(-63..63); heads f16.
"""
import argparse
import hashlib
import json
import os

import torch
from safetensors.torch import save_file

import data as D
from model import Network
from train import pretrained
from units import WordPiece


def rows(w):
    """-> int8 values and the f32 scale of each row."""
    scale = w.abs().amax(1, keepdim=True).clamp(min=1e-12) / 63
    return (w / scale).round().clamp(-63, 63).to(torch.int8), scale[:, 0].float()


def load(runs):
    run = runs[0]
    folder = pretrained()
    vocab = [l.rstrip("\n") for l in open(os.path.join(folder, "vocab.txt"), encoding="utf-8")]
    lab = json.load(open(f"{run}/labels.json"))
    labels = D.Labels(lab["rels"], lab["xpos"], lab["rules"])
    net = Network(len(vocab), labels)
    states = [torch.load(f"{r}/checkpoint.pt") for r in runs]
    net.load_state_dict({k: sum(s["net"][k] for s in states) / len(states) for k in states[0]["net"]})
    net.eval()
    return net, labels, vocab, "+".join(str(s["step"]) for s in states)


def tensors(net):
    out, e = {}, net.encoder
    out["words.q"], out["words.s"] = rows(e.words.weight.data)
    out["positions"], out["shapes"] = e.positions.weight.data, e.shapes.weight.data
    for name, m in e.named_modules():
        if isinstance(m, torch.nn.LayerNorm):
            out[f"{name}.weight"], out[f"{name}.bias"] = m.weight.data, m.bias.data
        elif isinstance(m, torch.nn.Linear):
            out[f"{name}.q"], out[f"{name}.s"] = rows(m.weight.data)
            out[f"{name}.bias"] = m.bias.data
    for name, p in net.named_parameters():
        if not name.startswith(("encoder.", "lemma.")):
            out[name] = p.data.to(torch.float16)
    return {k: v.contiguous() for k, v in out.items()}


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
    names = {"rels": labels.rels, "xpos": labels.xpos, "upos": D.UPOS, "types": D.TYPES}
    os.makedirs(a.weights, exist_ok=True)
    save_file(t, f"{a.weights}/onrecord.safetensors", {"labels": json.dumps(names), "version": digest.hexdigest()[:12], "step": str(step)})
    with open(f"{a.weights}/vocab.txt", "w", encoding="utf-8") as f:
        f.write("\n".join(vocab) + "\n")
    print(step, digest.hexdigest()[:12], os.path.getsize(f"{a.weights}/onrecord.safetensors"))


if __name__ == "__main__":
    main()
