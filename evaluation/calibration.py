"""Probabilities held against what came out: a logistic fitted, and a table of reliability. For measure_events.py and measure_judged.py."""
import collections
import math


def fit(x, y, steps, rate, decay):
    """The weights of a logistic of rows of features, whose first is the constant 1, which does not decay."""
    w = [0.0] * len(x[0])
    for _ in range(steps):
        g = [0.0] * len(w)
        for row, t in zip(x, y):
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(w, row))))
            for k, v in enumerate(row):
                g[k] += (p - t) * v
        w = [a - rate * (b / len(x) + decay * a * (k > 0)) for k, (a, b) in enumerate(zip(w, g))]
    return w


def reliability(pairs, parts=10):
    """Prints for each part of the scale the mean confidence, the share right and how many; -> the expected calibration error."""
    bins, error = collections.defaultdict(list), 0.0
    for p, right in pairs:
        bins[min(parts - 1, int(p * parts))].append((p, right))
    for _, b in sorted(bins.items()):
        p, q = sum(x for x, _ in b) / len(b), sum(y for _, y in b) / len(b)
        error += abs(p - q) * len(b) / len(pairs)
        print(f"  {p:.2f} {q:.2f} {len(b)}")
    return error
