"""What pronouns, definite nouns and names stand for, of GUM's entities: which words refer, where they may look, and what is right."""
import glob
import json
import re
import subprocess

import torch
import torch.nn.functional as F

import data as D
from model import REFERRING, collate, pool, refer_scores

# So often does each article of our own come up for one document of GUM.
OWN = 2
# Mentions that are looked at before a word of each kind.
BEFORE = {"pronoun": 60, "definite": 150, "name": 400}
PRONOUNS = set("he him his himself she her hers herself it its itself they them their theirs themselves".split())
# Words that head no mention of their own.
INSIDE = {"flat", "compound", "fixed", "goeswith", "punct", "det", "nummod", "case", "discourse"}
RELATIVE = {"WP", "WDT", "WP$", "WRB", "EX"}


def parse(program, texts):
    """The program's CoNLL-U of each text."""
    lines = "".join(json.dumps({"id": str(k), "text": t}) + "\n" for k, t in enumerate(texts))
    out = subprocess.run([program, "parse", "--format", "conllu", "-"], input=lines, capture_output=True, text=True, check=True).stdout
    blocks = re.split(r"^# newdoc id = .*\n", out, flags=re.M)[1:]
    assert len(blocks) == len(texts), (len(blocks), len(texts))
    return blocks


def document(text, conllu):
    """The sentences of what `parse` gave of a text, and for each where its words stand in the text."""
    doc, places, ended = [], [], 0
    for block in conllu.split("\n\n"):
        rows = [l.split("\t") for l in block.split("\n") if l and l[0].isdigit()]
        told = re.search(r"^# text = (.*)$", block, re.M)
        if rows and told:
            places.append([tuple(map(int, re.search(r"start_char=(\d+)\|end_char=(\d+)", r[9]).groups())) for r in rows if r[0].isdigit()])
            doc.append(D.sentence(rows, {"text": told[1], "sent_id": "own"}, "\n" in text[ended:places[-1][0][0]] or not doc))
            ended = places[-1][-1][1]
    return doc, places


def own(folder, program):
    """Our own articles (`articles/*.txt`, as `evaluation/coreference/README.md` has them), their syntax by the program."""
    marked = []
    for path in sorted(glob.glob(f"{folder}/*.txt")):
        body = open(path, encoding="utf-8").read().split("\n---\n")[0]
        text, at, opened, mentions = "", 0, [], []
        for m in re.finditer(r"<(/?)(\d+)>", body):
            text += body[at:m.start()]
            at = m.end()
            if m[1]:
                mentions.append((opened.pop()[1], len(text), m[2]))
            else:
                opened.append((m[2], len(text)))
        marked.append((text + body[at:], mentions))
    docs = []
    for (text, mentions), conllu in zip(marked, parse(program, [t for t, _ in marked])):
        doc, places = document(text, conllu)
        for s, here in zip(doc, places):
            for a, b, entity in sorted(mentions, key=lambda m: m[0] - m[1]):  # Outermost first.
                inside = [k for k, (x, y) in enumerate(here) if a <= x and y <= b]
                heads = [k for k in inside if s.words[k].head - 1 not in inside]
                if heads and not s.words[heads[0]].entity:
                    s.words[heads[0]].entity = entity
        docs.append(doc)
    return docs


def vectors(net, wp, doc):
    """The words of a document with sentence and place in it, and their vectors."""
    parts, number = D.syntax_windows(wp, [doc], D.WINDOW), {id(s): k for k, s in enumerate(doc)}
    windows = [D.window(wp, [(s.text, s.units, s.paragraph) for s in run]) for run in parts]
    h = net.encoder(*collate(windows))
    words, groups, n = [], [], h.shape[1]
    for k, (run, w) in enumerate(zip(parts, windows)):
        base = 0
        for s in run:
            for x in s.words:
                groups.append([k * n + p for u in x.units for p in range(w.first[base + u], w.last[base + u])] or [k * n])
                words.append((x, number[id(s)], s))
            base += len(s.units)
    return words, pool(h.reshape(-1, h.shape[-1]), groups)


def kind(word, place, sentence):
    if word.upos == "PRON" and word.form.lower() in PRONOUNS:
        return "pronoun"
    the = any(y.head == place + 1 and y.rel == "det" and y.lemma in ("the", "this", "that") for y in sentence.words)
    return "definite" if word.upos == "NOUN" and the else "name" if word.upos == "PROPN" else None


def matrices(words, rows):
    """-> what `refer_scores` takes, which mentions are looked at, and which are right."""
    heads = [k for k, (x, *_) in enumerate(words) if x.upos in ("NOUN", "PROPN", "PRON") and x.rel.split(":")[0] not in INSIDE and x.xpos not in RELATIVE]
    place = {}
    for _, _, s in words:
        for i, y in enumerate(s.words):
            place[id(y)] = i
    found = [(n, k, kind(words[k][0], place[id(words[k][0])], words[k][2])) for n, k in enumerate(heads)]
    found = [f for f in found if f[2]]
    if not found:
        return None
    at, m = torch.tensor([k for _, k, _ in found]), torch.tensor(heads)
    sentence = torch.tensor([s for _, s, _ in words])
    between = torch.tensor([n for n, _, _ in found])[:, None] - torch.arange(len(heads))[None]
    seen = (between > 0) & (between <= torch.tensor([BEFORE[c] for *_, c in found])[:, None])
    entity = [words[k][0].entity for k in heads]
    right = torch.tensor([[bool(e) and e == words[k][0].entity for e in entity] for _, k, _ in found]) & seen
    kinds = torch.tensor([REFERRING.index(c) for *_, c in found])
    return (rows[at], rows[m], sentence[at][:, None] - sentence[m][None], between, kinds), seen, right


def scores(net, inputs, seen):
    """Of none, and of each mention."""
    s, none = refer_scores(net, *inputs)
    return torch.cat([none.float(), s.float().masked_fill(~seen, -1e4)], 1)


def loss(net, inputs, seen, right):
    """Of a document: all of a word's right antecedents together, or none, against the rest."""
    s = scores(net, inputs, seen)
    fits = torch.cat([~right.any(1, keepdim=True), right], 1)
    return (torch.logsumexp(s, 1) - torch.logsumexp(s.masked_fill(~fits, -1e4), 1)).mean()


@torch.no_grad()
def figures(net, made):
    """By kind: how often the likeliest mention is a right one, of those that have one; and precision and recall of what is said."""
    net.eval()
    count = {k: [0] * 4 for k in range(len(REFERRING))}
    for inputs, seen, right in made:
        s, none = refer_scores(net, *inputs)
        best, at = s.masked_fill(~seen, -1e4).max(1)
        for i, k in enumerate(inputs[4].tolist()):
            hit, said = bool(right[i, at[i]]), bool(best[i] > none[i, 0])
            for n, x in enumerate((bool(right[i].any()), hit, said, said and hit)):
                count[k][n] += x
    net.train()
    return {REFERRING[k]: f"right {b / max(1, a):.3f} of {a}, P {d / max(1, c):.3f} R {d / max(1, a):.3f}" for k, (a, b, c, d) in count.items()}
