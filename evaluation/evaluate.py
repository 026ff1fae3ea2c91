#!/usr/bin/env python3
"""Measure the program against annotated data and compare with floors.toml.

    evaluate.py DATA [--binary target/release/onrecord] [--tools DATA/../tools] [--only NAME] [--keep DIR]

DATA holds ewt/, gum/, polnear/, gsr/, geo/ (a missing one is said so and passed over; the held-out pages of events and the texts with
statements are here, in evaluation/pages and evaluation/statements); the scorers for PolNeAR and the gold
records lie in the tools folder. Python 3 alone, no packages. Exits 1 if a figure lies under its floor.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile
import tomllib

HERE = os.path.dirname(os.path.abspath(__file__))
SHOWN_STATEMENT = re.search(r"SHOWN_STATEMENT: f32 = ([\d.]+);", open(f"{HERE}/../src/pipeline.rs", encoding="utf-8").read())[1]


# ---------------------------------------------------------------- CoNLL-U, as the CoNLL 2018 shared task scores it
def read_conllu(text):
    """-> list of sentences, each a dict of words, with spans that count characters without white space."""
    out, at, words, mwt, meta = [], 0, [], None, {}
    for line in text.split("\n"):
        if line.startswith("#"):
            if " = " in line:
                k, v = line[2:].split(" = ", 1)
                meta[k] = v
            else:
                meta[line[2:]] = ""
        elif line.strip():
            c = line.split("\t")
            if "." in c[0]:
                continue
            size = len(re.sub(r"\s", "", c[1]))
            if "-" in c[0]:
                last = int(c[0].split("-")[1])
                mwt = [last, at, at + size, c[1].lower()]
                at += size
            elif mwt and int(c[0]) <= mwt[0]:
                form = c[1].lower()
                if mwt[3].startswith(form):
                    words.append((mwt[1], mwt[1] + len(form), c))
                    mwt[1] += len(form)
                    mwt[3] = mwt[3][len(form):]
                else:
                    words.append((mwt[1], mwt[2], c))
            else:
                words.append((at, at + size, c))
                at += size
        elif words:
            out.append({"words": words, "meta": meta})
            words, mwt, meta = [], None, {}
    if words:
        out.append({"words": words, "meta": meta})
    return out


def las(gold, pred):
    """F1 of words whose stretch, head and universal relation are right; and of tags on aligned words."""
    def table(sentences):
        t = {}
        for k, s in enumerate(sentences):
            ids = {w[2][0]: (w[0], w[1], i) for i, w in enumerate(s["words"])}
            for i, (a, b, c) in enumerate(s["words"]):
                head = None if c[6] == "0" else ids.get(c[6], (None, None, None))[:2]
                t.setdefault((a, b), []).append((c[1].lower(), c[3], head, c[7].split(":")[0]))
        return t
    g, p = table(gold), table(pred)
    n_gold, n_pred = sum(map(len, g.values())), sum(map(len, p.values()))
    right = tags = 0
    for span, words in g.items():
        for x, y in zip(words, p.get(span, [])):
            tags += x[1] == y[1]
            right += x[2] == y[2] and x[3] == y[3]
    f = lambda n: 2 * n / (n_gold + n_pred)
    return {"upos": f(tags), "las": f(right)}


def raw_documents(conllu):
    """The text that a CoNLL-U file was made of, a JSONL line a document, a paragraph a line."""
    docs, newpar = [], True
    text, no_space, lines = None, False, []
    for line in conllu.split("\n"):
        if line.startswith("# newdoc"):
            docs.append("")
            newpar = True
        elif line.startswith("# newpar"):
            newpar = True
        elif line.startswith("# text = "):
            text = line[9:]
        elif line and not line.startswith("#"):
            lines.append(line)
        elif not line and text is not None:
            sep = "" if not docs[-1] else "\n\n" if newpar else "" if no_space else " "
            docs[-1] += sep + text
            last = [l for l in lines if "." not in l.split("\t")[0]]
            # The last token's own line, or that of the token it is a part of.
            n = last[-1].split("\t")[0]
            own = [l for l in last if l.split("\t")[0] == n or l.split("\t")[0].endswith("-" + n)]
            no_space = "SpaceAfter=No" in own[0].split("\t")[9]
            newpar, text, lines = False, None, []
    return docs


def syntax(a, name):
    path = f"{a.data}/{name}/dev.conllu"
    gold = open(path, encoding="utf-8").read()
    pred = run(a, "parse", "--segmented", "--max-document", "100000000", path)
    scores = {f"{name}_gold": las(read_conllu(gold), read_conllu(pred))}
    docs = raw_documents(gold)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for k, d in enumerate(docs):
            f.write(json.dumps({"id": str(k), "text": d}) + "\n")
        f.flush()
        pred = run(a, "parse", f.name)
    scores[f"{name}_raw"] = las(read_conllu(gold), read_conllu(pred))
    return scores


def names(a):
    """GUM dev: mentions whose head is a proper noun: head and kind right, with gold words."""
    path = f"{a.data}/gum/dev.conllu"
    gold = read_conllu(open(path, encoding="utf-8").read())
    pred = read_conllu(run(a, "parse", "--segmented", "--max-document", "100000000", path))
    kind = {"person": "person", "place": "place", "organization": "organisation"}
    count, found, hit, guessed = (collections.Counter() for _ in range(4))
    for s, q in zip(gold, pred):
        heads, mentions = {}, []
        words, opened, spans = [w[2] for w in s["words"]], [], []
        for k, c in enumerate(words):
            m = re.search(r"(?:^|\|)Entity=([^|]*)", c[9])
            for o, body, close in re.findall(r"(\(?)([^()]+)(\)?)", m.group(1)) if m else []:
                ident = body.split("-")[0]
                if o:
                    opened.append((ident, body.split("-")[1], k))
                if close:
                    x = max((i for i, e in enumerate(opened) if e[0] == ident), default=None)
                    if x is not None:
                        _, etype, first = opened.pop(x)
                        spans.append((first, k, etype))
        for first, last, etype in sorted(spans, key=lambda x: (x[0] - x[1], x[0])):
            h = [k for k in range(first, last + 1) if not first <= int(words[k][6]) - 1 <= last]
            if h:
                heads.setdefault(h[0], etype)
                mentions.append((h[0], etype))
        for k, (w, v) in enumerate(zip(words, (w[2] for w in q["words"]))):
            g = kind.get(heads.get(k)) if w[3] == "PROPN" else None
            m = re.search(r"Kind=(person|place|organisation)", v[9])
            p = m.group(1) if m and v[3] == "PROPN" else None
            guessed[p] += p is not None
            hit[g] += g is not None and g == p
            # Mentions of two with one head ("Russia and China", "Russia") each count in recall.
            for at, etype in mentions:
                gold_kind = kind.get(etype) if at == k and w[3] == "PROPN" else None
                count[gold_kind] += gold_kind is not None
                found[gold_kind] += gold_kind is not None and gold_kind == p
    total = lambda c: sum(v for k, v in c.items() if k)
    p, r = total(hit) / total(guessed), total(found) / total(count)
    out = {"f1": 2 * p * r / (p + r), "precision": p, "recall": r, "gold": total(count)}
    for k in kind.values():
        p, r = hit[k] / max(1, guessed[k]), found[k] / max(1, count[k])
        out[k] = 2 * p * r / max(1e-9, p + r)
        out[f"{k}_gold"] = count[k]
    return {"gum_names": out}


def polnear(a):
    even, slices = polnear_scores(a)
    r, q = (float(x) for x in re.search(r"^form: direct +\d+ +[\d.]+ +([\d.]+) +\| +\d+ +([\d.]+)", slices, re.M).groups())
    shown, _ = polnear_scores(a, "--min-confidence", SHOWN_STATEMENT)
    said = lambda m: next(v for k, v in m.items() if k.startswith("attribution: who said what"))
    return {"polnear": {"token_micro_f1": even["token: micro"][2], "who_said_what_f1": said(even)[2], "direct_f1": 2 * r * q / max(1e-9, r + q),
                        "shown_p": said(shown)[0], "shown_r": said(shown)[1]}}


def polnear_scores(a, *options):
    """-> (measures, the printed slices: of gold detected and said, then of predicted)."""
    texts = sorted(f"{a.data}/polnear/dev/text/{f}" for f in os.listdir(f"{a.data}/polnear/dev/text"))
    with tempfile.TemporaryDirectory() as d:
        for line in run(a, "read", "--polnear", *options, *texts).splitlines():
            r = json.loads(line)
            stem = os.path.basename(r["id"])[:-4]
            json.dump(r["attributions"], open(f"{d}/{stem}.json", "w"))
        out = f"{d}/scores.json"
        p = subprocess.run([sys.executable, f"{a.tools}/score_polnear.py", "--gold", f"{a.data}/polnear/dev", "--pred", d, "--json", out],
                           capture_output=True, text=True, check=True)
        if a.verbose:
            print(p.stdout)
        return json.load(open(out))["metrics"], p.stdout


def gold_records(a):
    gold = [json.loads(l) for l in open(f"{a.data}/gsr/dev.jsonl", encoding="utf-8")]
    with tempfile.TemporaryDirectory() as d:
        with open(f"{d}/in.jsonl", "w", encoding="utf-8") as f:
            for r in gold:
                f.write(json.dumps({"id": r["id"], "text": r["text"]}) + "\n")
        with open(f"{d}/pred.jsonl", "w", encoding="utf-8") as f:
            for line in run(a, "read", "--format", "jsonl", f"{d}/in.jsonl").splitlines():
                r = json.loads(line)
                events = []
                for e in r["events"]:
                    if set(e["auxiliary"]) & {"negated", "hypothetical"}:
                        continue
                    # Several actors and no recipient mean "each other" to the scorer only where they do to us.
                    sides = [e["actors"]] if e["reciprocal"] or e["recipients"] else [[x] for x in e["actors"]] or [[]]
                    events += [{"event": e["type"], "source": side, "target": e["recipients"]} for side in sides]
                f.write(json.dumps({"id": r["document"]["id"], "events": events}) + "\n")
        cmd = [sys.executable, f"{a.tools}/score_gsr.py", f"{a.data}/gsr/dev.jsonl", f"{d}/pred.jsonl", "--json", "--per-type"]
        if a.keep:
            cmd += ["--errors", f"{a.keep}/gsr_errors.jsonl"]
        s = json.loads(subprocess.run(cmd, capture_output=True, text=True, check=True).stdout)
    r = s["scores"]["root15"]
    return {"gold_records": {"type_f1": r["type"]["F1"], "actor_type_f1": r["src_type"]["F1"], "full_dyads_f1": r["full"]["F1"],
                             "full_dyads_p": r["full"]["P"], "full_dyads_r": r["full"]["R"]}}


def run(a, *args):
    p = subprocess.run([a.binary, *args], capture_output=True)
    if p.returncode:
        sys.exit(f"{' '.join(args[:3])} … exited with {p.returncode}: {p.stderr.decode()[:2000]}")
    return p.stdout.decode("utf-8")


def own_pages(a):
    import contextlib
    import io
    import measure_events
    with contextlib.redirect_stdout(sys.stdout if a.verbose else io.StringIO()):
        return {"own_pages": measure_events.measure_pages(argparse.Namespace(binary=a.binary, least=0.5, errors=False))}


def references(a):
    import measure_references as m
    own = m.measure(a, "own articles", list(m.own(m.glob.glob(f"{m.HERE}/coreference/*.txt"))), False)
    return {"references": {"gum": m.measure(a, "GUM dev", m.gum(f"{a.data}/gum/dev.conllu"), False), "own_articles": own}}


def places(a):
    import measure_places
    found = measure_places.measure(argparse.Namespace(data=a.data, binary=a.binary, errors=0))
    return {"places": {f"{name.lower().replace('-', '_')}_{what}": x for name, pair in found.items() for what, x in zip(("given", "found_f1"), pair)}}


def statements(a):
    import measure_statements as m
    folder = f"{HERE}/statements"
    return {"statements": {**m.measure(folder, a.binary), **m.turns(a.binary, f"{folder}/turns.tsv")[0]}}


def actors(a):
    import contextlib
    import io
    import measure_actors
    with contextlib.redirect_stdout(sys.stdout if a.verbose else io.StringIO()):
        return {"actors": measure_actors.measure(argparse.Namespace(data=a.data, binary=a.binary, by=False))}


PARTS = {"ewt": lambda a: syntax(a, "ewt"), "gum": names, "polnear": polnear, "gsr": gold_records,
         "pages": own_pages, "statements": statements, "references": references, "geo": places, "reference": actors}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("--binary", default=f"{HERE}/../target/release/onrecord")
    ap.add_argument("--tools")
    ap.add_argument("--only", choices=PARTS)
    ap.add_argument("--keep", help="folder for the records that were wrong")
    ap.add_argument("--verbose", action="store_true")
    a = ap.parse_args()
    a.tools = a.tools or f"{a.data}/../tools"
    floors = tomllib.load(open(f"{HERE}/floors.toml", "rb"))
    under = 0
    for name, part in PARTS.items():
        if a.only and name != a.only:
            continue
        if name not in ("pages", "statements") and not os.path.isdir(f"{a.data}/{'gum' if name == 'references' else name}"):
            print(f"{name}: no such data set in {a.data}; not measured")
            continue
        for group, scores in part(a).items():
            for k, v in scores.items():
                floor = floors.get(group, {}).get(k)
                low = floor is not None and (v is None or v < floor)
                under += low
                shown = f"{v:.4f}" if isinstance(v, float) else str(v)
                print(f"{group:<14} {k:<18} {shown:>8}" + (f"   floor {floor}{'   UNDER ITS FLOOR' if low else ''}" if floor else ""))
    sys.exit(1 if under else 0)


if __name__ == "__main__":
    main()
