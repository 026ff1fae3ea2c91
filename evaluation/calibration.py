"""Probabilities held against what came out: a logistic fitted, and a table of reliability. For measure_events.py and measure_judged.py."""
import collections
import math


def fit(x, y, decay):
    """The weights of a logistic of rows of features, whose first is the constant 1, which does not decay (Newton's method)."""
    n, w = len(x[0]), [0.0] * len(x[0])
    for _ in range(25):
        g = [decay * v * (k > 0) for k, v in enumerate(w)]
        h = [[decay * (j == k > 0) for k in range(n)] for j in range(n)]
        for row, t in zip(x, y):
            p = sure(w, row)
            for j, a in enumerate(row):
                g[j] += (p - t) * a / len(x)
                for k in range(j + 1):
                    h[j][k] += p * (1 - p) * a * row[k] / len(x)
        for j in range(n):
            for k in range(j):
                h[k][j] = h[j][k]
        w = [a - b for a, b in zip(w, solve(h, g))]
    return w


def solve(a, b):
    """x with a x = b, by elimination."""
    rows = [r + [v] for r, v in zip(a, b)]
    for k in range(len(rows)):
        best = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[best] = rows[best], rows[k]
        for i in range(len(rows)):
            if i != k:
                f = rows[i][k] / rows[k][k]
                rows[i] = [u - f * v for u, v in zip(rows[i], rows[k])]
    return [r[-1] / r[k] for k, r in enumerate(rows)]


def sure(w, row):
    """What a logistic says of a row."""
    return 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, row))))


def left_out(x, y, decay, parts=10):
    """What logistics say of each row that were fitted without its tenth."""
    out = [0.0] * len(x)
    for k in range(parts):
        w = fit([r for i, r in enumerate(x) if i % parts != k], [t for i, t in enumerate(y) if i % parts != k], decay)
        for i in range(k, len(x), parts):
            out[i] = sure(w, x[i])
    return out


def reliability(pairs, parts=10):
    """Prints for each part of the scale the mean confidence, the share right and how many, and the expected calibration error, with what
    chance alone would give one who is exactly as right as he is sure."""
    bins, error, chance = collections.defaultdict(list), 0.0, 0.0
    for p, right in pairs:
        bins[min(parts - 1, int(p * parts))].append((p, right))
    for _, b in sorted(bins.items()):
        p, q = sum(x for x, _ in b) / len(b), sum(y for _, y in b) / len(b)
        error += abs(p - q) * len(b) / len(pairs)
        chance += math.sqrt(2 / math.pi * sum(x * (1 - x) for x, _ in b)) / len(pairs)
        print(f"  {p:.2f} {q:.2f} {len(b)}")
    print(f"  expected calibration error {error:.3f} of {len(pairs)} (by chance alone {chance:.3f})")
