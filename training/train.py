"""Train the network: `python train.py DATA [--out run] [--pieces 5000000]`. Resumes from its last checkpoint.

DATA is a folder with ewt/, gum/, polnear/ and plover/ as `training/README.md` describes them.
The batches follow from the seed and the step alone, so a resumed run makes the same ones.
"""
import argparse
import json
import os
import random
import re
import time

import torch
import torch.nn.functional as F

import data as D
import evaluate
import events as E
import pretrained
import references
import statements
from model import Network, act_scores, arc_scores, attribution_scores, brief, collate, pair_logits, pool, rel_scores, role_scores, side_scores, topic_scores, view_scores
from statements import ISSUES, TOPICS
from units import WordPiece

SEED = 20261123
HERE = os.path.dirname(os.path.abspath(__file__))
ENCODER, HEADS = 5e-5, 1.5e-3  # Learning rates at their highest.


def syntax_loss(net, wp, labels, runs):
    windows, groups, sizes, words, units_first, join, begin, glued = [], [], [], [], [], [], [], []
    for run in runs:
        w = D.window(wp, [(s.text, s.units, s.paragraph) for s in run])
        windows.append(w)
    n = max(len(w.ids) for w in windows)
    for k, (run, w) in enumerate(zip(runs, windows)):
        base = 0
        for x, s in enumerate(run):
            owner = {}
            for i, word in enumerate(s.words):
                for u in word.units:
                    owner.setdefault(u, i)
                groups.append([k * n + p for u in word.units for p in range(w.first[base + u], w.last[base + u])] or [k * n])
                words.append(word)
            sizes.append(len(s.words))
            for u in range(len(s.units)):
                units_first.append(k * n + w.first[base + u])
                g = s.units[u].glued if u else (x > 0 and not run[x - 1].space_after)
                glued.append(float(g))
                join.append(float(u > 0 and u in owner and owner.get(u) == owner.get(u - 1)))
                begin.append(float(u == 0))
            base += len(s.units)
    ids, shapes = collate(windows)
    h = net.encoder(ids, shapes)
    flat = h.reshape(-1, h.shape[-1])
    seg = net.seg(net.drop(flat[torch.tensor(units_first)])).float()
    glued, join, begin = map(torch.tensor, (glued, join, begin))
    loss = (F.binary_cross_entropy_with_logits(seg[:, 0], join, reduction="none") * glued).sum() / glued.sum().clamp(min=1)
    loss = loss + F.binary_cross_entropy_with_logits(seg[:, 1], begin) * 2
    rows = pool(flat, groups)
    d = net.drop(rows)
    target = lambda f: torch.tensor([f(w) for w in words])
    loss = loss + F.cross_entropy(net.upos(d).float(), target(lambda w: D.UPOS.index(w.upos)))
    loss = loss + F.cross_entropy(net.xpos(d).float(), target(lambda w: labels.xpos_id.get(w.xpos, -100)))
    kinds = target(lambda w: w.kind if w.kind >= 0 else -100)
    if (kinds >= 0).any():
        loss = loss + F.cross_entropy(net.kind(d).float(), kinds)
    arc, x = arc_scores(net, rows, sizes)
    heads = torch.full(arc.shape[:2], -100)
    at = 0
    for k, m in enumerate(sizes):
        heads[k, :m] = torch.tensor([w.head for w in words[at:at + m]])
        at += m
    loss = loss + F.cross_entropy(arc.reshape(-1, arc.shape[-1]), heads.reshape(-1))
    owner = torch.tensor([k for k, m in enumerate(sizes) for _ in range(m)])
    rel = rel_scores(net, rows, x[owner, target(lambda w: w.head)])
    return loss + F.cross_entropy(rel, target(lambda w: labels.rel_id.get(w.rel, -100))), ids.numel()


def kind_loss(net, wp, runs):
    """Kinds of mentions alone, for documents with other names put in."""
    windows = [D.window(wp, [(s.text, s.units, s.paragraph) for s in run]) for run in runs]
    ids, shapes = collate(windows)
    n = ids.shape[1]
    groups, kinds = [], []
    for k, (run, w) in enumerate(zip(runs, windows)):
        base = 0
        for s in run:
            for word in s.words:
                groups.append([k * n + p for u in word.units for p in range(w.first[base + u], w.last[base + u])])
                kinds.append(word.kind)
            base += len(s.units)
    h = net.encoder(ids, shapes)
    d = net.drop(pool(h.reshape(-1, h.shape[-1]), groups))
    return F.cross_entropy(net.kind(d).float(), torch.tensor(kinds)) * 2, ids.numel()


