#!/usr/bin/env python3
"""What pronouns and short names stand for: on GUM dev (with DATA) and on the twenty own articles in coreference/.

    measure_references.py [DATA] [--binary target/release/onrecord] [--errors] [--fit]

Beside them definite nouns ("the minister") of such, in no floor. Asked are third-person pronouns that stand for persons, organisations, places, states or groups named before, and names of
the first four that are a part of a name said before ("Villafuerte"). Right is what belongs to the same entity as the mention, said
before, that the program gives; no answer is wrong. --errors lists those of GUM dev alone: the articles are not to be read.
"""
import argparse
import glob
import json
import math
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "training"))
import data as training  # How CoNLL-U is read; needs no torch.

PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())
KINDS = {"person", "organisation", "organization", "place", "state", "group"}


def own(paths):
    """-> (name, text, [(start, end, entity, kind)])"""
    for path in sorted(paths):
        body, entities = open(path, encoding="utf-8").read().split("\n---\n")
        kinds = {l.split("\t")[0]: l.split("\t")[1] for l in entities.splitlines() if l.strip()}
        text, at, opened, mentions = "", 0, [], []
        for m in re.finditer(r"<(/?)(\d+)>", body):
            text += body[at:m.start()]
            at = m.end()
            if m[1]:
                mentions.append((opened.pop()[1], len(text), m[2], kinds[m[2]]))
            else:
                opened.append((m[2], len(text)))
        yield os.path.basename(path), text + body[at:], mentions


def gum(path):
    docs = []
    for rows, meta, new, par in training.conllu(path):
        if new:
            docs.append([meta["sent_id"], "", []])
        doc = docs[-1]
        if doc[1]:
            doc[1] += "\n\n" if par else " "
        s, base, opened = training.sentence(rows, meta, par), len(doc[1]), []
        doc[1] += s.text
        at = lambda k, end: base + (s.units[s.words[k].units[-1]].end if end else s.units[s.words[k].units[0]].start)
        words = [r for r in rows if r[0].isdigit()]
        for k, r in enumerate(words):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
            for o, body, c in re.findall(r"(\(?)([^()]+)(\)?)", m[1]) if m else []:
                entity = body.split("-")[0]
                if o:
                    opened.append((entity, body.split("-")[1], k))
                if c:
                    x = next((x for x in range(len(opened) - 1, -1, -1) if opened[x][0] == entity), None)
                    if x is not None:
                        _, kind, a = opened.pop(x)
                        if s.words[a].units and s.words[k].units:
                            doc[2].append((at(a, False), at(k, True), entity, kind))
    return docs


def asked(text, mentions):
    """The mentions that are asked for, each with its kind of words."""
    for m in mentions:
        a, b, entity, kind = m
        before = [x for x in mentions if x[2] == entity and x[1] <= a]
        said = text[a:b]
        if kind not in KINDS or not before:
            continue
        if said.lower() in PRONOUNS:
            yield m, "pronoun"
        elif re.match("(the|this|that|these|those) [a-z]", said, re.I):
            yield m, "noun"
        elif kind != "group" and said[0].isupper() and len(said.split()) < 3:
            words = set(said.split())
            if any(words < set(re.findall(r"[\w.'’-]+", text[x[0]:x[1]])) for x in before):
                yield m, "short name"


def closest(mentions, m, s):
    """The marked mention that a span of the program's is, if any."""
    fit = lambda x: (min(x[1], s["end"]) - max(x[0], s["start"])) / (max(x[1], s["end"]) - min(x[0], s["start"]))
    hit = max((x for x in mentions if x[:2] != m[:2]), key=fit, default=None)
    return hit if hit and fit(hit) > 0 else None


def ask(a, docs):
    """-> for each document what the program says of the mentions asked for: [(mention, kind of words, answer)]."""
    questions = [list(asked(text, mentions)) for _, text, mentions in docs]
    lines = [json.dumps({"id": n, "text": d[1], "spans": [[m[0], m[1]] for m, _ in q]}) for n, (d, q) in enumerate(zip(docs, questions))]
    p = subprocess.run([a.binary, "resolve", "-"], input="\n".join(lines) + "\n", capture_output=True, text=True, check=True)
    return [[(m, what, x) for (m, what), x in zip(q, json.loads(line)["spans"])] for line, q in zip(p.stdout.split("\n"), questions)]


