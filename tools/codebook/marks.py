#!/usr/bin/env python3
"""Bring the "(not yet: …)" marks of the codebook's examples up to date with what the program does.

    cargo test --release --test codebook 2>&1 | python3 tools/codebook/marks.py

Reads the test's complaints: a mark that is no longer due is taken off, a missing one is put on with the test's reason. It never
touches a sentence or its record. Read the diff: every new mark is something that came out right before.
"""
import collections
import os
import re
import sys

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
off, on = 0, 0
todo = collections.defaultdict(dict)
for line in sys.stdin:
    m = re.match(r"(codebook/[\w-]+\.md):(\d+): (.*?): (.*)$", line.rstrip("\n"))
    if m:
        todo[m[1]][int(m[2])] = m[3]
for page, rows in todo.items():
    lines = open(f"{HERE}/{page}", encoding="utf-8").read().split("\n")
    for n, why in rows.items():
        bare = re.sub(r"\s*\(not yet: .*\)\s*$", "", lines[n - 1])
        if "take off its mark" in why:
            off += 1
        else:
            on += 1
            reason = {"coded": "coded all the same"}.get(why, why).replace('"', "").replace("(", "").replace(")", "")
            bare += f" (not yet: {reason})"
        lines[n - 1] = bare
    open(f"{HERE}/{page}", "w", encoding="utf-8").write("\n".join(lines))
print(f"{off} marks taken off, {on} put on")
