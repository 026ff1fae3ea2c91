"""The network: one encoder, MPNet with a shape embedding, and the heads that read everything off it."""
import functools
import math
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

from data import KINDS, LABELS, TYPES, UPOS
from events import AUXILIARY, CONTEXTS, PAIRS
from statements import ACTS, ISSUES, TOPICS, VIEWS
from units import SHAPES

WIDTH, LAYERS, HEADS, INNER = 768, 8, 12, 3072
LONGEST = 512  # Pieces of a window.
DISTANCES = 32  # Classes of how far a piece is from another, half of them before it.
ARC, REL, ATTR, SAID = 192, 128, 128, 256
EVENT_ROLES = ["none", "actor", "recipient"]
REFERRING = ["pronoun", "definite", "name"]  # What may refer to something named before.
FAR_BUCKETS = 12  # How far before, in sentences or in mentions, in powers of two.
BUCKETS = 19  # Signed distance in units, in powers of two.


class Layer(nn.Module):
    """`mask` is added to what the pieces have for each other."""

    def __init__(self):
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-5)
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask):
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        # Written out: on a CPU, in bf16 and at these lengths, three times as fast as the fused kernel.
        a = torch.softmax(q @ k.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5 + mask, -1) @ v
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


def distances(d):
    """For key minus query the class: one each up to seven away, then in logarithmic steps up to 128."""
    half, exact = DISTANCES // 2, DISTANCES // 4
    a = d.abs()
    long = exact + (torch.log(a.clamp(min=1).float() / exact) / math.log(128 / exact) * (half - exact)).long()
    return torch.where(d > 0, half, 0) + torch.where(a < exact, a, long.clamp(max=half - 1))


