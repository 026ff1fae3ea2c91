#!/usr/bin/env python3
"""Draw records at random for judging by eyes that see only the words and the record.

    sample_records.py DATA OUT.json [--n 100] [--seed 7] [--kind event|statement] [--binary …]

Reads TR-News (DATA/geo/TR-News.xml, with each article's date) and PolNeAR dev, pools all events and statements that the
program puts on record, and writes N of them with the paragraph they stand in and the ones around it. OUT holds news
text: it must not go into the repository.
"""
import argparse
import json
import os
import random
import re
import subprocess
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def geo(path, prefix):
    """The articles of TR-News or LGL."""
    xml = open(path, encoding="utf-8").read()
    for m in re.finditer(r'<article docid="(\d+)">(.*?)</article>', xml, re.S):
        get = lambda tag: (re.search(rf"<{tag}>(.*?)</{tag}>", m.group(2), re.S) or [None, ""])[1].strip()
        text = re.sub(r"^<!\[CDATA\[|\]\]>$", "", get("text"))
        # "2009-03-20 12:24:52": the day alone; TR-News has it otherwise.
        day = re.match(r"\d{4}-\d{2}-\d{2}(?= )", get("dltime"))
        yield {"id": prefix + m.group(1), "text": text, "title": get("title"), "published": day.group() if day else get("dltime")}


def polnear(folder, names=None):
    """The articles of a part of PolNeAR, or those of these names."""
    for f in sorted(names or os.listdir(folder)):
        day = re.search(r"\d{4}-\d{2}-\d{2}", f)
        yield {"id": f, "text": open(f"{folder}/{f}", encoding="utf-8", newline="").read(), "published": day and day.group()}


def articles(data):
    yield from geo(f"{data}/geo/TR-News.xml", "tr-")
    yield from polnear(f"{data}/polnear/dev/text")


def context(text, a, b):
    """The paragraph of a record, with the one before and behind."""
    start, end = text.rfind("\n", 0, a) + 1, text.find("\n", b)
    end = len(text) if end < 0 else end
    before = text.rfind("\n", 0, max(0, start - 2)) + 1
    behind = text.find("\n", end + 2)
    return text[max(before, start - 600):start].strip(), text[start:end], text[end:min(len(text) if behind < 0 else behind, end + 300)].strip()


def actor(x):
    return {k: x[k] for k in ("country", "sector", "id", "name", "role") if x[k]}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("out")
    ap.add_argument("--n", type=int, default=100)
    ap.add_argument("--seed", type=int, default=7)
    ap.add_argument("--kind", choices=["event", "statement"], help="only these")
    ap.add_argument("--binary", default=f"{HERE}/../target/release/onrecord")
    a = ap.parse_args()
    pool = []
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as f:
        for x in articles(a.data):
            f.write(json.dumps(x) + "\n")
        f.flush()
        out = subprocess.run([a.binary, "read", "--format", "jsonl", f.name], capture_output=True, check=True).stdout.decode()
    for line in out.splitlines():
        r = json.loads(line)
        t = r["document"]["text"]
        where = {"document": r["document"]["id"], "title": r["document"]["title"], "dated": r["document"]["anchor"]}
        for e in r["events"]:
            span = e["evidence"][0]
            pool.append({**where, "record": "event", "type": e["type"], "mode": e["mode"], "auxiliary": e["auxiliary"],
                         "actors": [actor(x) for x in e["actors"]], "recipients": [actor(x) for x in e["recipients"]],
                         "reciprocal": e["reciprocal"], "date": e["date"] and [e["date"]["start"], e["date"]["end"]],
                         "trigger": e["trigger"]["text"], "words": span["text"], "confidence": e["confidence"], "rule": e["rule"],
                         "context": context(t, span["start"], span["end"])})
        for s in r["statements"]:
            lo = min(x["start"] for x in s["content"] + [y for y in (s["source"], s["cue"]) if y])
            hi = max(x["end"] for x in s["content"] + [y for y in (s["source"], s["cue"]) if y])
            pool.append({**where, "record": "statement", "act": s["act"], "form": s["form"], "auxiliary": s["auxiliary"],
                         "speakers": [actor(x) for x in s["speakers"]], "source": s["source"] and s["source"]["text"],
                         "cue": s["cue"] and s["cue"]["text"], "content": [x["text"] for x in s["content"]],
                         "about": [{"actor": actor(x["actor"]), "stance": x["stance"]} for x in s["about"]],
                         "date": s["date"] and [s["date"]["start"], s["date"]["end"]], "confidence": s["confidence"],
                         "by_rule": s["rule"], "context": context(t, lo, hi)})
    random.Random(a.seed).shuffle(pool)
    print(len(pool), "records,", sum(p["record"] == "event" for p in pool), "of them events")
    pool = [p for p in pool if a.kind in (None, p["record"])]
    json.dump(pool[:a.n], open(a.out, "w", encoding="utf-8"), indent=1, ensure_ascii=False)


if __name__ == "__main__":
    main()
