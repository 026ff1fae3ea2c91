#!/usr/bin/env python3
"""Places on TR-News and LGL: right within 161 km, given the name, and found and right.

    measure_places.py DATA [--binary target/release/onrecord] [--errors N]

DATA holds geo/TR-News.xml and geo/lgl.xml. Asked are place names with coordinates; those without count neither way. For a state, of
which the program gives no point, its point of gazetteer/regions.tsv is taken.
"""
import argparse
import html
import json
import math
import os
import re
import subprocess
from collections import Counter

HERE = os.path.dirname(os.path.abspath(__file__))
NEAR = 161


def articles(path):
    """-> (text, [(start, end, phrase, latitude, longitude)], [(start, end)] of names without coordinates)"""
    whole = open(path, encoding="utf-8").read()
    for body in re.findall(r"<article.*?</article>", whole, re.S):
        text = re.search(r"<text>(.*?)</text>", body, re.S)[1]
        cdata = re.fullmatch(r"\s*<!\[CDATA\[(.*)\]\]>\s*", text, re.S)
        text = cdata[1] if cdata else html.unescape(text)
        names, others = [], []
        for t in re.findall(r"<toponym>(.*?)</toponym>", body, re.S):
            get = lambda k: (re.search(f"<{k}>(.*?)</{k}>", t, re.S) or [0, None])[1]
            start, end, phrase = int(get("start")), int(get("end")), html.unescape(get("phrase"))
            if text[start:end] != phrase:
                at = [m.start() for m in re.finditer(re.escape(phrase), text)]
                if not at:
                    continue
                start = min(at, key=lambda x: abs(x - start))
                end = start + len(phrase)
            if get("lat"):
                names.append((start, end, phrase, float(get("lat")), float(get("lon"))))
            else:
                others.append((start, end))
        yield text, names, others


def kilometres(a, b):
    p = math.pi / 180
    h = math.sin((b[0] - a[0]) * p / 2) ** 2 + math.cos(a[0] * p) * math.cos(b[0] * p) * math.sin((b[1] - a[1]) * p / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(h)))


def points():
    """Of states and continents, of which the program gives none."""
    out = {}
    for line in open(os.path.join(HERE, "..", "gazetteer", "regions.tsv"), encoding="utf-8"):
        f = line.split("\t")
        if f[0] in ("state", "continent"):
            out[f[1] or f[3]] = (float(f[5]), float(f[6]))
    return out


def measure(a):
    """-> {name of the corpus: (right given the name, F1 of found and right)}"""
    known, out = points(), {}

    def point(p):
        if not p:
            return None
        return (p["latitude"], p["longitude"]) if p["latitude"] is not None else known.get(p["country"] or p["name"])

    def run(command, rows):
        lines = "".join(json.dumps(r) + "\n" for r in rows)
        p = subprocess.run([a.binary, *command, "-"], input=lines, capture_output=True, text=True, check=True)
        return [json.loads(l) for l in p.stdout.split("\n") if l]

    for name in ("TR-News", "lgl"):
        texts = list(articles(f"{a.data}/geo/{name}.xml"))
        given = run(["resolve"], [{"id": n, "text": t, "spans": [[s, e] for s, e, *_ in names]} for n, (t, names, _) in enumerate(texts)])
        right, total, wrong = 0, 0, Counter()
        for g, (t, names, _) in zip(given, texts):
            for span, (s, e, phrase, lat, lon) in zip(g["spans"], names):
                total += 1
                at = point(span["place"])
                if at and kilometres(at, (lat, lon)) < NEAR:
                    right += 1
                else:
                    wrong[phrase, span["place"] and f"{span['place']['region']}, {span['place']['country']}"] += 1
        print(f"{name}, given the name: {right / total:.3f} of {total}")
        found = run(["read", "--format", "jsonl"], [{"id": str(n), "text": t} for n, (t, *_) in enumerate(texts)])
        hits, said, false, missed, seen = 0, 0, Counter(), Counter(), 0
        for r, (t, names, others) in zip(found, texts):
            left = list(names)
            for p in r["places"]:
                s, e = p["mention"]["start"], p["mention"]["end"]
                if any(s < y and x < e for x, y in others):
                    continue
                said += 1
                hit = next((n for n in left if s < n[1] and n[0] < e), None)
                if hit:
                    left.remove(hit)
                    seen += 1
                    hits += kilometres(point(p) or (90, 0), hit[3:]) < NEAR
                else:
                    false[p["mention"]["text"]] += 1
            missed.update(n[2] for n in left)
        p, r = hits / max(1, said), hits / total
        print(f"{name}, found and right: F1 {2 * p * r / (p + r):.3f} (P {p:.3f}, R {r:.3f}; found alone P {seen / max(1, said):.3f} R {seen / total:.3f})")
        out[name] = (right / total, 2 * p * r / (p + r))
        if a.errors:
            print("  wrong:", wrong.most_common(a.errors))
            print("  no place there:", false.most_common(a.errors))
            print("  missed:", missed.most_common(a.errors))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--errors", type=int, default=0, help="print so many of each sort")
    measure(ap.parse_args())


if __name__ == "__main__":
    main()
