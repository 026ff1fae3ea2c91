#!/usr/bin/env python3
"""Who and when, the span given: actor phrases, holders of offices, expressions of time.

    measure_actors.py [DATA] [--binary target/release/onrecord] [--by]

Reads actors/phrases.tsv, actors/holders.tsv, times/expressions.tsv (all frozen, written by fresh eyes) and, with DATA, the gold
records of gsr/dev.jsonl (country of each given actor and recipient) and, for leaders of 1950 to 2013, reference/petrarch. Prints shares; --by splits them by kind. The frozen sets' single
items are not printed on purpose: nobody is to write rules from them.
"""
import argparse
import collections
import datetime
import difflib
import json
import os
import random
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
    return {k: share(f"actor phrases, {k}", c) for k, c in each.items()}


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


def dictionary(path):
    """Who a PETRARCH dictionary has in government and when: {state: [(names, first day, last day)]}."""
    out, names, told = collections.defaultdict(list), [], False
    day = lambda d: d if len(d) == 8 else ("20" if d < "30" else "19") + d
    for line in open(path, encoding="utf-8", errors="replace"):
        line = line.split("#")[0].rstrip()
        m = re.match(r"\t\[([A-Z]{3})GOV ([<>]?)(\d+)(?:-(\d+))?\]$", line)
        if m:
            start, end = ("", day(m[3])) if m[2] == "<" else (day(m[3]), day(m[4]) if m[4] else "99999999")
            out[m[1]].append((list(names), start, end))
        told |= line.startswith("\t")
        if line and not line.startswith("\t"):
            if told and not line.startswith("+"):
                names, told = [], False
            names.append(line.split("[")[0].strip("+_ ").replace("_", " "))
            told |= "[" in line
    return out


def spelled_alike(a, b):
    """The same name in two ways of writing it: "Lukashenka", "Lukashenko"."""
    return any(x[0] == y[0] and len(min(x, y, key=len)) > 4 and difflib.SequenceMatcher(None, x, y).ratio() >= 0.75
               for x in family(a) for y in family(b))


LEADING = {"leader", "president", "prime minister", "king", "monarch", "emperor", "sultan", "emir", "chancellor", "general secretary", "head of state",
           "head of government", "supreme leader"}


def leaders(a):
    """200 states and days between 1950 and 2013, drawn at random among those for which both sources have somebody: who leads, by our list (made
    from REIGN and by hand), as leader or head of state or of government, must be in government by PETRARCH's dictionary, which had no part in it."""
    known = dictionary(f"{a.data}/reference/petrarch/Phoenix.Countries.actors.txt")
    ours = collections.defaultdict(list)
    for line in open(f"{HERE}/../lexicons/leaders.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            c = line.rstrip("\n").split("\t")
            if c[2] and c[4] in LEADING:
                ours[c[2]].append((c[6], c[7] or "9999"))
    terms = collections.defaultdict(list)
    for line in open(f"{HERE}/../lexicons/country_terms.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            term, iso3, kind, start, end, *_ = line.rstrip("\n").split("\t")
            if kind == "name":
                terms[iso3].append((term, start, end or "9999"))
    usual, rng, questions, wanted = countries(), random.Random(1950), [], []
    states = sorted(set(known) & set(ours) & set(usual))
    while len(wanted) < 200:
        state, day = rng.choice(states), (datetime.date(1950, 1, 1) + datetime.timedelta(rng.randrange(64 * 365))).isoformat()
        told = [n for names, start, end in known[state] for n in names if start <= day.replace("-", "") <= end]
        names = sorted((t for t, start, end in terms[state] if start <= day <= end), key=lambda t: (t != usual[state], t))
        if told and names and any(start <= day < end for start, end in ours[state]):
            for office in ("leader", "head of state", "head of government"):
                head = f"The {office} of {names[0]}"
                questions.append((f"{head} spoke to reporters.", day, [[0, len(head)]]))
            wanted.append(told)
    c, answers = collections.Counter(), resolve(a, questions)
    for k, told in enumerate(wanted):
        # The dictionary does not say who of its persons has which office.
        found = [x["name"] for (answer,) in answers[3 * k:3 * k + 3] for x in answer["actors"] if x["role"]]
        right = any(same_person(f, n) or spelled_alike(f, n) for f in found for n in told)
        c[right] += 1
        if not right and a.by:
            print("   ", questions[3 * k][1], questions[3 * k][0], found, "and not", "; ".join(told)[:150])
    return share("leaders, 1950 to 2013", c)


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


def measure(a):
    """All shares by name."""
    each = phrases(a)
    out = {f"phrases_{k.replace(' ', '_')}": x for k, x in each.items()}
    out.update(holders=holders(a), times=times(a))
    if a.data:
        out.update(leaders=leaders(a), gold_countries=gold(a))
    return out


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", nargs="?")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--by", action="store_true", help="split by kind")
    measure(ap.parse_args())


if __name__ == "__main__":
    main()
