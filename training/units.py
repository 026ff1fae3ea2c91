"""Text to units, and units to word pieces: the twin of `src/parse/units.rs` and `src/parse/wordpiece.rs`.

A *unit* is the smallest stretch of text that the network labels: a run of letters, a run of digits,
or one sign. Units never hold white space. Syntactic words are made of one or more units; which of
them belong together is learned. `tests/reference/` holds the two sides to the same answer.
"""
import re
import unicodedata
from dataclasses import dataclass

# How a unit looks, which the uncased vocabulary forgets. Doubled by "stands right after another unit".
OTHER, LOWER, CAPITAL, UPPER, MIXED = range(5)
SHAPES = 10
CLS, SEP, UNK, PAD = "[CLS]", "[SEP]", "[UNK]", "[PAD]"
LONGEST_UNIT = 100  # Letters; a longer unit is one unknown piece, as in the reference tokenizer.
JOINED = {"cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3}


@dataclass
class Unit:
    start: int  # Code points of the text, half-open.
    end: int
    glued: bool  # No white space between this unit and the one before.


def letter(c):
    return c.isalpha() or unicodedata.category(c)[0] == "M" or c in "\u200c\u200d"


def ideograph(c):
    o = ord(c)
    return (0x4E00 <= o <= 0x9FFF or 0x3400 <= o <= 0x4DBF or 0x20000 <= o <= 0x2CEAF
            or 0xF900 <= o <= 0xFAFF or 0x2F800 <= o <= 0x2FA1F)


def kind(c):
    if ideograph(c):
        return "sign"
    if letter(c):
        return "letter"
    return "digit" if unicodedata.category(c) == "Nd" else "sign"


def ignorable(c):
    return c in "\u200b\u2060\ufeff\u00ad" or (unicodedata.category(c) == "Cc" and not c.isspace())


def units(text):
    out, i, n = [], 0, len(text)
    glued = False
    while i < n:
        if text[i].isspace() or ignorable(text[i]):
            glued = glued and not text[i].isspace()
            i += 1
            continue
        j, k = i + 1, kind(text[i])
        while k != "sign" and j < n and kind(text[j]) == k:
            j += 1
        for a, b in cut_contractions(text, i, j):
            out.append(Unit(a, b, glued))
            glued = True
        i = j
    return out


def cut_contractions(text, i, j):
    """"don't" is the words "do" and "n't", "cannot" is "can" and "not": the cut runs through letters."""
    word = text[i:j].lower()
    if len(word) > 1 and word.endswith("n") and text[j:j + 1] in ("'", "’") and text[j + 1:j + 2] in ("t", "T") \
            and not (j + 2 < len(text) and kind(text[j + 2]) == "letter"):
        return [(i, j - 1), (j - 1, j)]
    if word in JOINED:
        return [(i, i + JOINED[word]), (i + JOINED[word], j)]
    return [(i, j)]


def shape(s, glued):
    up = sum(c.isupper() for c in s)
    low = sum(c.islower() for c in s)
    if up == 0:
        c = LOWER if low else OTHER
    elif low == 0:
        c = UPPER if up > 1 else CAPITAL
    else:
        c = CAPITAL if up == 1 and s[0].isupper() else MIXED
    return c + (5 if glued else 0)


class WordPiece:
    def __init__(self, vocab):
        self.ids = {w: i for i, w in enumerate(vocab)}
        self.cache = {}

    def normal(self, s):
        s = unicodedata.normalize("NFD", s.lower())
        return "".join(c for c in s if unicodedata.category(c) != "Mn")

    def pieces(self, s):
        hit = self.cache.get(s)
        if hit is None:
            hit = self.cache[s] = self.cut(self.normal(s))
        return hit

    def cut(self, s):
        if not s or len(s) > LONGEST_UNIT:
            return [self.ids[UNK]]
        out, i = [], 0
        while i < len(s):
            for j in range(len(s), i, -1):
                id_ = self.ids.get(("##" if i else "") + s[i:j])
                if id_ is not None:
                    out.append(id_)
                    i = j
                    break
            else:
                return [self.ids[UNK]]
        return out
