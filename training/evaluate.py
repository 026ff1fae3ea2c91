"""Quick figures while training (gold segmentation). The figures that count come from `onrecord evaluate`."""
import torch

import data as D
from model import act_scores, arc_scores, collate, pool, rel_scores, role_scores, side_scores, topic_scores, view_scores


def words_of(net, wp, run):
    w = D.window(wp, [(s.text, s.units, s.paragraph) for s in run])
    ids, shapes = collate([w])
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


@torch.no_grad()
def events(net, wp, items):
    """Triggers with their type, and which units are actors and recipients of those found."""
    from train import event_rows
    net.eval()
    hit = pred = gold = right = roles = 0
    for i in items:
        (_, rows), = event_rows(net, wp, [[i]])[0]
        kinds = net.trigger(rows).argmax(-1).tolist()
        inside = lambda spans: {k for k, u in enumerate(i.units) if any(u.start < b and u.end > a for a, b in spans)}
        starts = {min(inside([e.trigger])): e for e in i.events}
        gold += len(starts)
        for k, kind in enumerate(kinds):
            if kind == len(D.TYPES) - 1:
                continue
            pred += 1
            e = starts.get(k)
            if e is None or D.TYPES[kind] != e.type:
                continue
            hit += 1
            at = torch.tensor([k])
            s = role_scores(net, rows[at], rows, at, torch.arange(len(i.units))).argmax(0)[0].tolist()
            for role, spans in ((1, e.actors), (2, e.recipients)):
                found = {k for k, r in enumerate(s) if r == role}
                roles += 1
                right += bool(found & inside(spans)) if spans else not found
    return f"events P {hit / max(1, pred):.3f} R {hit / max(1, gold):.3f} F1 {2 * hit / max(1, pred + gold):.3f} roles {right / max(1, roles):.3f}"


@torch.no_grad()
def statements(net, wp, articles):
    """Of statements whose cue and content are given: how often the act is right, the F1 of units that name a target with the side that the
    speaker is on, and of topics, and how often the side towards a named issue is right."""
    from statements import ISSUES, TOPICS
    from train import content, frozen
    net.eval()
    n = acts = 0
    views, topics, sides = [0, 0, 0], [0, 0, 0], []
    for article in articles:
        for rows, anchors, gold, told, inside in frozen(net, wp, article):
            at = anchors
            contents = [content(g) for g in gold]
            said = act_scores(net, rows, at, contents)[:, :-1].argmax(-1).tolist()
            seen = view_scores(net, rows[at], rows, at, torch.arange(len(rows))).argmax(0).tolist()
            about = topic_scores(net, rows, contents) > 0
            issues = [(k, ISSUES.index(t), s + 1) for k, ev in enumerate(told) for t, s in ev["topics"].items() if t in ISSUES]
            if issues:
                best = side_scores(net, rows, at, contents, [i[:2] for i in issues]).argmax(-1).tolist()
                sides += [b == s for b, (_, _, s) in zip(best, issues)]
            for k, ev in enumerate(told):
                n += 1
                acts += said[k] == ev["act"]
                want = {(i, v) for span, v in ev["views"] for i in inside([span])}
                have = {(i, v) for i, v in enumerate(seen[k]) if v}
                named = {TOPICS[i] for i, y in enumerate(about[k].tolist()) if y}
                for sums, x, y in ((views, have, want), (topics, named, set(ev["topics"]))):
                    sums[0] += len(x & y)
                    sums[1] += len(x)
                    sums[2] += len(y)
    f1 = lambda s: 2 * s[0] / max(1, s[1] + s[2])
    return f"statements act {acts / n:.3f} views F1 {f1(views):.3f} topics F1 {f1(topics):.3f} ({n}) sides {sum(sides) / max(1, len(sides)):.3f} ({len(sides)})"
