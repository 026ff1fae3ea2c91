#!/usr/bin/env python3
"""Measure statements on texts that mark them: who said what, the act, whom and what it is about, and for or against.

    measure_statements.py [FOLDER] [--binary ../target/release/onrecord] [--second FOLDER] [--kinds] [--faults]

FOLDER (evaluation/statements) holds texts in the format of its README. `--second` compares another coder's folder with it in
place of the program. `--faults` prints what is wrong, for a folder that one may look into. Python 3 alone.

A statement of the program and one of the text belong together where their contents share a word, the most alike first. It is found
where source and content agree by half (Dice over words; nobody named on both sides agrees). Of those found: the act is the same or not;
the F1 of actors, and of topics, that it is about; and, of the actors and named issues that both have, how often the stance is the same.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
MAJOR = """macroeconomics civil_rights health agriculture labor education environment energy immigration transportation law_crime social_welfare
    housing commerce defense technology foreign_trade international_affairs government_operations public_lands culture""".split()


def marked(text):
    """A text with marks -> the text, and {number: {"s": spans, "c": spans, "w": spans}}."""
    out, at, opened, found = "", 0, {}, collections.defaultdict(lambda: {"s": [], "c": [], "w": []})
    for m in re.finditer(r"<(/?)([scw])(\d+)>", text):
        out += text[at:m.start()]
        at = m.end()
        key = (m[2], int(m[3]))
        if m[1]:
            found[key[1]][key[0]].append((opened.pop(key), len(out)))
        else:
            assert key not in opened, key
            opened[key] = len(out)
    assert not opened, opened
    return out + text[at:], found


def pairs(cell):
    """`RUS=-1; "the rebels"=0` -> [(name, stance)]."""
    parts = [p.strip() for p in re.findall(r'(?:"[^"]*"|[^;"])+', cell) if p.strip() not in ("", "-")]
    return [(p.rpartition("=")[0].strip().strip('"'), int(p.rpartition("=")[2])) for p in parts]


def read_text(path):
    body, lines = open(path, encoding="utf-8").read().split("\n===\n")
    head = dict(re.findall(r"^# (\w+): (.*)$", body, re.M))
    text, spans = marked(re.sub(r"^# .*\n", "", body, flags=re.M).strip("\n"))
    said = []
    for line in lines.strip("\n").split("\n"):
        n, act, about, topics = line.split("\t")
        n = int(n)
        assert spans[n]["w"], (path, n)
        said.append({**spans[n], "act": act, "about": pairs(about), "topics": dict(pairs(topics))})
    assert len(said) == len(spans), path
    return {"id": os.path.basename(path)[:-4], "text": text, "head": head, "said": said}


def program(binary, texts):
    lines = [{"id": t["id"], "text": t["text"], "published": t["head"].get("published"), "title": t["head"].get("title")} for t in texts]
    run = subprocess.run([binary, "read", "--format", "jsonl", "-"], input="".join(json.dumps(l) + "\n" for l in lines),
                         capture_output=True, text=True, check=True)
    out = {}
    for line in run.stdout.split("\n"):
        if line:
            r = json.loads(line)
            out[r["document"]["id"]] = [of_record(s) for s in r["statements"]]
    return out


def of_record(s):
    span = lambda x: [(x["start"], x["end"])] if x else []
    about = [(a["actor"], a["stance"]) for a in s["about"]]
    return {"s": span(s["source"]), "c": span(s["cue"]), "w": [(x["start"], x["end"]) for x in s["content"]], "act": s["act"], "about": about,
            "topics": {t["id"]: t["stance"] for t in s.get("topics", [])}}


def words(text):
    return [m.span() for m in re.finditer(r"\w+", text)]


def covered(tokens, spans):
    return {k for k, (a, b) in enumerate(tokens) if any(a < y and b > x for x, y in spans)}


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def match(text, gold, pred):
    """-> pairs of indices, and of them those found."""
    tokens = words(text)
    g = [{k: covered(tokens, s[k]) for k in "scw"} for s in gold]
    p = [{k: covered(tokens, s[k]) for k in "scw"} for s in pred]
    scored = [(sum(dice(x[k], y[k]) for k in "scw"), i, j) for i, x in enumerate(g) for j, y in enumerate(p) if x["w"] & y["w"]]
    used_g, used_p, out = set(), set(), []
    for _, i, j in sorted(scored, key=lambda t: (-t[0], t[1], t[2])):
        if i not in used_g and j not in used_p:
            used_g.add(i)
            used_p.add(j)
            out.append((i, j, dice(g[i]["s"], p[j]["s"]) >= 0.5 and dice(g[i]["w"], p[j]["w"]) >= 0.5))
    return out


def is_it(name, other):
    """Whether a name of the text's lines (a code or words) is an actor of the program, or another coder's."""
    if isinstance(other, str):
        return name.lower() == other.lower()
    codes = [other.get("country"), other.get("id")]
    shown = [other.get("name") or "", (other.get("mention") or {}).get("text", "")]
    alike = lambda w: bool(w) and (name.lower() in w.lower() or w.lower() in name.lower())
    return name in codes or (not re.fullmatch("[A-Z]{2,9}", name) and any(alike(w) for w in shown))


class Counts:
    def __init__(self):
        self.n = collections.Counter()

    def add(self, gold, pred, found):
        n = self.n
        n["gold"] += len(gold)
        n["pred"] += len(pred)
        for i, j, right in found:
            if not right:
                continue
            g, p = gold[i], pred[j]
            n["said"] += 1
            n["act"] += g["act"] == p["act"]
            left = list(p["about"])
            n["about_gold"] += len(g["about"])
            n["about_pred"] += len(left)
            for name, stance in g["about"]:
                hit = next((x for x in left if is_it(name, x[0])), None)
                if hit:
                    left.remove(hit)
                    n["about"] += 1
                    n["shared"] += 1
                    n["stance"] += hit[1] == stance
            for kind, of in [("major", lambda t: t in MAJOR), ("issue", lambda t: t not in MAJOR)]:
                a, b = {t for t in g["topics"] if of(t)}, {t for t in p["topics"] if of(t)}
                n[kind + "_gold"] += len(a)
                n[kind + "_pred"] += len(b)
                n[kind] += len(a & b)
                if kind == "issue":
                    n["shared"] += len(a & b)
                    n["stance"] += sum(g["topics"][t] == p["topics"][t] for t in a & b)

    def figures(self):
        n = self.n
        f1 = lambda hit, a, b: 2 * hit / max(1, a + b)
        return {"statements": n["gold"], "who_said_what_p": n["said"] / max(1, n["pred"]), "who_said_what_r": n["said"] / max(1, n["gold"]),
                "who_said_what_f1": f1(n["said"], n["gold"], n["pred"]), "act": n["act"] / max(1, n["said"]),
                "about_f1": f1(n["about"], n["about_gold"], n["about_pred"]), "stance": n["stance"] / max(1, n["shared"]), "stances": n["shared"],
                "topic_f1": f1(n["major"] + n["issue"], n["major_gold"] + n["issue_gold"], n["major_pred"] + n["issue_pred"]),
                "major_f1": f1(n["major"], n["major_gold"], n["major_pred"]), "issue_f1": f1(n["issue"], n["issue_gold"], n["issue_pred"])}


def show(title, figures):
    cells = [f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures.items()]
    print(f"{title:<12}" + "  ".join(cells))


def turns(binary, path):
    """Single sentences in which the stance is easily misread: how many come out right in act and in all stances."""
    rows = [l.rstrip("\n").split("\t") for l in open(path, encoding="utf-8") if l.strip() and not l.startswith("#")]
    texts = []
    for k, (sentence, act, about, topics) in enumerate(rows):
        text, spans = marked(sentence)
        texts.append({"id": str(k), "text": text, "head": {}, "said": [{**spans[1], "act": act, "about": pairs(about), "topics": dict(pairs(topics))}]})
    out, right, acts, faults = program(binary, texts), 0, 0, []
    for t in texts:
        g, pred = t["said"][0], out[t["id"]]
        j = next((j for _, j, _ in match(t["text"], [g], pred)), None)
        p = pred[j] if j is not None else None
        has = lambda name, stance: any(is_it(name, a) and s == stance for a, s in p["about"])
        stances = p is not None and all(has(n, s) for n, s in g["about"]) and all(p["topics"].get(n) == s for n, s in g["topics"].items() if n not in MAJOR)
        acts += p is not None and p["act"] == g["act"]
        right += stances
        if not stances:
            faults.append(f"  {t['text']}\n    wanted {g['act']} {g['about']} {g['topics']}, found {p and (p['act'], [(a.get('country') or a.get('id') or a.get('name'), s) for a, s in p['about']], p['topics'])}")
    return {"sentences": len(rows), "turned_right": right / len(rows), "turned_act": acts / len(rows)}, faults


def measure(folder, binary, second=None, kinds=False, faults=False):
    texts = [read_text(f"{folder}/{f}") for f in sorted(os.listdir(folder)) if re.fullmatch(r"\w+\.txt", f)]
    if second:
        other = {t["id"]: t for t in (read_text(f"{second}/{f}") for f in sorted(os.listdir(second)) if f.endswith(".txt"))}
        texts = [t for t in texts if t["id"] in other]
        for t in texts:
            assert t["text"] == other[t["id"]]["text"], f"{t['id']}: the two texts differ"
        out = {k: t["said"] for k, t in other.items()}
    else:
        out = program(binary, texts)
    all_, by_kind = Counts(), collections.defaultdict(Counts)
    for t in texts:
        found = match(t["text"], t["said"], out[t["id"]])
        for c in (all_, by_kind[t["head"].get("kind", "?")]):
            c.add(t["said"], out[t["id"]], found)
        if faults:
            tell(t, out[t["id"]], found)
    if kinds:
        for k, c in sorted(by_kind.items()):
            show(k, c.figures())
    return all_.figures()


def tell(t, pred, found):
    cut = lambda spans: " … ".join(t["text"][a:b] for a, b in spans)
    name = lambda a: a if isinstance(a, str) else a.get("country") or a.get("id") or a.get("name")
    told = lambda s: f"{cut(s['s'])} | {cut(s['c'])} | {cut(s['w'])} [{s['act']}; {[(name(a), x) for a, x in s['about']]}; {s['topics']}]"
    print("##", t["id"])
    with_ = {i: (j, right) for i, j, right in found}
    for i, g in enumerate(t["said"]):
        j, right = with_.get(i, (None, False))
        print("  ok " if right else "  NO ", told(g))
        if j is not None:
            print("     =", told(pred[j]))
    for j, p in enumerate(pred):
        if j not in {j for _, j, _ in found}:
            print("  + ", told(p))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("folder", nargs="?", default=f"{HERE}/statements")
    ap.add_argument("--binary", default=f"{HERE}/../target/release/onrecord")
    ap.add_argument("--second")
    ap.add_argument("--kinds", action="store_true")
    ap.add_argument("--faults", action="store_true")
    a = ap.parse_args()
    show("all", measure(a.folder, a.binary, a.second, a.kinds, a.faults))
    if not a.second and os.path.exists(f"{a.folder}/turns.tsv"):
        figures, wrong = turns(a.binary, f"{a.folder}/turns.tsv")
        show("turns", figures)
        if a.faults:
            print("\n".join(wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main())
