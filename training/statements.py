"""Our own texts with statements marked (statements/*.txt), for attributions, acts, views and topics.

A text has `<s1>source</s1>`, `<c1>cue</c1>`, `<w1>content</w1>`, and of the actors that a statement takes a view on `<p1>` (for),
`<n1>` (against) and `<o1>` (neither); behind `===` a line a statement: `number<TAB>act<TAB>topic=stance; …`.
"""
import glob
import os
import re
from collections import defaultdict

from data import Article, paragraphs

ACTS = "assert deny acknowledge support oppose accuse demand promise threaten warn refuse ask decide".split()
NOBODY = len(ACTS)  # Nobody's words: a deed, or narration.
VIEWS = ["none", "against", "neither", "for"]  # What a speaker has towards what a unit names; none: it names no target.
MARKS = {"n": 1, "o": 2, "p": 3}


def scheme(page):
    """The codebook's topics: their names in order, those of named issues, and for each its words with 1, or -1 where they name its opposite."""
    names, issues, words = [], [], defaultdict(list)
    for line in open(page, encoding="utf-8"):
        m = re.match(r"## ([a-z_]+)$", line)
        if m:
            names.append(m[1])
        if line.startswith("part of:") and names:
            issues.append(names[-1])
        for label, sign in (("words:", 1), ("against:", -1)):
            if line.startswith(label) and names:
                words[names[-1]] += [(w.strip(), sign) for w in line[len(label):].split(",") if w.strip()]
    return names, issues, words


def pattern(phrase):
    """What finds a phrase of the codebook in a text, in any case unless it has capitals."""
    parts = [re.escape(p) for p in re.findall(r"\w+", phrase)]
    small = phrase == phrase.lower()
    tail = "(?:s|es|ed|d|ing)?" if small else ""
    return re.compile(r"\b" + r"[\W_]{1,2}".join(p + tail for p in parts) + r"\b", re.I if small else 0)


PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "codebook", "topics.md")
TOPICS, ISSUES, WORDS = scheme(PAGE)


def read(folder):
    """-> articles whose attributions have `act`, `views` [(span, view)], `named` (the same of words that name a topic) and `topics` {name: stance}."""
    patterns = {t: [(pattern(w), sign) for w, sign in list_] for t, list_ in WORDS.items()}
    out = []
    for path in sorted(glob.glob(f"{folder}/*.txt")):
        body, lines = open(path, encoding="utf-8").read().split("\n===\n")
        marks = re.sub(r"^# .*\n", "", body, flags=re.M).strip("\n")
        text, at, opened, spans = "", 0, {}, defaultdict(list)
        for m in re.finditer(r"<(/?)([scwpno])(\d+)>", marks):
            text += marks[at:m.start()]
            at = m.end()
            key = (m[2], int(m[3]))
            if m[1]:
                spans[key].append([opened.pop(key), len(text)])
            else:
                opened[key] = len(text)
        text += marks[at:]
        assert not opened, path
        said = []
        for line in lines.strip("\n").split("\n"):
            n, act, topics = line.split("\t")
            n = int(n)
            topics = {t: int(s) for t, s in (p.strip().split("=") for p in topics.split(";") if "=" in p)}
            assert not set(topics) - set(TOPICS), (path, topics)
            views = [(tuple(span), v) for mark, v in MARKS.items() for span in spans[(mark, n)]]
            content = spans[("w", n)]
            assert content, (path, n)
            named = []
            for t, stance in topics.items():
                for find, sign in patterns[t]:
                    for a, b in content:
                        named += [((m.start() + a, m.end() + a), stance * sign + 2) for m in find.finditer(text[a:b])]
            said.append({"source": spans[("s", n)], "cue": spans[("c", n)], "content": content, "act": ACTS.index(act), "views": views,
                         "named": named, "topics": topics})
        out.append(Article(path, text, paragraphs(text), said, complete=True))
    return out


def annotate(folder, articles):
    """Adds to the attributions of PolNeAR's articles what `annotated/*.tsv` has of them."""
    by = {a.name: a for a in articles}
    for path in sorted(glob.glob(f"{folder}/annotated/*.tsv")):
        for line in open(path, encoding="utf-8"):
            if not line.startswith("#"):
                name, number, act, views = line.rstrip("\n").split("\t")
                views = [re.fullmatch(r"(\d+)-(\d+)([npo])", v).groups() for v in views.split()]
                by[name].attributions[int(number)].update(act=NOBODY if act == "-" else ACTS.index(act), named=[], topics=None, views=[((int(a), int(b)), MARKS[m]) for a, b, m in views])


def cues(lexicons):
    """Forms of the verbs and nouns of cues.tsv, and of those with a particle, with their act."""
    irregular = defaultdict(list)
    for line in open(f"{lexicons}/irregular_forms.tsv", encoding="utf-8"):
        if not line.startswith("#"):
            form, kind, lemma = line.rstrip("\n").split("\t")
            irregular[lemma].append(form)
    out = {}
    for line in open(f"{lexicons}/cues.tsv", encoding="utf-8"):
        if line.startswith("#"):
            continue
        lemma, act, *_ = line.split("\t")
        verb, _, particle = lemma.partition("_")
        stem = verb[:-1] if verb.endswith("e") else verb
        forms = {verb, verb + "s", verb + "es", stem + "ed", stem + "ing", verb + verb[-1] + "ed", verb + verb[-1] + "ing", *irregular[verb]}
        if verb.endswith("y"):
            forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
        for f in forms:
            out.setdefault((f, particle), ACTS.index(act.partition("/")[0]))
    return out


# Words of cues that say nothing of the act.
PLAIN = {"said", "says", "say", "told", "tells", "added", "adds", "wrote", "writes", "according"}


def by_cue(known, text, cue, behind):
    """What the words of a cue say of the act, for training alone: (act, weight), or None. `behind`: the word after the cue."""
    tokens = re.findall(r"\w+", " ".join(text[a:b] for a, b in cue).lower())
    for k in range(len(tokens) - 1, -1, -1):
        following = (tokens + [behind])[k + 1]
        act = known.get((tokens[k], following), known.get((tokens[k], "")))
        if act is not None:
            negated = {"not", "t", "n", "never", "no"} & set(tokens[:k])
            return None if negated or tokens[k] in PLAIN else (act, 0.3 if act == 0 else 0.6)
    return None

