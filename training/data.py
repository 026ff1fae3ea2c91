"""The training data, read into windows of units with their labels. Nothing of it is kept in the project."""
import csv
import glob
import os
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from units import SEP, CLS, shape, units

KINDS = ["none", "person", "organisation", "place", "event", "time", "thing"]
KIND_OF = {"person": 1, "organization": 2, "place": 3, "event": 4, "time": 5}
LABELS = ["none", "source", "cue", "content"]
TYPES = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN "
         "PROTEST SANCTION MOBILIZE COERCE ASSAULT none").split()
UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
# Which types say nothing of the way back: if A accused B, then B did not (in these words) act on A.
ONE_WAY = {"ACCUSE", "REJECT", "ASSAULT", "REQUEST", "COERCE", "SANCTION", "AID", "THREATEN", "PROTEST", "SUPPORT"}
WINDOW = 256  # Word pieces in one window at the most, the specials included.


@dataclass
class Word:
    form: str
    lemma: str
    upos: str
    xpos: str
    head: int
    rel: str
    kind: int = -1  # Of the mention that the word heads; -1 where nobody annotated mentions.
    units: list = field(default_factory=list)
    entity: str = ""  # Which one the mention that the word heads is a mention of, within its document.


@dataclass
class Sentence:
    text: str
    words: list
    units: list
    genre: str
    paragraph: bool  # Begins one.
    space_after: bool


def conllu(path):
    """The sentences of a file: rows of cells, what its comments say, and whether it begins a document and a paragraph."""
    rows, meta, newdoc, newpar = [], {}, True, True
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            newdoc |= line.startswith("# newdoc")
            newpar |= line.startswith(("# newpar", "# newdoc"))
            if " = " in line:
                k, v = line[2:].split(" = ", 1)
                meta[k] = v
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            yield rows, meta, newdoc, newpar
            rows, meta, newdoc, newpar = [], {}, False, False


def read_conllu(path, entities):
    """A list of documents, each a list of sentences."""
    docs = []
    for rows, meta, newdoc, newpar in conllu(path):
        if newdoc:
            docs.append([])
            open_mentions = []
        s = sentence(rows, meta, newpar)
        if entities:
            mention_heads(s, rows, open_mentions)
        docs[-1].append(s)
    return docs


def sentence(rows, meta, newpar):
    text, at, words, cover = meta["text"], 0, [], None
    space = True
    us = units(text)
    for r in rows:
        if "." in r[0]:
            continue
        if "-" in r[0]:
            a, b = map(int, r[0].split("-"))
            at = text.index(r[1], at)
            forms = [q[1] for q in rows if q[0].isdigit() and a <= int(q[0]) <= b]
            cover = [a, b, at, at + len(r[1]), "".join(forms).lower() == r[1].lower()]
            space = "SpaceAfter=No" not in r[9]
            continue
        i, w = int(r[0]), Word(r[1], r[2], r[3], r[4], int(r[6]), r[7])
        if cover and i <= cover[1]:
            if cover[4]:
                start, end = at, at + len(r[1])
            else:
                start, end = cover[2], cover[3]
            at = end if cover[4] else (cover[3] if i == cover[1] else at)
        else:
            start = text.index(r[1], at)
            end = at = start + len(r[1])
            space = "SpaceAfter=No" not in r[9]
        w.units = [k for k, u in enumerate(us) if u.start < end and u.end > start]
        words.append(w)
    return Sentence(text, words, us, meta["sent_id"].split("-")[0], newpar, space)


def mention_heads(s, rows, open_mentions):
    rows = [r for r in rows if r[0].isdigit()]
    for w in s.words:
        w.kind = 0
    spans = []
    for k, r in enumerate(rows):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", r[9])
        if not m:
            continue
        for opening, body, closing in re.findall(r"(\(?)([^()]+)(\)?)", m.group(1)):
            ident = body.split("-")[0]
            if opening:
                open_mentions.append((ident, body.split("-")[1], k))
            if closing:
                for x in range(len(open_mentions) - 1, -1, -1):
                    if open_mentions[x][0] == ident:
                        _, etype, a = open_mentions.pop(x)
                        spans.append((a, k, etype, ident))
                        break
    del open_mentions[:]
    for a, b, etype, ident in sorted(spans, key=lambda x: (x[0] - x[1], x[0])):  # Outermost first.
        heads = [k for k in range(a, b + 1) if not a <= s.words[k].head - 1 <= b]
        if heads and s.words[heads[0]].kind == 0:
            s.words[heads[0]].kind = KIND_OF.get(etype, 6)
            s.words[heads[0]].entity = ident


