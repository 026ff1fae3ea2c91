#!/usr/bin/env python3
"""Events: own held-out pages, false alarms, held-out sentences, calibration.

    measure_events.py [DATA] [--binary target/release/onrecord] [--least P] [--errors] [--fit]

Needs nothing but this folder and the program; with DATA also EWT dev (reviews and answers, for false alarms) and the
texts of the annotated sentences in held_out/annotated. --errors lists what went wrong. --fit fits the logistic of
src/coding/events/confidence.rs on all that the reliability tables are of (pages, sentences of held_out/, judged events), prints its numbers,
and the same tables with each tenth left out of the fit in turn.

Pages: each sentence is a document. A marked event counts as found if the program has an event of its type in the sentence.
Precision is over all events that it prints there, so an event that is there and not marked counts against it. Actors and
recipients: the sets of countries (or bodies, or sectors where there is neither) must be equal, of events that were found.

Held out: an event is right with its type if a marked event of that type has an overlapping trigger; with its roles if
also each side overlaps a marked mention, or is empty on both.
"""
import argparse
import collections
import glob
import json
import math
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "training"))
import measure_judged
from calibration import fit, left_out, reliability
import events as training  # How marked sentences are read; needs no torch.

AUX = ["negated", "future", "hypothetical", "historical"]


def run(a, texts, least):
    lines = "".join(json.dumps({"id": str(k), "text": t}) + "\n" for k, t in enumerate(texts))
    p = subprocess.run([a.binary, "read", "--format", "jsonl", "--min-confidence", str(least), "-"], input=lines, capture_output=True, text=True)
    if p.returncode:
        sys.exit(p.stderr)
    return [json.loads(l)["events"] for l in p.stdout.splitlines()]


def pages():
    """-> (file, text, spans by mark, record or None)"""
    for path in sorted(glob.glob(f"{HERE}/pages/*.tsv")):
        for line in open(path, encoding="utf-8"):
            marks, record = line.rstrip("\n").split("\t")
            text, at, opened, spans = "", 0, {}, collections.defaultdict(list)
            for m in re.finditer(r"<(/?)([tar])>", marks):
                text += marks[at:m.start()]
                at = m.end()
                if m[1]:
                    spans[m[2]].append((opened.pop(m[2]), len(text)))
                else:
                    opened[m[2]] = len(text)
            yield os.path.basename(path)[:-4], text + marks[at:], spans, None if record.strip() == "NONE" else read(record)


def read(record):
    parts = [p.strip() for p in record.split(";")]
    both = re.split(r"\s*>\s*", parts[1])
    code = lambda s: [c.strip() for c in re.split("[,=]", s) if c.strip() not in ("", "-")]
    e = {"type": parts[0], "actors": code(both[0]), "recipients": code(both[1]) if len(both) > 1 else [], "mode": None, "contexts": [], "aux": []}
    for p in parts[2:]:
        if p.startswith("mode "):
            e["mode"] = p[5:]
        elif p.startswith("contexts "):
            e["contexts"] = [c.strip() for c in p[9:].split(",")]
        else:
            e["aux"] += [x for x in re.split("[, ]+", p) if x in AUX]
    return e


def short(code):
    """`KEN COP` -> KEN, `IGO:UNO` -> IGO, `- UAF` -> UAF."""
    code = code.replace("- ", "")
    return code.split(":")[0] if ":" in code else code.split()[0]


def of(actor):
    if actor["country"]:
        return actor["country"]
    if actor["sector"]:
        return actor["sector"]
    return "IGO" if actor["id"] else None


def overlap(s, spans):
    return any(s["start"] < b and s["end"] > a for a, b in spans)


def f1(hit, guessed, gold):
    return 2 * hit / max(1, guessed + gold)


