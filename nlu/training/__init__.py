"""Making and judging NLU models: examples, checks, training jobs, registry, evaluation.

Runs in the service's environment and starts Rasa's for what needs it. Owns data/nlu as files
and MODELS/nlu as archives; knows no shop, no database and no running service.
"""

from nlu.training.checks import Finding, check
from nlu.training.examples import Example, read_examples
from nlu.training.jobs import TrainingError, train
from nlu.training.registry import newest_model, register, registered

__all__ = [
    "Example",
    "Finding",
    "TrainingError",
    "check",
    "newest_model",
    "read_examples",
    "register",
    "registered",
    "train",
]
