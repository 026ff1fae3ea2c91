"""The training sentences for events, read into items of units with their labels.

- `events/own/*.tsv`: sentences of our own with marks, `sentence<TAB>events[<TAB>contexts]` (see events/README.md).
- `events/annotated/*.tsv`: our annotations of PolNeAR, EWT and GUM train, as offsets; the texts stay in DATA.
- PLV: sentences with a pair and its type, where nobody marked the trigger.
- EWT's reviews, answers and mail, in which hardly anything political happens.
"""
import glob
import os
import re
from dataclasses import dataclass, field

from data import TYPES
from units import units

AUXILIARY = ["negated", "future", "hypothetical", "historical"]
MODES = {
    "CONSULT": "visit third-party multilateral phone", "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet", "ACCUSE": "disapprove investigate allege", "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize", "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal reparations
    human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic territory peacekeeping
    health asylum migration disasters natural_resource environment technology terrorism cbrn cyber misinformation crime corruption
    illegal_drugs trafficking""".split()
# Every type has the mode "-": none fits.
PAIRS = [f"{t}/{m}" for t in TYPES[:-1] for m in ["-"] + MODES.get(t, "").split()]


@dataclass
class Event:
    type: str
    mode: str
    trigger: tuple
    actors: list
    recipients: list
    auxiliary: list
    contexts: object = None  # A list, or None where nobody noted them.


@dataclass
class Item:
    text: str
    units: list
    events: list = field(default_factory=list)
    pair: object = None  # Of PLV: then `events` is not known.


def item(text, events=(), pair=None):
    return Item(text, units(text), list(events), pair)


def marked(line):
    """`<a1>Kenya</a1> <t1>left</t1> …` and `1 TYPE/mode aux | …` -> an item."""
    marks, record, *rest = line.split("\t")
    contexts = [c.strip() for c in rest[0].split(",") if c.strip() not in ("", "-")] if rest else None
    assert all(c in CONTEXTS for c in contexts or []), line
    text, at, opened, spans = "", 0, {}, {}
    for m in re.finditer(r"<(/?)([tar]\d*)>", marks):
        text += marks[at:m.start()]
        at = m.end()
        if m[1]:
            spans.setdefault(m[2], []).append((opened.pop(m[2]), len(text)))
        else:
            opened[m[2]] = len(text)
    text += marks[at:]
    assert not opened, line
    events = []
    for part in record.split("|"):
        f = part.split()
        if not f or f[0] in ("-", "NONE"):
            continue
        kind, _, mode = f[1].partition("/")
        mode = mode or "-"
        assert kind in TYPES and f"{kind}/{mode}" in PAIRS, line
        aux = [x for x in re.split("[, ]+", ",".join(f[2:])) if x in AUXILIARY]
        get = lambda k: spans.get(k + f[0], [])
        assert get("t"), line
        events.append(Event(kind, mode, get("t")[0], get("a"), get("r"), aux, contexts))
    return item(text, events)


def own(folder):
    out = []
    for path in sorted(glob.glob(f"{folder}/own/*.tsv")):
        for n, line in enumerate(open(path, encoding="utf-8"), 1):
            if line.strip() and not line.startswith("#"):
                try:
                    out.append(marked(line.rstrip("\n")))
                except (AssertionError, ValueError, KeyError, IndexError) as e:
                    print(f"{os.path.basename(path)}:{n} left out: {e!r}"[:200])
    return out


class Countries:
    """The terms for countries in our own lexicon, by kind, to put other countries in the place of those in a sentence."""

    KINDS = ("name", "adjective", "capital")

    def __init__(self, lexicons):
        self.of, self.by = {}, {}
        for line in open(f"{lexicons}/country_terms.tsv", encoding="utf-8"):
            f = line.rstrip("\n").split("\t")
            if line.startswith("#") or f[2] not in self.KINDS or f[4] or "ambiguous" in f[5] or " of " in f[0] or not f[0][0].isupper() or len(f[0]) < 4:
                continue
            if f[0] in self.of:
                continue
            self.of[f[0]] = (f[1], f[2])
            self.by.setdefault(f[1], {}).setdefault(f[2], f[0])
        full = sorted(c for c, kinds in self.by.items() if len(kinds) == len(self.KINDS))
        self.full = full
        self.pattern = re.compile(r"\b(?:" + "|".join(re.escape(t) for t in sorted(self.of, key=len, reverse=True)) + r")\b")

    def swapped(self, item, rng):
        """The same sentence about other countries, its marks moved along."""
        other, text, at, moves = {}, "", 0, []
        for m in self.pattern.finditer(item.text):
            country, kind = self.of[m.group()]
            new = self.by[other.setdefault(country, rng.choice(self.full))][kind]
            text += item.text[at:m.start()]
            # "An Iranian" beside "a Kenyan".
            if re.search(r"\b[Aa]n? $", text):
                text = re.sub(r"n? $", "n " if new[0] in "AEIO" else " ", text)
                moves.append((m.start(), len(text) - m.start()))
            text += new
            at = m.end()
            moves.append((at, len(text) - at))
        text += item.text[at:]

        def move(span):
            shift = lambda x, end: x + next((d for y, d in reversed(moves) if (y <= x if end else y <= x)), 0)
            a, b = shift(span[0], False), shift(span[1], True)
            return (a, b)

        events = [Event(e.type, e.mode, move(e.trigger), [move(x) for x in e.actors], [move(x) for x in e.recipients], e.auxiliary, e.contexts)
                  for e in item.events]
        return Item(text, units(text), events)


def pairs(items, countries, rng):
    """Pairs of mentions with their type, for `relate`: actor and recipient of each event, and of `none` the turned ones, those of two
    events, and two countries of a sentence in which nothing happened."""
    from data import Pair
    out, none = [], []
    for i in items:
        known, one_way = {}, []
        for e in i.events:
            for a in e.actors:
                for b in e.recipients or (e.actors if e.type in ("AGREE", "CONSULT", "COOPERATE", "SUPPORT", "ASSAULT", "RETREAT") else []):
                    if a[1] <= b[0] or b[1] <= a[0]:
                        known.setdefault((a, b), e.type)
        for (a, b), kind in known.items():
            out.append(Pair(i.text, a, b, kind, i.text))
            if (b, a) not in known and kind not in ("CONSULT", "COOPERATE"):
                none.append(Pair(i.text, b, a, "none", i.text))
        if len(i.events) > 1:
            for e in i.events:
                for f in i.events:
                    for a in e.actors:
                        for b in f.recipients:
                            if f is not e and (a, b) not in known and (a[1] <= b[0] or b[1] <= a[0]):
                                none.append(Pair(i.text, a, b, "none", i.text))
        if not i.events:
            found = [m.span() for m in countries.pattern.finditer(i.text)]
            if len(found) > 1:
                a, b = rng.sample(found, 2)
                none.append(Pair(i.text, a, b, "none", i.text))
    rng.shuffle(none)
    return out + none[:len(out) // 3]


def annotated(folder, data):
    texts, out = {}, []
    for path in (f"{data}/ewt/train.conllu", f"{data}/gum/train.conllu"):
        for line in open(path, encoding="utf-8"):
            if line.startswith("# sent_id = "):
                sent = line[12:].strip()
            elif line.startswith("# text = "):
                texts[sent] = line[9:].rstrip("\n")
    spans = lambda s: [tuple(map(int, x.split("-"))) for x in s.split(",")] if s != "-" else []
    for path in sorted(glob.glob(f"{folder}/annotated/*.tsv")):
        for line in open(path, encoding="utf-8"):
            if line.startswith("#"):
                continue
            corpus, doc, a, b, events = line.rstrip("\n").split("\t")
            if corpus == "polnear" and doc not in texts:
                texts[doc] = open(f"{data}/polnear/train/text/{doc}.txt", encoding="utf-8", newline="").read()
            made = []
            for e in events.split("; ") if events != "-" else []:
                pair, t, actors, recipients, aux, *rest = e.split(" ")
                contexts = [x for x in rest[0].split(",") if x in CONTEXTS] if rest else None
                kind, mode = pair.split("/")
                mode = mode if pair in PAIRS else "-"
                made.append(Event(kind, mode, spans(t)[0], spans(actors), spans(recipients), [x for x in aux.split(",") if x in AUXILIARY], contexts))
            out.append(item(texts[doc][int(a):int(b)], made))
    return out


def plover(pairs):
    return [item(p.text, pair=p) for p in pairs if p.type != "none"]


def nothing(docs):
    return [Item(s.text, s.units) for d in docs for s in d
            if s.genre in ("reviews", "answers", "email") and len(s.units) >= 6]


def windows(items, rng):
    """Items in an accidental order, one to six together, as an article's paragraphs stand together."""
    items = list(items)
    rng.shuffle(items)
    out, at = [], 0
    while at < len(items):
        n = rng.choice([1, 1, 2, 3, 4, 6])
        run = items[at:at + n]
        while len(run) > 1 and sum(len(i.units) for i in run) > 180:
            run.pop()
        at += len(run)
        if sum(len(i.units) for i in run) < 300:
            out.append(run)
    return out


SMALL = set("""a an the and or but if of in on at by to for from with as that this these those it its he his him she her they their them we us i you
    is are was were be been being has have had do does did will would shall should can could may might must not no than then when where which who
    whom whose what while after before over under between into out up down about against during through since until because so such more most
    also both each other some any all one two three said says say told""".split())


def can_trigger(pair, unit):
    """A word of its own, not a small one, and not inside the mentions."""
    form = pair.text[unit.start:unit.end]
    inside = any(unit.start < b and unit.end > a for a, b in (pair.actor, pair.recipient))
    return form.isalpha() and len(form) > 2 and form.lower() not in SMALL and not inside