class Encoder(nn.Module):
    """MPNet: BERT with a bias for how far apart two pieces are, and with positions that begin at 2."""

    def __init__(self, vocab):
        super().__init__()
        self.words = nn.Embedding(vocab, WIDTH)
        self.positions = nn.Embedding(LONGEST + 2, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.zeros_(self.shapes.weight)
        self.far = nn.Embedding(DISTANCES, HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.drop = nn.Dropout(0.1)

    def forward(self, ids, shapes):
        """ids, shapes [batch, pieces], -1 for padding -> [batch, pieces, WIDTH]."""
        mask = torch.zeros_like(ids, dtype=torch.float).masked_fill_(ids < 0, -1e4)[:, None, None, :]
        here = torch.arange(ids.shape[1])
        x = self.words(ids.clamp(min=0)) + self.positions(here + 2)[None] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        mask = mask + self.far(distances(here[None, :] - here[:, None])).permute(2, 0, 1)[None]
        mask = mask.to(torch.bfloat16) if torch.is_autocast_enabled("cpu") else mask
        for layer in self.layers:
            x = layer(x, mask)
        return x


class Biaffine(nn.Module):
    """A score for each pair of rows and each label, of `n` labels."""

    def __init__(self, size, n):
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(n, size + 1, size + 1))
        nn.init.normal_(self.weight, std=1 / size)
        self.n = n

    def forward(self, a, b):
        """a [s, i, size], b [s, j, size] -> [s, n, i, j]."""
        a = F.pad(a, (0, 1), value=1.0)
        b = F.pad(b, (0, 1), value=1.0)
        left = torch.einsum("sid,nde->snie", a, self.weight)
        return torch.einsum("snie,sje->snij", left, b)


class Network(nn.Module):
    def __init__(self, vocab, labels):
        super().__init__()
        self.encoder = Encoder(vocab)
        self.seg = nn.Linear(WIDTH, 2)  # Joins the unit before; begins a sentence.
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.kind = nn.Linear(WIDTH, len(KINDS))
        self.root = nn.Parameter(torch.zeros(WIDTH))
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.rel_dep, self.rel_head = nn.Linear(WIDTH, REL), nn.Linear(WIDTH, REL)
        self.arc, self.rel = Biaffine(ARC, 1), Biaffine(REL, len(labels.rels))
        self.anchor = nn.Linear(WIDTH, 1)  # Begins the cue of an attribution.
        self.attr_cue, self.attr_unit = nn.Linear(WIDTH, ATTR), nn.Linear(WIDTH, ATTR)
        self.attr = Biaffine(ATTR, len(LABELS))
        self.distance = nn.Parameter(torch.zeros(len(LABELS), BUCKETS))
        self.act_query, self.act_key = nn.Linear(WIDTH, ATTR), nn.Linear(WIDTH, ATTR)  # What of its content an anchor looks at.
        self.act_hidden, self.act_out = nn.Linear(3 * WIDTH, SAID), nn.Linear(SAID, len(ACTS) + 1)  # What the speaker does; last: nobody's words.
        self.view_cue, self.view_unit = nn.Linear(WIDTH, ATTR), nn.Linear(WIDTH, ATTR)
        self.view = Biaffine(ATTR, len(VIEWS))  # What the speaker has towards what a unit names.
        self.view_distance = nn.Parameter(torch.zeros(len(VIEWS), BUCKETS))
        self.topic_hidden, self.topic_out = nn.Linear(WIDTH, SAID), nn.Linear(SAID, len(TOPICS))  # Of a content's mean.
        self.side_topic = nn.Parameter(torch.randn(len(ISSUES), ATTR) * 0.3)  # What of a content an issue looks at.
        self.side_key = nn.Linear(WIDTH, ATTR)
        self.side_hidden, self.side_out = nn.Linear(3 * WIDTH + ATTR, SAID), nn.Linear(SAID, 3)  # Whether the speaker is against it, neither, or for it.
        self.trigger = nn.Linear(WIDTH, len(TYPES))  # The event that begins with this unit, mostly none.
        self.auxiliary = nn.Linear(WIDTH, len(AUXILIARY))  # Of a trigger.
        self.mode = nn.Linear(WIDTH, len(PAIRS))  # Of a trigger, among the modes of its type.
        self.context = nn.Linear(WIDTH, len(CONTEXTS))  # Of a trigger: what its event is in connection with.
        self.event_trigger, self.event_unit = nn.Linear(WIDTH, ATTR), nn.Linear(WIDTH, ATTR)
        self.event = Biaffine(ATTR, len(EVENT_ROLES))
        self.event_distance = nn.Parameter(torch.zeros(len(EVENT_ROLES), BUCKETS))
        self.refer_word, self.refer_mention = nn.Linear(WIDTH, ATTR), nn.Linear(WIDTH, ATTR)
        self.refer = Biaffine(ATTR, 1)  # Whether a word refers back to what a mention's head names.
        self.refer_none = nn.Linear(WIDTH, 1)  # To nothing named before.
        self.refer_sentences = nn.Parameter(torch.zeros(len(REFERRING), FAR_BUCKETS))
        self.refer_mentions = nn.Parameter(torch.zeros(len(REFERRING), FAR_BUCKETS))
        self.pair = nn.Linear(3 * WIDTH, WIDTH)
        self.relation = nn.Linear(WIDTH, len(TYPES))
        self.drop = nn.Dropout(0.25)

    def load_pretrained(self, t):
        """Takes the tensors of pretrained.py."""
        e = self.encoder
        with torch.no_grad():
            e.words.weight.copy_(t["embeddings.word_embeddings.weight"])
            e.positions.weight.copy_(t["embeddings.position_embeddings.weight"])
            e.far.weight.copy_(t["encoder.relative_attention_bias.weight"])
            e.norm.weight.copy_(t["embeddings.LayerNorm.weight"])
            e.norm.bias.copy_(t["embeddings.LayerNorm.bias"])
            for i, l in enumerate(e.layers):
                p = f"encoder.layer.{i}."
                for name, parts in {"qkv": ["attention.attn.q", "attention.attn.k", "attention.attn.v"], "out": ["attention.attn.o"],
                                    "up": ["intermediate.dense"], "down": ["output.dense"], "norm1": ["attention.LayerNorm"],
                                    "norm2": ["output.LayerNorm"]}.items():
                    for kind in ("weight", "bias"):
                        getattr(getattr(l, name), kind).copy_(torch.cat([t[f"{p}{q}.{kind}"] for q in parts]))


@functools.cache
def quick(kind):
    """Seconds that a layer takes with numbers of a kind: the best of several times, as other work may come between."""
    x, w = torch.ones(1024, 768, dtype=kind), torch.ones(768, 768, dtype=kind)
    times = []
    for _ in range(12):
        begun = time.perf_counter()
        x @ w
        times.append(time.perf_counter() - begun)
    return min(times)


def brief():
    """Numbers of 16 bits, where the processor is faster with them: on some they are twice, on others eighty times slower than those of 32."""
    return torch.autocast("cpu", torch.bfloat16, enabled=quick(torch.bfloat16) < quick(torch.float32))


def collate(windows):
    """Windows as one batch: the ids and shapes that the encoder takes."""
    n = max(len(w.ids) for w in windows)
    ids = torch.full((len(windows), n), -1)
    shapes = torch.zeros(len(windows), n, dtype=torch.long)
    for k, w in enumerate(windows):
        ids[k, :len(w.ids)] = torch.tensor(w.ids)
        shapes[k, :len(w.shapes)] = torch.tensor(w.shapes)
    return ids, shapes


def pool(hidden, groups):
    """The mean of each group's rows. `groups` is a list of row lists into [rows, WIDTH]."""
    index = torch.tensor([i for g in groups for i in g])
    owner = torch.tensor([k for k, g in enumerate(groups) for _ in g])
    out = torch.zeros(len(groups), hidden.shape[-1], dtype=torch.float)
    out.index_add_(0, owner, hidden[index].float())
    return out / torch.tensor([[float(len(g))] for g in groups])


def bucket(d):
    """Signed distance -> 0..18."""
    b = d.abs().float().clamp(min=1).log2().floor().long().clamp(max=8) + 1
    b = torch.where(d == 0, torch.zeros_like(b), b)
    return (torch.sign(d) * b + 9).clamp(0, BUCKETS - 1)


def act(net, linear, x):
    return net.drop(F.gelu(linear(x)))


def arc_scores(net, rows, sizes):
    """rows: word rows of all sentences in a line; sizes: words per sentence.
    -> [s, dep, head] padded, with head 0 the root; and the rows [s, 1 + words, WIDTH] they came from."""
    longest = max(sizes)
    x = torch.zeros(len(sizes), longest + 1, rows.shape[-1])
    x[:, 0] = net.root
    index = torch.tensor([(k, i + 1) for k, n in enumerate(sizes) for i in range(n)])
    x = x.index_put((index[:, 0], index[:, 1]), rows.float())
    arc = net.arc(act(net, net.arc_dep, x), act(net, net.arc_head, x))[:, 0].float()
    pad = torch.arange(longest + 1)[None] > torch.tensor(sizes)[:, None]
    return arc.masked_fill(pad[:, None, :], -1e4)[:, 1:], x


def rel_scores(net, dep, head):
    """The relations' scores for words (rows of `dep`) whose heads are known. -> [words, relations]."""
    d = F.pad(act(net, net.rel_dep, dep), (0, 1), value=1.0)
    h = F.pad(act(net, net.rel_head, head), (0, 1), value=1.0)
    left = torch.einsum("id,nde->ine", d, net.rel.weight)
    return torch.einsum("ine,ie->in", left, h.to(left.dtype)).float()


def attribution_scores(net, anchors, rows, anchor_at, unit_at):
    """anchors [a, WIDTH], rows [u, WIDTH] of one window -> [labels, a, u]."""
    s = net.attr(act(net, net.attr_cue, anchors)[None], act(net, net.attr_unit, rows)[None])[0].float()
    return s + net.distance[:, bucket(unit_at[None, :] - anchor_at[:, None])]


def means(rows, contents):
    """The mean of the rows of each content, a list of row numbers. -> [contents, WIDTH]"""
    return torch.stack([rows[torch.tensor(c)].mean(0) for c in contents])


def act_scores(net, rows, anchors, contents):
    """For anchors (row numbers) with their contents (lists of row numbers) the scores of the acts, last of nobody's words. -> [anchors, acts + 1]"""
    inside = torch.zeros(len(contents), len(rows), dtype=torch.bool)
    for k, c in enumerate(contents):
        inside[k, c] = True
    query, key = net.act_query(rows[anchors]).float(), net.act_key(rows).float()
    # In 32 bits: products of 16 bits of these odd sizes corrupt memory on some processors (torch 2.15).
    with torch.autocast("cpu", enabled=False):
        looked = (query @ key.T / ATTR ** 0.5).masked_fill(~inside, -1e4)
        seen = looked.softmax(-1) @ rows
    x = torch.cat([rows[anchors], means(rows, contents), seen], -1)
    return net.act_out(act(net, net.act_hidden, net.drop(x))).float()


def topic_scores(net, rows, contents):
    """For contents (lists of row numbers) the log-odds of the topics. -> [contents, topics]"""
    return net.topic_out(act(net, net.topic_hidden, net.drop(means(rows, contents)))).float()


def side_scores(net, rows, anchors, contents, pairs):
    """For pairs (number of an anchor, number of an issue) the scores of against, neither and for. -> [pairs, 3]"""
    keys, out = net.side_key(rows).float(), []
    with torch.autocast("cpu", enabled=False):
        for k, t in pairs:
            c = torch.tensor(contents[k])
            looked = (keys[c] @ net.side_topic[t] / ATTR ** 0.5).softmax(0) @ rows[c].float()
            out.append(torch.cat([rows[anchors[k]].float(), rows[c].float().mean(0), looked, net.side_topic[t]]))
        return net.side_out(act(net, net.side_hidden, net.drop(torch.stack(out)))).float()


def view_scores(net, anchors, rows, anchor_at, unit_at):
    """anchors [a, WIDTH], rows [u, WIDTH] of one window -> [views, a, u]."""
    s = net.view(act(net, net.view_cue, anchors)[None], act(net, net.view_unit, rows)[None])[0].float()
    return s + net.view_distance[:, bucket(unit_at[None, :] - anchor_at[:, None])]


def role_scores(net, triggers, rows, trigger_at, unit_at):
    """triggers [t, WIDTH], rows [u, WIDTH] of one sentence -> [event roles, t, u]."""
    s = net.event(act(net, net.event_trigger, triggers)[None], act(net, net.event_unit, rows)[None])[0].float()
    return s + net.event_distance[:, bucket(unit_at[None, :] - trigger_at[:, None])]


def refer_scores(net, words, mentions, sentences, between, kinds):
    """words [a, WIDTH] and mentions [m, WIDTH] of one document; sentences, between [a, m]: how many lie between; kinds [a].
    -> [a, m], and [a, 1] of nothing named before."""
    s = net.refer(act(net, net.refer_word, words)[None], act(net, net.refer_mention, mentions)[None])[0, 0]
    far = lambda d: (d.clamp(min=0).float() + 1).log2().floor().long().clamp(max=FAR_BUCKETS - 1)
    k = kinds[:, None]
    return s + net.refer_sentences[k, far(sentences)] + net.refer_mentions[k, far(between)], net.refer_none(words)


def pair_logits(net, hidden, a, b):
    r = torch.arange(hidden.shape[0])
    x = torch.cat([hidden[:, 0], hidden[r, a], hidden[r, b]], -1)
    return net.relation(net.drop(torch.tanh(net.pair(net.drop(x))))).float()