def attribution_loss(net, wp, items):
    """items: (article, run of (units, begins a paragraph)). PolNeAR marks the outermost attributions alone, so nothing is said of
    what stands inside their content; our own texts mark all, with what the speaker does, his views and the topics."""
    windows = [D.window(wp, [(a.text, us, par) for us, par in run]) for a, run in items]
    ids, shapes = collate(windows)
    h = net.encoder(ids, shapes)
    loss, total = 0.0, 0
    for k, (a, run) in enumerate(items):
        us = [u for r, _ in run for u in r]
        rows = pool(h[k], [list(range(x, y)) for x, y in zip(windows[k].first, windows[k].last)])
        at = {}
        for i, u in enumerate(us):
            for c in range(u.start, u.end):
                at[c] = i
        inside = lambda spans: sorted({at[c] for x, y in spans for c in range(x, y) if c in at})
        anchors, gold, told = [], [], []
        known = torch.ones(len(us))
        for ev in a.attributions:
            lab = {}
            for role in ("content", "source", "cue"):
                lab.update({i: D.LABELS.index(role) for i in inside(ev[role])})
            cue, content = [i for i, l in lab.items() if l == 2], [i for i, l in lab.items() if l == 3]
            if not a.complete:
                known[content] = 0
            # Where nothing attributes, a statement begins with its content.
            if content and (cue or not ev["cue"]):
                anchors.append(min(cue or content))
                gold.append([lab.get(i, 0) for i in range(len(us))])
                told.append(ev)
        y = torch.zeros(len(us))
        y[torch.tensor(anchors, dtype=torch.long)] = 1.0
        known[torch.tensor(anchors, dtype=torch.long)] = 1.0
        loss = loss + F.binary_cross_entropy_with_logits(net.anchor(net.drop(rows)).float()[:, 0], y, weight=known) * 4
        if anchors:
            t = torch.arange(len(us))
            ai = torch.tensor(anchors)
            s = attribution_scores(net, rows[ai], rows, ai, t)
            loss = loss + F.cross_entropy(s.permute(1, 2, 0).reshape(-1, 4), torch.tensor(gold).reshape(-1)) * 2
            coded = [k for k, ev in enumerate(told) if "act" in ev]
            if coded:
                loss = loss + statement_loss(net, rows, ai[coded], [gold[k] for k in coded], [told[k] for k in coded], inside)
            else:
                loss = loss + weak_act_loss(net, rows, ai, gold, [ev.get("by_cue") for ev in told])
        total += 1
    return loss / total, ids.numel()


def content(labels):
    """The numbers of the units that are content."""
    return [i for i, l in enumerate(labels) if l == 3]


PRESENT = torch.tensor(4.0)  # How much a topic counts that is there: most are not.
SIDES = torch.tensor([1.0, 4, 4, 4])  # How much a unit counts that names no target, or one that the speaker is against, neither, for.


def weak_act_loss(net, rows, ai, gold, acts):
    """Acts that follow from the words of cues; None where they don't."""
    known = [k for k, x in enumerate(acts) if x is not None]
    if not known:
        return 0.0
    scores = act_scores(net, rows, ai[known], [content(gold[k]) for k in known])
    ce = F.cross_entropy(scores, torch.tensor([acts[k][0] for k in known]), reduction="none")
    return (ce * torch.tensor([acts[k][1] for k in known])).sum() / len(acts)