def measure(a, name, docs, errors):
    count = {"pronoun": [0, 0, 0], "short name": [0, 0, 0], "noun": [0, 0, 0]}
    for answers, (_, text, mentions) in zip(ask(a, docs), docs):
        for m, what, span in answers:
            count[what][0] += 1
            s = span["stands_for"]
            hit = s and closest(mentions, m, s)
            count[what][1] += s is not None
            ok = bool(hit) and hit[2] == m[2]
            count[what][2] += ok
            if errors and not ok:
                gold = next(text[x[0]:x[1]] for x in mentions if x[2] == m[2])
                print(f"- {what}: {text[max(0, m[0] - 120):m[0]]!r} [{text[m[0]:m[1]]}] {text[m[1]:m[1] + 40]!r}: {s and s['text']} for {gold!r}")
    total = [count["pronoun"][k] + count["short name"][k] for k in range(3)]
    for what, (n, said, right) in [*count.items(), ("all", total)]:
        print(f"{name}, {what}: {right / max(1, n):.3f} of {n}; of the {said} answered {right / max(1, said):.3f}")
    return total[2] / total[0]


def conditional(items, steps=250, rate=0.06, decay=8.0):
    """The weights that make the right one likeliest of those whom each pronoun may stand for: [(features of each, which are right)]."""
    n = len(items[0][0][0])
    w, first, second = [1.0] + [0.0] * (n - 1), [0.0] * n, [0.0] * n
    for t in range(1, steps + 1):
        g = [-decay * (v - (k == 0)) for k, v in enumerate(w)]
        for rows, right in items:
            e = [math.exp(sum(a * b for a, b in zip(w, r))) for r in rows]
            all_, good = sum(e), sum(x for x, ok in zip(e, right) if ok)
            for r, x, ok in zip(rows, e, right):
                pull = (x / good if ok else 0) - x / all_
                for k, v in enumerate(r):
                    g[k] += pull * v
        for k in range(n):  # Adam.
            first[k], second[k] = 0.9 * first[k] + 0.1 * g[k], 0.99 * second[k] + 0.01 * g[k] ** 2
            w[k] += rate * first[k] / (1 - 0.9 ** t) / (math.sqrt(second[k] / (1 - 0.99 ** t)) + 1e-8)
    return w


def fit(a):
    docs = list(own(glob.glob(f"{HERE}/../training/articles/[bc]1_*.txt")))
    items = []  # (article, features of each, which are right)
    for answers, (name, _, mentions) in zip(ask(a, docs), docs):
        for m, what, x in answers:
            if what == "pronoun":
                right = [bool(hit) and hit[2] == m[2] for c in x["candidates"] for hit in [closest(mentions, m, c)]]
                items.append((name, [c["features"] for c in x["candidates"]], right))
    learn = lambda list_: conditional([(f, r) for _, f, r in list_ if any(r) and not all(r)])
    hits, names = 0, sorted({i[0] for i in items})
    for k in range(8):
        out = set(names[k::8])
        w = learn([i for i in items if i[0] not in out])
        for _, rows, right in (i for i in items if i[0] in out and i[1]):
            hits += right[max(range(len(rows)), key=lambda j: sum(p * q for p, q in zip(w, rows[j])))]
    print(f"left out in turn: the likeliest right {hits / len(items):.3f} of {len(items)} pronouns")
    print("fitted:", ", ".join(f"{v:.2f}" for v in learn(items)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", nargs="?")
    ap.add_argument("--binary", default=os.path.join(HERE, "..", "target", "release", "onrecord"))
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--fit", action="store_true")
    a = ap.parse_args()
    if a.fit:
        return fit(a)
    if a.data:
        measure(a, "GUM dev", gum(f"{a.data}/gum/dev.conllu"), a.errors)
    measure(a, "own articles", list(own(glob.glob(f"{HERE}/coreference/*.txt"))), False)


if __name__ == "__main__":
    main()