def measure_pages(a):
    rows = list(pages())
    found = run(a, [r[1] for r in rows], a.least)
    c, by = collections.Counter(), collections.defaultdict(collections.Counter)
    for (file, text, spans, gold), events in zip(rows, found):
        if gold is None:
            c["alarms"] += len(events)
            c["noisy"] += bool(events)
            for e in events:
                tell(a, "false alarm", text, e)
            continue
        c["gold"] += 1
        c["guessed"] += len(events)
        by[gold["type"]]["gold"] += 1
        same = [e for e in events if e["type"] == gold["type"] and overlap(e["trigger"], spans["t"])]
        same = same or [e for e in events if e["type"] == gold["type"]]
        if not same:
            tell(a, f"missing {gold['type']} {[text[x:y] for x, y in spans['t']]}", text, *events)
            continue
        e = same[0]
        c["hit"] += 1
        by[gold["type"]]["hit"] += 1
        sides = [{short(x) for x in gold[k]} == {of(x) for x in e[k]} - {None} for k in ("actors", "recipients")]
        c["actors"] += sides[0]
        c["recipients"] += sides[1]
        c["both"] += all(sides)
        if not all(sides):
            tell(a, f"roles {gold['actors']} > {gold['recipients']}", text, e)
        c["aux"] += set(gold["aux"]) == set(e["auxiliary"])
        if set(gold["aux"]) != set(e["auxiliary"]):
            tell(a, f"auxiliary {gold['aux']}", text, e)
        if gold["mode"]:
            c["modes"] += 1
            c["mode"] += gold["mode"] == e["mode"]
        ctx = set(e["contexts"]) & set(gold["contexts"])
        c["context hit"] += len(ctx)
        c["context guessed"] += len(e["contexts"])
        c["context gold"] += len(gold["contexts"])
    n = c["hit"]
    print(f"own pages: type F1 {f1(n, c['guessed'], c['gold']):.3f} (P {n / max(1, c['guessed']):.3f} R {n / c['gold']:.3f}; {c['gold']} sentences)")
    print(f"  given type: actors {c['actors'] / n:.3f}, recipients {c['recipients'] / n:.3f}, both {c['both'] / n:.3f}; "
          f"auxiliary {c['aux'] / n:.3f}; mode {c['mode'] / max(1, c['modes']):.3f}; "
          f"contexts F1 {f1(c['context hit'], c['context guessed'], c['context gold']):.3f}")
    print("  recall by type:", " ".join(f"{t} {x['hit']}/{x['gold']}" for t, x in sorted(by.items())))
    print(f"false alarms: {c['alarms']} events on 100 own sentences where nothing codable happened")
    return {"type_f1": f1(n, c["guessed"], c["gold"]), "type_p": n / max(1, c["guessed"]), "type_r": n / c["gold"],
            "roles_given_type": c["both"] / n, "auxiliary_given_type": c["aux"] / n, "mode_given_type": c["mode"] / max(1, c["modes"]),
            "quiet": 1 - c["noisy"] / 100}


def tell(a, what, text, *events):
    if a.errors:
        print(f"- {what}: {text}")
        for e in events:
            names = lambda k: ", ".join(f"{of(x)} {x['name']!r}" for x in e[k])
            print(f"    {e['type']}/{e['mode']} {e['trigger']['text']!r} [{names('actors')}] > [{names('recipients')}] {e['auxiliary']} {e['confidence']} {e['rule']} {e['network']}")


def causes(a):
    """For each type of the pages, why events are missing at the threshold, and which side is wrong where one is found."""
    rows = [r for r in pages() if r[3]]
    table = collections.defaultdict(collections.Counter)
    for (_, text, spans, gold), events in zip(rows, run(a, [r[1] for r in rows], 0)):
        c = table[gold["type"]]
        at = [e for e in events if overlap(e["trigger"], spans["t"])]
        same = [e for e in at if e["type"] == gold["type"]]
        if not at:
            c["not seen"] += 1
        elif not same:
            c["other type"] += 1
        elif same[0]["confidence"] < a.least:
            c["unsure"] += 1
        else:
            for k in ("actors", "recipients"):
                g, e = {short(x) for x in gold[k]}, {of(x) for x in same[0][k]}
                if g != e - {None}:
                    c[f"{k}: " + ("not coded" if e - g <= {None} and e else "none found" if not e else "nobody meant" if not g else "others")] += 1
            c["found"] += 1
    for kind, c in sorted(table.items()):
        print(f"{kind:<10}", ", ".join(f"{k} {v}" for k, v in sorted(c.items(), key=lambda x: (x[0] != "found", -x[1]))))
    total = sum(table.values(), collections.Counter())
    print("all       ", ", ".join(f"{k} {v}" for k, v in total.most_common()))


