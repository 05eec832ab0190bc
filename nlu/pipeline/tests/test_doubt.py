import pytest

from nlu.pipeline.reader import doubt_in
from nlu.pipeline.sure import Doubt, intent_json, ranking_json
from nlu.pipeline.tests.conftest import ROOT


@pytest.mark.parametrize(
    ("ranking", "sure"),
    [
        ([], False),
        ([("greet", 0.9)], True),
        ([("greet", 0.39)], False),
        ([("greet", 0.5), ("thank", 0.45)], False),
        ([("greet", 0.5), ("thank", 0.3)], True),
    ],
)
def test_the_first_must_be_likely_and_ahead(ranking: list[tuple[str, float]], sure: bool) -> None:
    assert Doubt(0.4, 0.1).sure(ranking) is sure


def test_an_empty_ranking_has_no_intent_and_no_confidence() -> None:
    assert intent_json([]) == {"name": None, "confidence": 0.0}
    assert ranking_json([]) == []


def test_the_thresholds_stand_in_the_project_s_configuration() -> None:
    doubt = doubt_in(ROOT / "config.yml")
    assert 0 < doubt.threshold < 1
    assert 0 <= doubt.ambiguity < doubt.threshold