def lexicon_names(folder):
    """Names from our own lexicons by kind: person, organisation, place."""
    rows = lambda f: [l.rstrip("\n").split("\t") for l in open(f"{folder}/{f}", encoding="utf-8") if not l.startswith("#")]
    plain = lambda n: re.fullmatch(r"[^\W\d_]+( [^\W\d_]+){0,3}", n) is not None and n[0].isupper()
    person = {r[0] for r in rows("leaders.tsv")} | {r[0].split()[-1] for r in rows("leaders.tsv")}
    place = {r[0] for r in rows("country_terms.tsv") if r[2] in ("name", "capital", "city", "region")}
    body = {r[0] for r in rows("organisations.tsv")}
    return {1: sorted(filter(plain, person)), 2: sorted(filter(plain, body)), 3: sorted(filter(plain, place))}


def renamed(docs, names, rng, share=0.6):
    """The same documents with names of their kind from our lexicons in the place of some of theirs. Only the kinds of
    mentions are labels here: the new names' syntax is not known."""
    out = []
    for d in docs:
        new = []
        for s in d:
            text, words, at, ok = "", [], 0, True
            heads = {}
            for i, w in enumerate(s.words):
                heads.setdefault(w.head, []).append(i)
            skip = set()
            for i, w in enumerate(s.words):
                if not w.units:
                    ok = False
                    break
                a, b = s.units[w.units[0]].start, s.units[w.units[-1]].end
                if a < at:
                    ok = False
                    break
                text += s.text[at:a]
                at = b
                if i in skip:
                    text = text.rstrip() if not s.text[a:b] else text
                    continue
                flat = [k for k in heads.get(i + 1, []) if s.words[k].rel.startswith("flat")]
                other = [k for k in heads.get(i + 1, []) if k not in flat and s.words[k].rel.split(":")[0] in ("compound", "amod", "nmod", "appos")]
                run = flat == list(range(i + 1, i + 1 + len(flat)))
                if w.upos == "PROPN" and w.kind in names and run and not other and rng.random() < share:
                    name = rng.choice(names[w.kind])
                    start = len(text)
                    text += name
                    if flat:
                        last = s.words[flat[-1]]
                        if last.units:
                            at = s.units[last.units[-1]].end
                        skip |= set(flat)
                    parts = name.split()
                    head = len(parts) - 1 if w.kind == 2 else 0
                    for k, part in enumerate(parts):
                        words.append((start, start + len(part), w.kind if k == head else 0))
                        start += len(part) + 1
                else:
                    words.append((len(text), len(text) + b - a, w.kind))
                    text += s.text[a:b]
            if not ok:
                continue
            us = units(text)
            made = []
            for x, y, kind in words:
                m = Word(text[x:y], "", "PROPN", "", 0, "", kind)
                m.units = [k for k, u in enumerate(us) if u.start < y and u.end > x]
                made.append(m)
            if all(m.units for m in made) and made:
                new.append(Sentence(text, made, us, s.genre, s.paragraph, s.space_after))
        if new:
            out.append(new)
    return out


class Labels:
    """The classes, counted once in the training data and stored with the weights."""

    def __init__(self, rels, xpos):
        self.rels, self.xpos = rels, xpos
        self.rel_id = {r: i for i, r in enumerate(rels)}
        self.xpos_id = {r: i for i, r in enumerate(xpos)}

    @staticmethod
    def collect(docs):
        rel, xpos = Counter(), Counter()
        for d in docs:
            for s in d:
                for w in s.words:
                    rel[w.rel] += 1
                    xpos[w.xpos] += 1
        pick = lambda c, n: [k for k, v in sorted(c.items(), key=lambda x: (-x[1], x[0])) if v >= n]
        return Labels(pick(rel, 5), pick(xpos, 3))


