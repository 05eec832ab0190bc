"""A small project on disk whose examples a test writes."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, Sequence[str]]], Path]


@pytest.fixture
def project(tmp_path: Path) -> Write:
    """Write a project: examples by intent, a domain with greet and checkout."""

    def write(examples: Mapping[str, Sequence[str]]) -> Path:
        blocks = "".join(
            f"- intent: {intent}\n  metadata:\n    country: mx\n  examples: |\n"
            + "".join(f"    - {text}\n" for text in texts)
            for intent, texts in examples.items()
        )
        for name in ("nlu", "rules"):
            (tmp_path / "data" / name).mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / "nlu" / "one.yml").write_text(f"# why\nnlu:\n{blocks}", "utf-8")
        (tmp_path / "data" / "rules" / "rules.yml").write_text("rules: []\n", "utf-8")
        (tmp_path / "config.yml").write_text("recipe: default.v1\n", "utf-8")
        domain = "intents:\n- greet\n- checkout: {use_entities: []}\n- EXTERNAL_button\n"
        (tmp_path / "domain.yml").write_text(domain, "utf-8")
        return tmp_path

    return write
