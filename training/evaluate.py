"""Quick figures while training (gold segmentation). The figures that count come from `onrecord evaluate`."""
import torch

import data as D
from model import arc_scores, pool, rel_scores


def words_of(net, wp, run):
    import train
    w = D.window(wp, [(s.text, s.units, s.paragraph) for s in run])
    ids, shapes = train.collate([w])
    h = net.encoder(ids, shapes)[0]
    groups, base = [], 0
    for s in run:
        for word in s.words:
            groups.append([p for u in word.units for p in range(w.first[base + u], w.last[base + u])] or [0])
        base += len(s.units)
    return pool(h, groups)


@torch.no_grad()
def syntax(net, wp, labels, docs):
    net.eval()
    n = tag = uas = las = 0
    for run in D.syntax_windows(wp, docs, 200):
        rows = words_of(net, wp, run)
        words = [w for s in run for w in s.words]
        up = net.upos(rows).argmax(-1).tolist()
        arc, x = arc_scores(net, rows, [len(s.words) for s in run])
        owner = torch.tensor([k for k, s in enumerate(run) for _ in s.words])
        heads = torch.cat([arc[k, :len(s.words)].argmax(-1) for k, s in enumerate(run)])
        rels = rel_scores(net, rows, x[owner, heads]).argmax(-1).tolist()
        for w, u, h, r in zip(words, up, heads.tolist(), rels):
            n += 1
            tag += D.UPOS[u] == w.upos
            uas += h == w.head
            las += h == w.head and labels.rels[r].split(":")[0] == w.rel.split(":")[0]
    return f"UPOS {tag / n:.4f} UAS {uas / n:.4f} LAS {las / n:.4f} ({n} words)"


@torch.no_grad()
def mentions(net, wp, docs):
    """Mentions headed by a proper noun: head and kind right, with gold tags."""
    net.eval()
    hit = pred = gold = 0
    for run in D.syntax_windows(wp, docs, 200):
        kinds = net.kind(words_of(net, wp, run)).argmax(-1).tolist()
        for k, w in zip(kinds, [w for s in run for w in s.words]):
            p = k if w.upos == "PROPN" and k in (1, 2, 3) else 0
            g = w.kind if w.upos == "PROPN" and w.kind in (1, 2, 3) else 0
            hit += p == g and p > 0
            pred += p > 0
            gold += g > 0
    return f"names F1 {2 * hit / max(1, pred + gold):.4f} ({gold} gold)"