def statement_loss(net, rows, ai, gold, told, inside):
    """What the speakers do, whom and what they take a view on, and the topics of what they say."""
    contents = [content(g) for g in gold]
    loss = F.cross_entropy(act_scores(net, rows, ai, contents), torch.tensor([ev["act"] for ev in told]))
    s = view_scores(net, rows[ai], rows, ai, torch.arange(len(rows))).permute(1, 2, 0)
    targets = torch.zeros(len(told), len(rows), dtype=torch.long)
    named = []
    for k, ev in enumerate(told):
        for span, v in ev["views"]:
            targets[k, inside([span])] = v
        named += [(k, i, v) for span, v in ev["named"] for i in inside([span])]
    loss = loss + F.cross_entropy(s.reshape(-1, 4), targets.reshape(-1), weight=SIDES) * 6
    if named:
        k, i, v = (torch.tensor(x) for x in zip(*named))
        loss = loss + F.cross_entropy(s[k, i, 1:], v - 1) / 2
    if told[0]["topics"] is None:
        return loss
    sides = [(k, ISSUES.index(t), stance) for k, ev in enumerate(told) for t, stance in ev["topics"].items() if t in ISSUES]
    if sides:
        scores = side_scores(net, rows, ai, contents, [(k, t) for k, t, _ in sides])
        loss = loss + F.cross_entropy(scores, torch.tensor([stance + 1 for *_, stance in sides]))
    y = torch.tensor([[float(t in ev["topics"]) for t in TOPICS] for ev in told])
    return loss + F.binary_cross_entropy_with_logits(topic_scores(net, rows, contents), y, pos_weight=PRESENT) * 30


@torch.no_grad()
def frozen(net, wp, article):
    """For each window of a text: the units' vectors, and what statement_loss asks for."""
    out = []
    for run in D.pack(wp, article, D.WINDOW):
        w = D.window(wp, [(article.text, us, par) for us, par in run])
        rows = pool(net.encoder(*collate([w]))[0], [list(range(x, y)) for x, y in zip(w.first, w.last)]).float()
        us = [u for r, _ in run for u in r]
        at = {c: i for i, u in enumerate(us) for c in range(u.start, u.end)}
        inside = lambda spans, at=at: sorted({at[c] for x, y in spans for c in range(x, y) if c in at})
        anchors, gold, told = [], [], []
        for ev in article.attributions:
            cue, content = inside(ev["cue"]), inside(ev["content"])
            if content and (cue or not ev["cue"]):
                anchors.append(min(cue or content))
                gold.append([3 if i in content and i not in cue else 0 for i in range(len(us))])
                told.append(ev)
        if anchors and all(3 in g for g in gold):
            out.append((rows, torch.tensor(anchors), gold, told, inside))
    return out


def pair_loss(net, wp, pairs):
    made = [D.pair_window(wp, p) for p in pairs]
    ids, shapes = collate([D.Window(m[0], m[1], [], []) for m in made])
    h = net.encoder(ids, shapes)
    logp = F.log_softmax(pair_logits(net, h, torch.tensor([m[2] for m in made]), torch.tensor([m[3] for m in made])), -1)
    out = 0.0
    for k, p in enumerate(pairs):
        if p.type == "YIELD":
            two = torch.stack([logp[k, D.TYPES.index("CONCEDE")], logp[k, D.TYPES.index("RETREAT")]])
            out = out - torch.logsumexp(two, 0)
        else:
            out = out - logp[k, D.TYPES.index(p.type)]
    return out / len(pairs), ids.numel()


def event_rows(net, wp, windows):
    """The units' vectors of each item of windows of items. -> [(item, rows)], pieces."""
    made = [D.window(wp, [(i.text, i.units, True) for i in w]) for w in windows]
    ids, shapes = collate(made)
    h = net.encoder(ids, shapes)
    out = []
    for k, (w, m) in enumerate(zip(windows, made)):
        at = 0
        for i in w:
            groups = [list(range(x, y)) for x, y in zip(m.first[at:at + len(i.units)], m.last[at:at + len(i.units)])]
            at += len(i.units)
            out.append((i, pool(h[k], groups)))
    return out, ids.numel()