def measure_reviews(a):
    texts, sent = [], ""
    for line in open(f"{a.data}/ewt/dev.conllu", encoding="utf-8"):
        if line.startswith("# sent_id = "):
            sent = line[12:]
        elif line.startswith("# text = ") and sent.startswith(("reviews", "answers")):
            texts.append(line[9:].strip())
    events = run(a, texts, a.least)
    for t, es in zip(texts, events):
        for e in es:
            tell(a, "review", t, e)
    n = sum(map(len, events))
    print(f"false alarms: {100 * n / len(texts):.2f} events per 100 sentences of EWT dev's {len(texts)} reviews and answers")


def held_out(a):
    """-> (name, [(text, events)]) of the sentences that train nothing; an event is type, t, a, r."""
    plain = lambda items: [(i.text, [{"type": e.type, "t": [e.trigger], "a": e.actors, "r": e.recipients, "mode": None if e.mode == "-" else e.mode, "aux": set(e.auxiliary)} for e in i.events]) for i in items]
    out = [("own sentences", plain(training.own(f"{HERE}/held_out")))]
    if a.data and glob.glob(f"{HERE}/held_out/annotated/*.tsv"):
        out.append(("real news", plain(training.annotated(f"{HERE}/held_out", a.data))))
    return out


def right(e, gold, roles=True):
    """The event is one of the gold ones: same type, triggers overlap, and each side overlaps (or is empty in both)."""
    for g in gold:
        side = lambda k, names: (not g[k] and not e[names]) or any(x["mention"] and overlap(x["mention"], g[k]) for x in e[names])
        turned = not g["r"] and e["reciprocal"]
        if e["type"] == g["type"] and overlap(e["trigger"], g["t"]) and (not roles or (side("a", "actors") and (turned or side("r", "recipients")))):
            return g
    return None


def measure_held_out(a):
    for name, rows in held_out(a):
        found = run(a, [t for t, _ in rows], a.least)
        for roles in (False, True):
            hit = guessed = gold = 0
            for (text, g), events in zip(rows, found):
                guessed += len(events)
                gold += len(g)
                for e in events:
                    hit += right(e, g, roles) is not None
                    if roles and not right(e, g):
                        tell(a, f"{name}, gold {[(x['type'], [text[p:q] for p, q in x['t']]) for x in g]}", text, e)
            what = "type, trigger and roles" if roles else "type and trigger"
            print(f"{name}, held out ({len(rows)} sentences, {gold} events), {what}: "
                  f"P {hit / max(1, guessed):.3f} R {hit / max(1, gold):.3f} F1 {f1(hit, guessed, gold):.3f}")
        pairs = [(e, g) for (_, gold), events in zip(rows, found) for e in events for g in [right(e, gold, False)] if g]
        moded = [(e, g) for e, g in pairs if g["mode"]]
        share = lambda list, ok: sum(map(ok, list)) / max(1, len(list))
        print(f"  given type: auxiliary {share(pairs, lambda p: set(p[0]['auxiliary']) == p[1]['aux']):.3f} of {len(pairs)}, "
              f"mode {share(moded, lambda p: p[0]['mode'] == p[1]['mode']):.3f} of {len(moded)}")
        for e, g in pairs:
            if a.errors and (set(e["auxiliary"]) != g["aux"] or (g["mode"] and g["mode"] != e["mode"])):
                print(f"- {name}: auxiliary {e['auxiliary']} for {sorted(g['aux'])}, mode {e['type']} {e['mode']} for {g['mode']}: {e['evidence'][0]['text'][:160]} {e['rule']}")


