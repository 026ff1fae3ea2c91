#!/usr/bin/env python3
"""How fast the program is, beside spaCy's small English pipeline, and how much memory it takes.

    speed.py DATA [--binary target/release/onrecord] [--spacy venv/bin/python] [--model en_core_web_sm]

DATA holds geo/TR-News.xml and polnear/dev/text, which are the texts. --spacy names a Python that has spaCy and the
model as a package. Words are stretches between white space.

Speed: three rounds, the two in turn. The program is timed from its start to its end, JSONL in, records out, on all
cores that this script may use (narrow them with taskset). spaCy is timed in nlp.pipe alone, without starting, loading
or printing, in one process with its own batch size: more than fair to it, for it codes no events. Run it on a machine
that does nothing else; the load is printed with each round.

Memory: the highest resident size (VmHWM). Start: from starting the program to the first byte of its answer, the least
of ten.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SHORT = os.path.join(HERE, "..", "tests", "corpus", "dispatch-2024.txt")
MANY = 2000

WORKER = """
import importlib, json, sys, time
nlp = importlib.import_module(sys.argv[2]).load()
texts = [json.loads(l)["text"] for l in open(sys.argv[1], encoding="utf-8")]
t = time.perf_counter()
n = sum(len(d) for d in nlp.pipe(texts))
print(json.dumps([time.perf_counter() - t, n, importlib.import_module("spacy").__version__, nlp.meta["name"], nlp.meta["version"], nlp.pipe_names]))
"""


def onrecord(a, path):
    """-> seconds from start to end, and the highest resident size in MB."""
    t = time.perf_counter()
    p = subprocess.Popen([a.binary, "read", "--format", "jsonl", path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    high = 0
    while p.poll() is None:
        try:
            # The last reading counts: before the program is loaded, this process's own size stands here.
            high = next((int(l.split()[1]) for l in open(f"/proc/{p.pid}/status") if l.startswith("VmHWM")), high)
        except OSError:
            pass
        time.sleep(0.002)
    seconds = time.perf_counter() - t
    if p.returncode:
        sys.exit(p.stderr.read().decode())
    return seconds, high / 1024


def spacy(a, path):
    p = subprocess.run([a.spacy, "-c", WORKER, path, a.model], capture_output=True, check=True)
    return json.loads(p.stdout)


def first_output(a):
    t = time.perf_counter()
    p = subprocess.Popen([a.binary, "read", "--format", "jsonl", SHORT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert p.stdout.read(1) == b"{"
    seconds = time.perf_counter() - t
    p.stdout.read()
    p.wait()
    return seconds


def load():
    return f"load {os.getloadavg()[0]:.2f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data")
    ap.add_argument("--binary", default=f"{HERE}/../target/release/onrecord")
    ap.add_argument("--spacy")
    ap.add_argument("--model", default="en_core_web_sm")
    ap.add_argument("--rounds", type=int, default=3)
    a = ap.parse_args()
    from sample_records import articles
    pool = [{k: x.get(k) for k in ("id", "text", "title", "published")} for x in articles(a.data)]
    words = sum(len(x["text"].split()) for x in pool)
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "unknown")
    version = subprocess.run([a.binary, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"{len(pool)} articles, {words} words; {len(os.sched_getaffinity(0))} cores of {cpu}, {load()}\n{version}", flush=True)
    with tempfile.TemporaryDirectory() as d:
        texts, many = f"{d}/texts.jsonl", f"{d}/many.jsonl"
        for path, n in ((texts, len(pool)), (many, MANY)):
            with open(path, "w", encoding="utf-8") as f:
                for k in range(n):
                    f.write(json.dumps({**pool[k % len(pool)], "id": str(k)}) + "\n")
        ours, theirs = [], []
        for k in range(a.rounds):
            before = load()
            ours.append(words / onrecord(a, texts)[0])
            line = f"round {k + 1}: onrecord {ours[-1]:.0f} words/s ({before})"
            if a.spacy:
                before = load()
                seconds, tokens, *about = spacy(a, texts)
                theirs.append(words / seconds)
                line += f", spaCy {theirs[-1]:.0f} words/s ({before})"
            print(line, flush=True)
        median = statistics.median(ours)
        print(f"median: onrecord {median:.0f} words/s")
        if theirs:
            print(f"median: spaCy {statistics.median(theirs):.0f} words/s; onrecord is {median / statistics.median(theirs):.2f} times as fast\n  spaCy {about}")
        seconds, high = onrecord(a, SHORT)
        print(f"memory, one article of {len(open(SHORT, encoding='utf-8').read().split())} words: {high:.0f} MB")
        seconds, high = onrecord(a, many)
        print(f"memory, {MANY} articles: {high:.0f} MB ({seconds:.0f} s)", flush=True)
    print(f"start to first output, one article: {min(first_output(a) for _ in range(10)) * 1000:.0f} ms ({load()})")


if __name__ == "__main__":
    main()
