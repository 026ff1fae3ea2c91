"""A last step of training: what speakers do, of what they speak and on which side, and modes and contexts of events, on an encoder that stays as it is:
`python heads.py DATA --out run/z RUN[=SHARE] …`.

RUNs as for export.py. Only the heads `act…`, `topic…` and `side…` are trained, on our own texts with statements and on the attributions of PolNeAR
that we annotated (figures of `statements/dev/` are printed after each epoch), and then `mode` and `context`, on the events of our sentences and annotations;
with `--only` those named alone (`topic` and `side` without PolNeAR, which has nothing to say of them).
"""
import random

import torch

import torch.nn.functional as F

import data as D
import evaluate
import events as E
import statements
from export import keep, last_step, load
from model import brief
from train import HERE, event_rows, frozen, statement_loss
from units import WordPiece

SEED = 20261127
EPOCHS, RATE, DECAY, WINDOWS = 5, 1e-3, 0.02, 6
EVENT_EPOCHS, EVENTS = 10, 64
AT_ONCE = 12  # Windows in a batch.


def steps(parameters, n):
    """An optimiser whose rate falls to nothing in n steps: calling it with a loss takes one."""
    opt, taken = torch.optim.AdamW(parameters, lr=RATE, weight_decay=DECAY), 0

    def take(loss):
        nonlocal taken
        for g in opt.param_groups:
            g["lr"] = RATE * (1 - taken / n)
        opt.zero_grad()
        loss.backward()
        opt.step()
        taken += 1
    return take


def say(net, windows, which, after, epochs=EPOCHS):
    """Trains the heads whose names begin like one of `which` on what `frozen` gives of texts."""
    torch.manual_seed(SEED)
    heads = [p for n, p in net.named_parameters() if n.startswith(which)]
    take = steps(heads, epochs * (len(windows) // WINDOWS))
    for epoch in range(epochs):
        random.Random(epoch).shuffle(windows)
        net.train()
        for i in range(0, len(windows) - WINDOWS + 1, WINDOWS):
            take(sum(statement_loss(net, rows, at, gold, told, inside) for rows, at, gold, told, inside in windows[i:i + WINDOWS]) / WINDOWS)
        after(epoch)


@torch.no_grad()
def triggers(net, wp, items):
    """-> the vectors of all triggers, the numbers of their modes, which modes their type has, their contexts, and whether somebody noted these."""
    net.eval()
    rows, modes, own, contexts, noted = [], [], [], [], []
    windows = sorted(E.windows(items, random.Random(SEED)), key=lambda w: sum(len(i.units) for i in w))
    for at in range(0, len(windows), AT_ONCE):
        with brief():
            made, _ = event_rows(net, wp, windows[at:at + AT_ONCE])
        for i, units in made:
            for e in i.events:
                here = [k for k, u in enumerate(i.units) if u.start < e.trigger[1] and u.end > e.trigger[0]]
                if here:
                    rows.append(units[here[0]].float())
                    modes.append(E.PAIRS.index(f"{e.type}/{e.mode}"))
                    own.append([q.startswith(e.type + "/") for q in E.PAIRS])
                    contexts.append([float(c in (e.contexts or [])) for c in E.CONTEXTS])
                    noted.append(float(e.contexts is not None))
    return torch.stack(rows), torch.tensor(modes), torch.tensor(own), torch.tensor(contexts), torch.tensor(noted)


def tell(net, which, rows, modes, own, contexts, noted):
    """Trains the heads `which`, of mode and context, on what `triggers` gives."""
    torch.manual_seed(SEED)
    net.train()
    n = len(rows)
    take = steps([p for h in which for p in getattr(net, h).parameters()], EVENT_EPOCHS * (n // EVENTS))
    for _ in range(EVENT_EPOCHS):
        order = torch.randperm(n)
        for k in range(0, n - EVENTS + 1, EVENTS):
            b = order[k:k + EVENTS]
            d = net.drop(rows[b])
            context = F.binary_cross_entropy_with_logits(net.context(d), contexts[b], reduction="none").sum(-1) * noted[b]
            mode = F.cross_entropy(net.mode(d).masked_fill(~own[b], -1e4), modes[b], reduction="sum")
            take((context.sum() / 3 + mode / 2) / EVENTS)


def main():
    ap = last_step(__doc__)
    ap.add_argument("--only", help="some of act, topic, side, mode, context, with commas", default="act,topic,side,mode,context")
    ap.add_argument("--epochs", type=int, default=EPOCHS)
    a = ap.parse_args()
    torch.manual_seed(SEED)  # What the runs lack begins with numbers by chance.
    net, labels, vocab, step = load(a.runs)
    wp, which = WordPiece(vocab), a.only.split(",")
    of_statements = tuple(h for h in which if h in ("act", "topic", "side"))
    if of_statements:
        texts = statements.read(f"{HERE}/statements")
        if "act" in which:
            polnear = D.read_polnear(f"{a.data}/polnear/train")
            statements.annotate(f"{HERE}/statements", polnear)
            for article in polnear:
                article.attributions = [ev for ev in article.attributions if "act" in ev]
            texts += [x for x in polnear if x.attributions]
        windows = [w for x in texts for w in frozen(net, wp, x)]
        dev = statements.read(f"{HERE}/statements/dev")
        say(net, windows, of_statements, lambda epoch: print(epoch + 1, evaluate.statements(net, wp, dev), flush=True), a.epochs)
    of_events = tuple(h for h in which if h in ("mode", "context"))
    if of_events:
        r, countries = random.Random(SEED), E.Countries(a.lexicons)
        own, seen = E.own(f"{HERE}/events"), E.annotated(f"{HERE}/events", a.data)
        tell(net, of_events, *triggers(net, wp, own + [countries.swapped(i, r) for i in own] + seen * 2))
    net.eval()
    keep(net, labels, f"{step}+heads", a.out)


if __name__ == "__main__":
    main()