def event_loss(net, wp, windows):
    """Triggers with type, mode and auxiliary modes, and which units are actor and recipient of each."""
    made, n = event_rows(net, wp, windows)
    logits = net.trigger(net.drop(torch.cat([rows for _, rows in made]))).float()
    logp, at, loss, known = F.log_softmax(logits, -1), 0, 0.0, 0
    for i, rows in made:
        p = logp[at:at + len(i.units)]
        at += len(i.units)
        here = torch.arange(len(i.units))
        if i.pair:
            loss = loss + latent_loss(net, p, rows, i.pair, i.units)
            continue
        known += 1
        inside = lambda spans: [k for k, u in enumerate(i.units) if any(u.start < b and u.end > a for a, b in spans)]
        gold = torch.full((len(i.units),), len(D.TYPES) - 1)
        triggers, roles = [], []
        for e in i.events:
            t = inside([e.trigger])
            if not t:
                continue
            gold[t[0]] = D.TYPES.index(e.type)
            triggers.append((t[0], e))
            role = torch.zeros(len(i.units), dtype=torch.long)
            role[inside(e.actors)], role[inside(e.recipients)] = 1, 2
            roles.append(role)
        weight = torch.where(gold == len(D.TYPES) - 1, 1.0, 2.0)
        loss = loss + F.nll_loss(p, gold, reduction="none").mul(weight).sum() / 3
        if triggers:
            ti = torch.tensor([t for t, _ in triggers])
            s = role_scores(net, rows[ti], rows, ti, here)
            ce = F.cross_entropy(s.permute(1, 2, 0).reshape(-1, 3), torch.cat(roles), reduction="none")
            loss = loss + ce.sum() / 6
            d = net.drop(rows[ti])
            aux = torch.tensor([[float(x in e.auxiliary) for x in E.AUXILIARY] for _, e in triggers])
            loss = loss + F.binary_cross_entropy_with_logits(net.auxiliary(d).float(), aux, reduction="sum") / 2
            told = [k for k, (_, e) in enumerate(triggers) if e.contexts is not None]
            if told:
                ctx = torch.tensor([[float(x in triggers[k][1].contexts) for x in E.CONTEXTS] for k in told])
                loss = loss + F.binary_cross_entropy_with_logits(net.context(d[told]).float(), ctx, reduction="sum") / 3
            modes = net.mode(d).float()
            for row, (_, e) in zip(modes, triggers):
                own = [k for k, q in enumerate(E.PAIRS) if q.startswith(e.type + "/")]
                if len(own) > 1:
                    loss = loss + F.cross_entropy(row[own][None], torch.tensor([own.index(E.PAIRS.index(f"{e.type}/{e.mode}"))])) / 2
    return loss / len(made), n


def latent_loss(net, logp, rows, pair, us):
    """Nobody marked the trigger: one unit, a word that can name an act and stands in neither mention, is of this type,
    with this actor and this recipient, and the others are hardly any event's (or every unit would claim a part of it)."""
    here = torch.arange(len(us))
    inside = lambda span: torch.tensor([k for k, u in enumerate(us) if u.start < span[1] and u.end > span[0]], dtype=torch.long)
    actor, recipient = inside(pair.actor), inside(pair.recipient)
    if not len(actor) or not len(recipient):
        return 0.0
    role = F.log_softmax(role_scores(net, rows, rows, here, here), 0)
    # A visit is told by its visitor, a meeting by both: where both act on each other, both may be actors.
    second = role[2][:, recipient]
    if pair.type in ("CONSULT", "COOPERATE", "AGREE", "SUPPORT"):
        second = torch.logaddexp(second, role[1][:, recipient])
    fit = role[1][:, actor].mean(1) + second.mean(1)
    types = ["CONCEDE", "RETREAT"] if pair.type == "YIELD" else [pair.type]
    told = torch.logsumexp(logp[:, [D.TYPES.index(t) for t in types]], 1)
    none = logp[:, -1]
    here = told + fit + OTHERS * (none.sum() - none)
    can = torch.tensor([E.can_trigger(pair, u) for u in us])
    return -torch.logsumexp(here.masked_fill(~can, -1e4), 0) / 2 if can.any() else 0.0


def refer_loss(net, wp, doc):
    """What words of one document stand for, by its entities."""
    words, rows = references.vectors(net, wp, doc)
    made = references.matrices(words, rows)
    if not made:
        return rows.sum() * 0, len(rows)
    return references.loss(net, *made), len(rows)


# How much it counts, in a sentence whose trigger nobody marked, that all other units are none; under 1, since there may be
# other events.
OTHERS = 0.4


