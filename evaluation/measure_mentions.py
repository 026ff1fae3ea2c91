#!/usr/bin/env python3
"""One article, one event once: how well mentions of the same event are joined, on own articles.

    measure_mentions.py [FOLDER] [--binary target/release/onrecord] [--least P] [--errors]

FOLDER (mentions/, held out, by default) holds articles with `<3>…</3>` around the trigger of each mention of event 3. B3 F1 over
the mentions that the program found (its trigger overlaps a marked one), which measures the joining alone; and from end to
end, where a mention that is not found has recall 0 and one that is not marked precision 0.
"""
import argparse
import glob
import json
import os
import re
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


def article(path):
    """-> text, [(start, end, event)], {event: type}"""
    marked, _, events = open(path, encoding="utf-8").read().partition("\n---\n")
    text, at, opened, spans = "", 0, {}, []
    for m in re.finditer(r"<(/?)(\d+)>", marked):
        text += marked[at:m.start()]
        at = m.end()
        if m[1]:
            spans.append((opened.pop(m[2]), len(text), m[2]))
        else:
            opened[m[2]] = len(text)
    return text + marked[at:], spans, dict(l.split("\t")[0].split(" ")[:2] for l in events.splitlines() if l.strip())


def b_cubed(gold, found):
    """gold, found: {mention: cluster}; a mention may be missing from either."""
    def one(a, b):
        total = 0.0
        for m, c in a.items():
            if m in b:
                mine = {x for x in a if a[x] == c}
                other = {x for x in b if b[x] == b[m]}
                total += len(mine & other) / len(mine)
        return total, len(a)
    (p, n), (r, k) = one(found, gold), one(gold, found)
    return p, n, r, k


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", nargs="?", default=f"{HERE}/mentions")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--least", type=float, default=0.5)
    ap.add_argument("--errors", action="store_true")
    a = ap.parse_args()
    sums = {"of mentions found": [0.0] * 4, "from end to end": [0.0] * 4, "of mentions found, were none joined": [0.0] * 4}
    for path in sorted(glob.glob(f"{a.folder}/*.txt")):
        text, spans, types = article(path)
        line = json.dumps({"id": path, "text": text}) + "\n"
        p = subprocess.run([a.binary, "read", "--format", "jsonl", "--min-confidence", str(a.least), "-"], input=line, capture_output=True, text=True, check=True)
        gold = {(x, y): (os.path.basename(path), e) for x, y, e in spans}
        found = {}
        for e in json.loads(p.stdout)["events"]:
            for t in e["triggers"]:
                near = [g for g in gold if g[0] < t["end"] and g[1] > t["start"] and g not in found]
                found[near[0] if near else (t["start"], t["end"])] = e["id"]
        both = set(gold) & set(found)
        only = lambda d: {m: d[m] for m in both}
        for name, (g, f) in {"of mentions found": (only(gold), only(found)), "from end to end": (gold, found),
                             "of mentions found, were none joined": (only(gold), {m: m for m in both})}.items():
            sums[name] = [x + y for x, y in zip(sums[name], b_cubed(g, f))]
        if a.errors:
            say = lambda m: f"{text[m[0]:m[1]]!r}@{m[0]}"
            for m in sorted(both):
                for o in sorted(both):
                    if m < o and (gold[m] == gold[o]) != (found[m] == found[o]):
                        print(os.path.basename(path), "not joined" if gold[m] == gold[o] else "wrongly joined", types[gold[m][1]], say(m), say(o))
    for name, (p, n, r, k) in sums.items():
        p, r = p / max(1, n), r / max(1, k)
        print(f"B3 {name}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f} ({n} found, {k} marked)")


if __name__ == "__main__":
    main()
