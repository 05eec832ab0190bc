"""Every weight and threshold of the search, in one place.

Fitted on tests/quality/discovery/calibration.tsv; print the figures behind them with
`.venv/bin/python -m tests.bench.calibrate_search`.
"""

from __future__ import annotations

from typing import Final

# Shares of words and meaning in the score (they add up to one). A question in another language
# than the catalog's shares few words with it.
LEXICAL: Final = 0.4
LEXICAL_FOREIGN: Final = 0.1
# Least score by words of a product that a message names outright, however much else it tells.
NAMED: Final = 0.55
# From so many words on, a text is a story around a wish: it is also taken without its small talk.
STORY: Final = 9
# So many of its words say nothing of the wish that less is asked of the best product.
STORY_THRESHOLD: Final = 0.1
# How much nearer (in cosine) than goods in general a product of no and of full likeness is.
NO_NEARER: Final = 0.01
FULL_NEARER: Final = 0.16
# Below this the best product is not what was asked for: nothing is shown.
THRESHOLD: Final = 0.16
# What scores less than this share of the best is not shown beside it.
KEEP: Final = 0.55
# With all demands met a search must reach this share of the best without them, else one gives way.
WORTH: Final = 0.8

# How much less than the customer's own word counts ...
SYNONYM: Final = 0.9
# ... another word of its group; the word itself, where a country means another thing by it.
PLAIN_READING: Final = 0.7
# Words inside a phrase that stands for a thing as a whole ("zapatillas para correr").
INSIDE_PHRASE: Final = 0.5

# How far price may move a product up or down among what fits, when "barato" was asked.
PRICE_PULL: Final = 0.3

CANDIDATES: Final = 120

# Answers, fitted on tests/quality/answers: `.venv/bin/python -m tests.bench.calibrate_answers`.
# The FAQ: share of words in the score, how much nearer than talk in general a question of full
# likeness is, and the least score that is an answer.
FAQ_LEXICAL: Final = 0.3
FAQ_FULL_NEARER: Final = 0.12
FAQ_THRESHOLD: Final = 0.45

# A product's facts: how much of the question a fact must cover ...
FACT_COVERAGE: Final = 0.66
# ... or, for a sentence that says it in other words, its cosine to the question.
FACT_COSINE: Final = 0.87
