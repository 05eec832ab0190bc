"""The model that the set-up built is the one its recipe promises."""

from pathlib import Path

from index.embed.build.build import is_built
from index.embed.build.verify import verify
from requirements.setup.paths import EMBEDDING_MODEL


def test_the_folder_is_complete_and_untouched(models: Path) -> None:
    assert is_built(models / EMBEDDING_MODEL)


def test_both_forms_of_the_model_agree(models: Path) -> None:
    verify(models / EMBEDDING_MODEL)