class Stream:
    """Batches of one kind of data, epoch after epoch, each epoch cut and shuffled anew."""

    def __init__(self, name, make, size, pieces):
        self.name, self.make, self.size, self.pieces = name, make, size, pieces
        self.epoch, self.queue = 0, []

    def next(self):
        if not self.queue:
            rng = random.Random(f"{SEED}-{self.name}-{self.epoch}")
            items = self.make(rng)
            rng.shuffle(items)
            chunk = 64
            for i in range(0, len(items), chunk):  # Like lengths together, in small pools.
                pool_ = sorted(items[i:i + chunk], key=self.size)
                batch, longest = [], 0
                for it in pool_:
                    longest = max(longest, self.size(it))
                    if batch and longest * (len(batch) + 1) > self.pieces:
                        self.queue.append(batch)
                        batch, longest = [], self.size(it)
                    batch.append(it)
                if batch:
                    self.queue.append(batch)
            rng.shuffle(self.queue)
            self.epoch += 1
        return self.queue.pop()


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("data")
    ap.add_argument("--out", default="run")
    ap.add_argument("--steps", type=int, default=4000)
    ap.add_argument("--pieces", type=int, default=1792, help="word pieces in a batch, padding included")
    ap.add_argument("--start", help="begin with the network of this checkpoint, or of shipped weights (.safetensors), not with the pretrained encoder alone")
    ap.add_argument("--rate", type=float, default=1.0, help="multiplies all learning rates")
    ap.add_argument("--mix", default="syntax=27,mentions=13,polnear=33,pairs=6,renamed=3,events=18", help="shares of the kinds of batches")
    ap.add_argument("--lexicons", default=os.path.join(HERE, "..", "lexicons"))
    ap.add_argument("--program", help="learn references from our own articles too, which this program (../target/release/onrecord) parses")
    ap.add_argument("--without-plv", action="store_true", help="leave all of PLV out")
    ap.add_argument("--stop", type=int, help="stop after this step (the schedule stays as planned)")
    a = ap.parse_args()
    os.makedirs(a.out, exist_ok=True)
    torch.manual_seed(SEED)
    vocab = pretrained.vocabulary()
    wp = WordPiece(vocab)
    ewt, gum = D.read_conllu(f"{a.data}/ewt/train.conllu", False), D.read_conllu(f"{a.data}/gum/train.conllu", True)
    labels = D.Labels.collect(ewt + gum)
    json.dump({"rels": labels.rels, "xpos": labels.xpos}, open(f"{a.out}/labels.json", "w"))
    said = statements.read(f"{HERE}/statements")
    polnear = D.read_polnear(f"{a.data}/polnear/train")
    statements.annotate(f"{HERE}/statements", polnear)
    known = statements.cues(a.lexicons)
    for article in polnear:
        for ev in article.attributions:
            behind = re.match(r"\W*(\w*)", article.text[max(b for _, b in ev["cue"]):])[1].lower()
            ev["by_cue"] = statements.by_cue(known, article.text, sorted(ev["cue"]), behind)
    plover, back = D.read_plover(f"{a.data}/plover/plv-train.tsv")
    own, seen = E.own(f"{HERE}/events"), E.annotated(f"{HERE}/events", a.data)
    if a.without_plv:
        plover, back = [], []
    latent, empty = E.plover(plover), E.nothing(ewt)
    countries = E.Countries(a.lexicons)
    elsewhere = lambda r: [countries.swapped(i, r) for i in own]
    dev = D.read_conllu(f"{a.data}/ewt/dev.conllu", False)
    events_dev = E.own(f"{HERE}/../evaluation/held_out")
    gum_dev = D.read_conllu(f"{a.data}/gum/dev.conllu", True)
    said_dev = statements.read(f"{HERE}/statements/dev")
    print(len(ewt), len(gum), len(polnear), len(plover), len(back), len(labels.rels), len(labels.xpos), len(own), len(seen), len(said), flush=True)

    net = Network(len(vocab), labels)
    net.load_pretrained(pretrained.tensors())
    if a.start:
        from export import restore
        begun = restore(a.start) if a.start.endswith(".safetensors") else torch.load(a.start)["net"]
        new = net.load_state_dict(begun, strict=False).missing_keys
        print("starts anew:", sorted({k.split(".")[0] for k in new}), flush=True)
    net.encoder.words.weight.requires_grad = False
    inner = [p for p in net.encoder.parameters() if p.requires_grad and p is not net.encoder.shapes.weight]
    ids = {id(p) for p in inner}
    outer = [p for p in net.parameters() if p.requires_grad and id(p) not in ids]
    opt = torch.optim.AdamW([{"params": inner, "lr": 0.0, "top": ENCODER * a.rate}, {"params": outer, "lr": 0.0, "top": HEADS * a.rate}],
                            betas=(0.9, 0.98), weight_decay=0.01)

    coded = [x for x in polnear if any("act" in ev for ev in x.attributions)]  # Twice as often.
    names = D.lexicon_names(a.lexicons)
    articles = references.own(f"{HERE}/articles", a.program) if a.program else []
    streams = {
        "syntax": Stream("syntax", lambda r: D.syntax_windows(wp, ewt, 200, r), lambda run: sum(D.size(wp, s.text, s.units) for s in run) + 2, a.pieces),
        "mentions": Stream("mentions", lambda r: D.syntax_windows(wp, gum, 200, r), lambda run: sum(D.size(wp, s.text, s.units) for s in run) + 2, a.pieces),
        "polnear": Stream("polnear", lambda r: [(x, run) for x in polnear + coded for run in D.pack(wp, x, D.WINDOW, r)],
                          lambda it: sum(len(us) for us, _ in it[1]) + 8, a.pieces),
        "statements": Stream("statements", lambda r: [(x, run) for x in said for run in D.pack(wp, x, D.WINDOW, r)],
                             lambda it: sum(len(us) for us, _ in it[1]) + 8, a.pieces // 2),
        "pairs": Stream("pairs", lambda r: plover + r.sample(back, len(back) // 2) + E.pairs(elsewhere(r), countries, r) + D.nothing_pairs(ewt + gum, r, 250),
                        lambda p: len(p.text) // 4 + 8, a.pieces * 2 // 3),
        "events": Stream("events", lambda r: E.windows(own + elsewhere(r) + seen * 2 + latent + r.sample(empty, min(len(empty), 900)), r),
                         lambda w: sum(len(i.units) for i in w) + 8, a.pieces * 2 // 3),
        "refer": Stream("refer", lambda r: gum + articles * references.OWN,
                        lambda doc: a.pieces, a.pieces),
        "renamed": Stream("renamed", lambda r: D.syntax_windows(wp, D.renamed(gum, names, r), 200, r),
                          lambda run: sum(D.size(wp, s.text, s.units) for s in run) + 2, a.pieces),
    }
    weights = {k: float(v) for k, v in (p.split("=") for p in a.mix.split(","))}
    step, t0, pieces_seen = 0, time.time(), 0
    ck = f"{a.out}/checkpoint.pt"
    plan = random.Random(SEED)
    order = [plan.choices(list(weights), list(weights.values()))[0] for _ in range(a.steps)]
    if os.path.exists(ck):
        c = torch.load(ck)
        net.load_state_dict(c["net"])
        opt.load_state_dict(c["opt"])
        step = c["step"]
        for name in order[:step]:
            streams[name].next()
        print("resumed at", step, flush=True)
    sums = {}
    while step < min(a.steps, a.stop or a.steps):
        name = order[step]
        torch.manual_seed(SEED + step)
        frac = step / a.steps
        factor = min(1.0, (step + 1) / 150) * max(0.02, (1 - frac))
        for g in opt.param_groups:
            g["lr"] = g["top"] * factor
        net.train()
        batch = streams[name].next()
        with brief():
            if name in ("syntax", "mentions"):
                loss, n = syntax_loss(net, wp, labels, batch)
            elif name == "renamed":
                loss, n = kind_loss(net, wp, batch)
            elif name == "events":
                loss, n = event_loss(net, wp, batch)
            elif name == "refer":
                loss, n = refer_loss(net, wp, batch[0])
            elif name in ("polnear", "statements"):
                loss, n = attribution_loss(net, wp, batch)
            else:
                loss, n = pair_loss(net, wp, batch)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for p in net.parameters() if p.grad is not None], 2.0)
        opt.step()
        step += 1
        pieces_seen += n
        s = sums.setdefault(name, [0.0, 0])
        s[0] += loss.item()
        s[1] += 1
        if step % 50 == 0:
            print(f"step {step} {time.time() - t0:.0f}s {pieces_seen / (time.time() - t0):.0f} pieces/s",
                  " ".join(f"{k} {v[0] / v[1]:.3f}" for k, v in sorted(sums.items())),
                  "epochs", {k: v.epoch for k, v in streams.items()}, flush=True)
            sums = {}
        if step % 250 == 0 or step == a.steps:
            torch.save({"net": net.state_dict(), "opt": opt.state_dict(), "step": step}, ck + ".new")
            os.replace(ck + ".new", ck)
        if step % 500 == 0 or step == a.steps:
            print("  dev", evaluate.statements(net, wp, said_dev), evaluate.syntax(net, wp, labels, dev[:120]), evaluate.mentions(net, wp, gum_dev[:12]), evaluate.events(net, wp, events_dev), flush=True)


if __name__ == "__main__":
    main()
