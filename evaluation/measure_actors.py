#!/usr/bin/env python3
"""Who and when, the span given: actor phrases, holders of offices, expressions of time.

    measure_actors.py [DATA] [--binary target/release/onrecord] [--by]

Reads actors/phrases.tsv, actors/holders.tsv, times/expressions.tsv (all frozen, written by fresh eyes) and, with DATA, the gold
records of gsr/dev.jsonl (country of each given actor and recipient). Prints shares; --by splits them by kind. The frozen sets' single
items are not printed on purpose: nobody is to write rules from them.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def resolve(a, questions):
    """[(text, published, spans)] -> [[answer for each span]]"""
    lines = "".join(json.dumps({"id": k, "text": t, "published": d, "spans": s}) + "\n" for k, (t, d, s) in enumerate(questions))
    p = subprocess.run([a.binary, "resolve", "-"], input=lines, capture_output=True, text=True)
    if p.returncode:
        sys.exit(p.stderr)
    return [json.loads(l)["spans"] for l in p.stdout.splitlines()]


def marked(sentence, tag):
    """The sentence without its one mark, and where the mark was."""
    m = re.search(f"<{tag}>(.*?)</{tag}>", sentence)
    return sentence[:m.start()] + m[1] + sentence[m.end():], [m.start(), m.start() + len(m[1])]


def rows(path):
    for line in open(f"{HERE}/{path}", encoding="utf-8"):
        if line.strip() and not line.startswith("#"):
            yield line.rstrip("\n").split("\t")


def share(name, c, by=False):
    n = sum(c.values())
    print(f"{name}: {c[True] / max(1, n):.3f} of {n}")
    return c[True] / max(1, n)


# The phrases name the United Nations also where a body of theirs is meant, which has an id of its own here.
UN = {"UNSC", "UNGA", "WHO", "UNHCR", "UNICEF", "OHCHR", "UNESCO", "WFP", "FAO", "ILO", "UNDP", "UNRWA", "OCHA", "UNODC", "UNEP", "IAEA", "ICJ"}


def family(name):
    return re.sub(r"[^\w ]", "", name.lower()).split()


def same_person(found, gold):
    return bool(found) and bool(set(family(found)) & set(family(gold)))


def phrases(a):
    items = [(r, *marked(r[1], "x")) for r in rows("actors/phrases.tsv")]
    answers = resolve(a, [(text, r[0], [span]) for r, text, span in items])
    none = lambda x: None if x in ("-", "") else x
    each = collections.defaultdict(collections.Counter)
    for (r, text, span), (answer,) in zip(items, answers):
        country, sector, body, holder = (none(x) for x in r[2:6])
        found = answer["actors"]
        first = found[0] if found else {"country": None, "sector": None, "sectors": [], "id": None, "name": None}
        wanted = set(country.split(",")) if country else set()
        right = {
            "country": {x["country"] for x in found} - {None} == wanted,
            "sector": (sector is None and (first["sector"] is None or not found)) or (sector is not None and sector in [first["sector"], *first["sectors"]]),
            "body": body is None or first["id"] == body or (body == "UNO" and first["id"] in UN),
            "holder": holder is None or same_person(first["name"], holder),
        }
        each["country"][right["country"]] += 1
        each["sector"][right["sector"]] += 1
        if body:
            each["body"][right["body"]] += 1
        if holder:
            each["holder"][right["holder"]] += 1
        each["all of it"][all(right.values())] += 1
    return {k: share(f"actor phrases, {k}", c) for k, c in each.items()}["all of it"]


def holders(a):
    """The holder of an office on a day, asked by the office's name."""
    words = {"head_of_state": "head of state", "head_of_government": "head of government"}
    items = list(rows("actors/holders.tsv"))
    names = countries()
    questions = []
    for day, country, office, name in items:
        head = f"The {words[office]} of "
        text = f"{head}{names[country]} spoke to reporters."
        questions.append((text, day, [[0, len(head) + len(names[country])]]))
    c, empty = collections.Counter(), 0
    for (day, country, office, name), (answer,) in zip(items, resolve(a, questions)):
        found = [x["name"] for x in answer["actors"] if x["country"] == country]
        c[any(same_person(f, name) for f in found)] += 1
    return share("holders of offices, 2014 to 2025", c)


def gold(a):
    """The country of the actors and recipients that the gold records give, their words being given."""
    questions, wanted = [], []
    for line in open(f"{a.data}/gsr/dev.jsonl", encoding="utf-8"):
        r = json.loads(line)
        spans = []
        for x in r["source"] + r["target"]:
            at = r["text"].find(x["text"] or "\0")
            if x["country"] and at >= 0:
                spans.append([at, at + len(x["text"])])
                wanted.append(x["country"])
        questions.append((r["text"], None, spans))
    answers = [x for line in resolve(a, questions) for x in line]
    c = collections.Counter(w in {x["country"] for x in f["actors"]} for w, f in zip(wanted, answers))
    return share("gold records, country", c)


def countries():
    out = {}
    for line in open(f"{HERE}/../lexicons/countries.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            iso3, name, *_ = line.split("\t")
            out[iso3] = name
    return out


def times(a):
    items = [(r, *marked(r[1], "d")) for r in rows("times/expressions.tsv")]
    answers = resolve(a, [(text, r[0], [span]) for r, text, span in items])
    days, all_, by = collections.Counter(), collections.Counter(), collections.defaultdict(collections.Counter)
    for (r, _, _), (answer,) in zip(items, answers):
        d = answer["date"]
        start, end, precision = r[2:5]
        ok = d is None if start == "-" else d is not None and (d["start"], d["end"]) == (start, end)
        days[ok] += 1
        by[precision][ok] += 1
        all_[ok and (d is None or d["precision"] == precision)] += 1
    if a.by:
        for k, c in sorted(by.items()):
            share(f"  expressions of time, {k}", c)
    share("expressions of time, days and precision", all_)
    return share("expressions of time, days", days)


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", nargs="?")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--by", action="store_true", help="split by kind")
    a = ap.parse_args()
    phrases(a)
    holders(a)
    times(a)
    if a.data:
        gold(a)


if __name__ == "__main__":
    main()