@dataclass
class Window:
    """Word pieces of one stretch of text, and the piece where each unit begins."""
    ids: list
    shapes: list
    first: list
    last: list


def window(wp, parts):
    """`parts` is a list of (text, units, begins a paragraph)."""
    w = Window([wp.ids[CLS]], [0], [], [])
    for k, (text, us, par) in enumerate(parts):
        if par and k:
            w.ids.append(wp.ids[SEP])
            w.shapes.append(0)
        for i, u in enumerate(us):
            p = wp.pieces(text[u.start:u.end])
            w.first.append(len(w.ids))
            w.ids += p
            w.shapes += [shape(text[u.start:u.end], u.glued)] * len(p)
            w.last.append(len(w.ids))
    w.ids.append(wp.ids[SEP])
    w.shapes.append(0)
    return w


def size(wp, text, us):
    return sum(len(wp.pieces(text[u.start:u.end])) for u in us)


def syntax_windows(wp, docs, limit, rng=None):
    """Documents cut into runs of whole sentences. A run longer than the limit stands alone and is cut."""
    out = []
    for d in docs:
        run, n = [], 2
        cap = limit if rng is None else rng.choice([limit, limit, limit, limit // 2, limit // 4])
        for s in d:
            k = size(wp, s.text, s.units) + 1
            if run and n + k > cap:
                out.append(run)
                run, n = [], 2
                cap = limit if rng is None else rng.choice([limit, limit, limit, limit // 2, limit // 4])
            run.append(s)
            n += k
        if run:
            out.append(run)
    return [r for r in out if sum(size(wp, s.text, s.units) for s in r) < 480]


@dataclass
class Article:
    name: str
    text: str
    paragraphs: list  # (start, units of the paragraph with offsets of the whole text)
    attributions: list  # {role: [[start, end]]}
    complete: bool = False  # Whether attributions inside others' content are marked too.


def read_polnear(split):
    out = []
    by = defaultdict(list)
    for p in sorted(glob.glob(os.path.join(split, "attributions", "*.ann"))):
        by[os.path.basename(p)[:-4].rpartition("_")[0]].append(p)
    for stem, paths in sorted(by.items()):
        text = open(os.path.join(split, "text", stem + ".txt"), encoding="utf-8", newline="").read()
        out.append(Article(stem, text, paragraphs(text), attributions(paths[0])))
    return out


def paragraphs(text):
    out = []
    for m in re.finditer(r"[^\n]+", text):
        us = units(m.group())
        for u in us:
            u.start += m.start()
            u.end += m.start()
        if us:
            out.append(us)
    return out


def attributions(path):
    spans, out = {}, []
    lines = open(path, encoding="utf-8", newline="").read().split("\n")
    for line in lines:
        p = line.split("\t")
        if re.match(r"^T\d+$", p[0]) and len(p) > 1:
            _, _, where = p[1].partition(" ")
            spans[p[0]] = [[int(x) for x in piece.split()] for piece in where.split(";")]
    for line in lines:
        p = line.split("\t")
        if re.match(r"^E\d+$", p[0]) and len(p) > 1:
            ev = {"source": [], "cue": [], "content": []}
            for arg in p[1].split()[1:]:
                name, ref = arg.split(":", 1)
                role = name.rstrip("0123456789").lower()
                if role in ev and ref in spans:
                    ev[role] += spans[ref]
            if ev["content"] and ev["cue"]:
                out.append(ev)
    return out


def pack(wp, article, limit, rng=None):
    """Runs of whole paragraphs under the limit; a longer paragraph is cut where a sentence seems to end."""
    pieces = []
    for us in article.paragraphs:
        run, n = [], 0
        for k, u in enumerate(us):
            c = len(wp.pieces(article.text[u.start:u.end]))
            if n + c > limit - 2:
                cut = next((x for x in range(len(run) - 1, len(run) // 2, -1)
                            if article.text[run[x].start:run[x].end] in ".?!"), len(run) - 1) + 1
                pieces.append((run[:cut], False if pieces and n < 0 else True))
                run = run[cut:]
                n = sum(len(wp.pieces(article.text[v.start:v.end])) for v in run)
            run.append(u)
            n += c
        if run:
            pieces.append((run, True))
    out, cur, n = [], [], 2
    cap = limit if rng is None else rng.choice([limit, limit, limit * 3 // 4, limit // 2])
    for p in pieces:
        k = sum(len(wp.pieces(article.text[u.start:u.end])) for u in p[0]) + 1
        if cur and n + k > cap:
            out.append(cur)
            cur, n = [], 2
            cap = limit if rng is None else rng.choice([limit, limit, limit * 3 // 4, limit // 2])
        cur.append(p)
        n += k
    if cur:
        out.append(cur)
    return out


@dataclass
class Pair:
    text: str
    actor: tuple
    recipient: tuple
    type: str
    sentence: str


def read_plover(path):
    """Pairs with their type, `YIELD` where the data do not tell CONCEDE from RETREAT."""
    out, seen = [], set()
    for r in csv.DictReader(open(path, encoding="utf-8"), delimiter="\t"):
        marked, at, text, spans = r["marked_sentence"], 0, "", {}
        for m in re.finditer(r"</?([st])>", marked):
            text += marked[at:m.start()]
            spans.setdefault(m.group(1), []).append(len(text))
            at = m.end()
        text += marked[at:]
        if any(len(spans.get(k, [])) != 2 for k in "st"):
            continue
        p = Pair(text, tuple(spans["s"]), tuple(spans["t"]), r["gold_root"], r["sentence_id"])
        out.append(p)
        seen.add((text, p.recipient, p.actor))
    back = [Pair(p.text, p.recipient, p.actor, "none", p.sentence) for p in out
            if p.type in ONE_WAY and (p.text, p.actor, p.recipient) not in seen]
    return out, back


def nothing_pairs(docs, rng, n):
    """Two names of a sentence from reviews, answers, mail: hardly ever a political act between them."""
    out = []
    for d in docs:
        for s in d:
            if s.genre not in ("reviews", "answers", "email") and not s.genre.startswith("GUM_"):
                continue
            heads = [w for w in s.words if w.upos in ("PROPN", "NOUN") and w.rel in ("nsubj", "obj", "obl", "nmod") and w.units]
            if len(heads) >= 2 and 6 <= len(s.words) <= 40:
                a, b = rng.sample(heads, 2)
                at = lambda w: (s.units[w.units[0]].start, s.units[w.units[-1]].end)
                out.append(Pair(s.text, at(a), at(b), "none", s.text))
    rng.shuffle(out)
    return out[:n]


def pair_window(wp, pair):
    """The pair is marked with the vocabulary's unused pieces 1-4, around actor and recipient."""
    marks = {pair.actor[0]: "[unused1]", pair.recipient[0]: "[unused3]"}
    ends = {pair.actor[1]: "[unused2]", pair.recipient[1]: "[unused4]"}
    ids, shapes, where = [wp.ids[CLS]], [0], {}
    us = units(pair.text)

    def put(mark):
        where[mark] = len(ids)
        ids.append(wp.ids[mark])
        shapes.append(0)

    for k, u in enumerate(us):
        for at in sorted(a for a in marks if u.start <= a < u.end or (k == 0 and a < u.start) or (k and us[k - 1].end <= a < u.start)):
            if marks[at] not in where:
                put(marks[at])
        p = wp.pieces(pair.text[u.start:u.end])
        ids += p
        shapes += [shape(pair.text[u.start:u.end], u.glued)] * len(p)
        nxt = us[k + 1].start if k + 1 < len(us) else len(pair.text) + 1
        for at in sorted(a for a in ends if u.start < a <= u.end or u.end < a <= nxt and a <= nxt):
            if ends[at] not in where and u.start < at:
                put(ends[at])
    ids.append(wp.ids[SEP])
    shapes.append(0)
    return ids[:512], shapes[:512], where.get("[unused1]", 0), where.get("[unused3]", 0)