def on_pages(a):
    """Every event that is found on the pages at any confidence, and whether its type, actors and recipients are the marked ones."""
    rows = list(pages())
    for (_, _, spans, gold), events in zip(rows, run(a, [r[1] for r in rows], 0)):
        for e in events:
            same = gold is not None and e["type"] == gold["type"] and overlap(e["trigger"], spans["t"])
            yield e, same and all({short(x) for x in gold[k]} == {of(x) for x in e[k]} - {None} for k in ("actors", "recipients"))


def calibration(a):
    """Of every event that the program finds at any confidence: how sure it is, and whether it is right."""
    sets = [("own pages", list(on_pages(a)))]
    for name, rows in held_out(a):
        sets.append((name, [(e, right(e, g) is not None) for (_, g), events in zip(rows, run(a, [t for t, _ in rows], 0)) for e in events]))
    if a.data:
        judged = [(e, y) for e, y, _ in measure_judged.events(a.data, a.binary)]
        sets.append(("judged", judged))
    for name, s in sets:
        print(f"reliability, {name}: confidence, share right, events")
        reliability([(e["confidence"], ok) for e, ok in s])
    if a.fit:
        fitted(sets)


DECAY = 0.001
PRONOUNS = set("he him his she her hers it its they them their theirs one".split())
NAMES = ["constant", "type", "rule", "actor", "recipient", "actors coded", "other actor", "other recipient", "reference", "pronoun acts", "no recipient",
         "recipients coded", "justice", "actors far", "recipients far", "hypothetical", "one country"]


def features(e):
    """The twin of `confidence` in src/coding/events/confidence.rs."""
    odds = lambda p: math.log(min(max(p, 0.02), 0.98) / (1 - min(max(p, 0.02), 0.98)))
    n, a, r, t = e["network"], e["actors"], e["recipients"], e["trigger"]
    none = lambda p, d: d if p is None else p
    coded = lambda list: float(bool(list) and all(x["country"] or x["id"] for x in list))
    between = lambda m: max(0, max(m["start"], t["start"]) - min(m["end"], t["end"]))
    far = lambda list: math.log1p(max((between(x["mention"]) for x in list if x["mention"]), default=0)) / 5
    justice = e["type"] in ("ACCUSE", "ASSAULT", "COERCE", "SANCTION") and bool(a) and all(x["sector"] in ("COP", "JUD") for x in a)
    recipient = none(n["recipient"], n["actor"] if e["reciprocal"] else None)
    return [1.0, odds(n["type"]), float(e["rule"] is not None), none(n["actor"], 0.3) - 0.5, none(recipient, 0.5) - 0.5, coded(a), n["other_actor"],
            n["other_recipient"], n["reference"] - 1, float(any(x["mention"] and x["mention"]["text"].lower() in PRONOUNS for x in a)),
            float(not r and not e["reciprocal"]), coded(r), float(justice), far(a), far(r), float("hypothetical" in e["auxiliary"]),
            float(bool({x["country"] for x in a} & {x["country"] for x in r} - {None}))]


def fitted(sets):
    x, y = [features(e) for _, s in sets for e, _ in s], [float(ok) for _, s in sets for _, ok in s]
    print("fitted:", ", ".join(f"{k} {v:.2f}" for k, v in zip(NAMES, fit(x, y, DECAY))), f"of {len(x)}, {sum(y):.0f} right")
    sure = iter(left_out(x, y, DECAY))
    for name, s in sets:
        print(f"reliability, {name}, left out in turn: confidence, share right, events")
        reliability([(next(sure), ok) for _, ok in s])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", nargs="?")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--least", type=float, default=0.5, help="confidence from which events count")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--fit", action="store_true")
    ap.add_argument("--causes", action="store_true", help="only this: why each type's events of the pages are missing, or wrong in their roles")
    a = ap.parse_args()
    if a.causes:
        return causes(a)
    measure_pages(a)
    if a.data:
        measure_reviews(a)
    measure_held_out(a)
    calibration(a)


if __name__ == "__main__":
    main()
