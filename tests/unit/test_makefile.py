"""`make help` is the list of what there is."""

import re

from requirements.setup.paths import ROOT

MAKEFILE = (ROOT / "Makefile").read_text()


def test_every_target_explains_itself() -> None:
    (declared,) = re.findall(r"^\.PHONY: (.+)$", MAKEFILE, re.MULTILINE)
    explained = re.findall(r"^([a-z]+):.*## .+$", MAKEFILE, re.MULTILINE)
    assert sorted(declared.split()) == sorted(explained)


def test_running_and_testing_set_everything_up_first() -> None:
    for target in ("run", "test", "check", "bench", "train"):
        assert re.search(rf"^{target}: install ", MAKEFILE, re.MULTILINE), target
