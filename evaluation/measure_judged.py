#!/usr/bin/env python3
"""How sure statements (and events) are of themselves, against what judges said of them.

    measure_judged.py DATA [--fit] [--binary …]

judged/statements.tsv (names by their first four words) holds what judges, who saw only words and record, said of 1,002 statements of TR-News and PolNeAR dev, drawn at random: whether
it is somebody's words, and whether speaker, act, stance and content are right (y, n, d: one could argue). A verdict counts where the program
still says the same. A statement is right where all are y, wrong where one is n, half right else. --fit fits the logistic of
src/coding/statements/confidence.rs to them and prints, for ten parts of which each is left out in turn, how far it is off.
judged/events.tsv holds the same for 500 events of LGL and PolNeAR train from confidence .25 on (event, actors, recipients, auxiliary modes, date);
measure_events.py fits the confidence of events to them, among others.
"""
import argparse
import json
import math
import os
import subprocess

import sample_records
from calibration import fit, left_out, reliability

HERE = os.path.dirname(os.path.abspath(__file__))
DECAY = 0.01
NAMES = ["constant", "attribution", "source", "content", "act", "no speaker", "about", "about whom", "nobody's"]


def verdicts(data, binary):
    """-> [(statement, 1 right, 0 wrong or .5)]."""
    texts = "".join(json.dumps(x) + "\n" for x in sample_records.articles(data))
    run = subprocess.run([binary, "read", "--format", "jsonl", "--min-confidence", "0", "-"], input=texts, capture_output=True, text=True, check=True)
    found = {}
    for line in run.stdout.split("\n"):
        for s in json.loads(line)["statements"] if line else []:
            found[json.loads(line)["document"]["id"], s["content"][0]["start"], s["content"][-1]["end"]] = s
    out = []
    for line in open(f"{HERE}/judged/statements.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        doc, start, end, act, speakers, about, marks = line.rstrip("\n").split("\t")
        s = found.get((doc, int(start), int(end)))
        if s is None or s["network"] is None:
            continue
        name = lambda a: " ".join((a["name"] or a["id"] or a["country"] or "?").split()[:4])
        same = [True, "; ".join(map(name, s["speakers"])) == speakers, s["act"] == act,
                "; ".join(f"{' '.join((x['actor']['name'] or '?').split()[:4])}={x['stance']}" for x in s["about"]) == about, True]
        if not s["about"] and marks[3] != "-":  # Who names nobody takes no side.
            marks, same[3] = marks[:3] + "y" + marks[4:], True
        if any(m == "n" and ok for m, ok in zip(marks, same)):
            out.append((s, 0.0))
        elif all(same):
            out.append((s, 1.0 if marks == "yyyyy" else 0.5))
    return out


def events(data, binary):
    """-> [(event, 1 if type, actors and recipients are right, 0 if one is wrong or .5, verdicts)] of judged/events.tsv that the program still gives."""
    judged = [line.rstrip("\n").split("\t") for line in open(f"{HERE}/judged/events.tsv", encoding="utf-8") if not line.startswith("#")]
    names = {j[0] for j in judged}
    articles = [x for x in sample_records.geo(f"{data}/geo/lgl.xml", "lgl-") if x["id"] in names]
    articles += sample_records.polnear(f"{data}/polnear/train/text", [n for n in names if not n.startswith("lgl-")])
    texts = "".join(json.dumps(x) + "\n" for x in articles)
    run = subprocess.run([binary, "read", "--format", "jsonl", "--min-confidence", "0", "-"], input=texts, capture_output=True, text=True, check=True)
    found = {}
    for line in run.stdout.split("\n"):
        record = json.loads(line) if line else {"events": []}
        for e in record["events"]:
            found[record["document"]["id"], e["trigger"]["start"], e["trigger"]["end"], e["type"]] = e
    short = lambda list: "; ".join(" ".join((x["name"] or x["id"] or x["country"] or "?").split()[:4]) for x in list)
    out = []
    for doc, start, end, kind, actors, recipients, _, marks in judged:
        e = found.get((doc, int(start), int(end), kind))
        if e is None:
            continue
        same = [True, short(e["actors"]) == actors, short(e["recipients"]) == recipients]
        if any(m in "n-" and ok for m, ok in zip(marks, same)):
            out.append((e, 0.0, marks))
        elif all(same):
            out.append((e, 1.0 if marks[:3] == "yyy" else 0.5, marks))
    return out


def features(s):
    """The twin of `confidence` in src/coding/statements/confidence.rs."""
    odds = lambda p: math.log(min(max(p, 0.02), 0.995) / (1 - min(max(p, 0.02), 0.995)))
    n = s["network"]
    seen = [x["probability"] for x in s["about"] if x["probability"] is not None]
    return [1.0, odds(n["attribution"]), odds(0.5 if n["source"] is None else n["source"]), odds(n["content"]), odds(n["act"] or 0.3),
            float(not s["speakers"]), float(bool(s["about"])), min(seen, default=1.0) - 1.0, odds(n["nobodys"]) + 3.9]


def table(sure, right):
    reliability(list(zip(sure, right)), 5)
    for least in (0.5, 0.6, 0.7):
        over = [y for p, y in zip(sure, right) if p >= least]
        print(f"  from {least} on {len(over)}: right {sum(y == 1 for y in over) / max(1, len(over)):.2f}, with half of those that one could argue "
              f"{sum(over) / max(1, len(over)):.2f}")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("--fit", action="store_true")
    ap.add_argument("--binary", default=f"{HERE}/../target/release/onrecord")
    a = ap.parse_args()
    rows = verdicts(a.data, a.binary)
    y = [v for _, v in rows]
    print(f"{len(rows)} verdicts hold still, right {sum(v == 1 for v in y) / len(y):.3f}, half {sum(v == 0.5 for v in y) / len(y):.3f}; confidence, share right, statements")
    table([s["confidence"] for s, _ in rows], y)
    if a.fit:
        x = [features(s) for s, _ in rows]
        print("fitted:", ", ".join(f"{k} {v:.2f}" for k, v in zip(NAMES, fit(x, y, DECAY))))
        print("left out in turn:")
        table(left_out(x, y, DECAY), y)


if __name__ == "__main__":
    main()
