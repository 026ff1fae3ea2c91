"""Matrices to 7 bits (-63..63), one scale a row, so that what they make of real text changes least.

Column by column is rounded, and what rounding changes is made good in the columns still to come, as the inputs of our
own texts go together (GPTQ: Frantar and others 2023, "GPTQ: Accurate post-training quantization for generative
pre-trained transformers"). Nearest rounding alone would undo much of a training run that began with shipped weights:
those stand on the very steps, and most change by less than half of one.
"""
import os

import torch

import data as D
import statements
from model import collate
from pretrained import vocabulary
from units import WordPiece

HERE = os.path.dirname(os.path.abspath(__file__))
WINDOWS = 120
PIECES = 200  # Of a window, at most.
DAMP = 0.01  # Of the mean of the inputs' squares, added to each.
BLOCK = 128  # Columns between which errors are carried at once.


def nearest(w):
    """-> int8 values and the f32 scale of each row."""
    scale = w.abs().amax(1, keepdim=True).clamp(min=1e-12) / 63
    return (w / scale).round().clamp(-63, 63).to(torch.int8), scale[:, 0].float()


def windows():
    """Windows of our own texts, spread evenly over them."""
    wp = WordPiece(vocabulary())
    runs = [[(a.text, us, par) for us, par in r] for a in statements.read(f"{HERE}/statements") for r in D.pack(wp, a, PIECES)]
    return [D.window(wp, runs[k * len(runs) // WINDOWS]) for k in range(WINDOWS)]


@torch.no_grad()
def inputs(net):
    """The products of each matrix's inputs with each other, summed over all pieces, by the matrix's name."""
    sums, hooks = {}, []
    for name, m in net.encoder.named_modules():
        if isinstance(m, torch.nn.Linear):
            def hook(_, args, name=name):
                x = args[0].flatten(0, -2)
                sums[name] = sums.get(name, 0) + x.T @ x
            hooks.append(m.register_forward_pre_hook(hook))
    for w in windows():
        net.encoder(*collate([w]))
    for h in hooks:
        h.remove()
    return sums


def carried(w, products):
    """As `nearest`, with the errors carried on."""
    w = w.clone()
    scale = nearest(w)[1]
    n = w.shape[1]
    products = products + torch.eye(n) * DAMP * products.diagonal().mean()
    # Columns with the largest inputs first: their errors have most columns left to be made good in.
    order = products.diagonal().argsort(descending=True, stable=True)
    w, products = w[:, order], products[order][:, order]
    upper = torch.linalg.cholesky(torch.cholesky_inverse(torch.linalg.cholesky(products)), upper=True)
    q = torch.empty_like(w)
    for a in range(0, n, BLOCK):
        b = min(a + BLOCK, n)
        block, errors, u = w[:, a:b].T.contiguous(), torch.empty(b - a, len(w)), upper[a:b, a:b].contiguous()
        for k in range(b - a):
            column = block[k]
            q[:, a + k] = (column / scale).round().clamp(-63, 63)
            errors[k] = (column - q[:, a + k] * scale) / u[k, k]
            block[k:] -= u[k, k:, None] * errors[k][None, :]
        w[:, b:] -= errors.T @ upper[a:b, b:]
    back = torch.empty_like(q)
    back[:, order] = q
    return back.to(torch.int8), scale
