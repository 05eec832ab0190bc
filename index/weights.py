"""Every weight and threshold of the search, in one place.

Fitted on calibration.tsv and practice.tsv of tests/quality/discovery; print the figures behind
them with `.venv/bin/python -m tests.bench.calibrate_search`.
"""

from __future__ import annotations

from typing import Final

# From so many words on, a text is a story around a wish.
STORY: Final = 9

# The evidence for a product: the cosine of the customer's own words, and of their content words as
# the shop says them, above that of goods in general; the share of the question that its words
# cover; how much they match; how surely it is the thing itself that is wanted; how near the
# question is to what others tell who need it; how much of it the question rules out.
EVIDENCE: Final = ("asked", "told", "covered", "amount", "named", "needed", "against")
# What each counts when products are ranked, in log odds: in a wish, and in a story.
RANKING: Final = (
    (52.0, 47.0, 3.3, 2.6, 2.2, 48.0, -4.59),
    (25.47, 45.08, 10.39, 1.96, 3.15, 133.1, -5.02),
)
# A product without a vector yet is so much nearer than goods in general.
MIDDLING: Final = 0.05
# Whether the best product is an answer at all, in log odds: a constant, its evidence, and what the
# question says by itself: that it wants a kind of goods which the shop does not have, that it wants
# what is no known kind of goods, how much nearer it is to the need of goods that are not sold. Of
# a wish, then of a story. Those of wishes are older and kept: fitted anew they lose more answers.
WORTH: Final = (
    (-4.5, 16.0, 57.0, 1.4, 1.3, 2.1, 19.0, 0.0, -2.4, 0.9, 0.0),
    (-2.39, -17.3, 62.31, -0.83, 1.36, 2.3, 65.59, 0.0, -3.52, -0.19, -163.7),
)
# A concept whose surest product is at least so surely it is sold here.
SOLD: Final = 0.4

# Least log odds of an answer; below it nothing is shown.
THRESHOLD: Final = 0.0
# What is so much less likely than the best (log odds) is not shown beside it.
KEEP: Final = 6.0
# ... nor, where the best surely is the thing that was named, what is so much less likely and is
# named less than this share of it.
KEEP_OTHERS: Final = 4.8
SURELY_NAMED: Final = 0.8
AS_NAMED: Final = 0.9
# With all demands met the best may be so much less likely than without; else one gives way.
GIVE_WAY: Final = 4.0
# How much nearer (in cosine) than goods in general a product of no and of full likeness is, told
# with each hit.
NO_NEARER: Final = 0.01
FULL_NEARER: Final = 0.16
TELLING: Final = 0.25

# How much less than the customer's own word another word of its group counts ...
SYNONYM: Final = 0.9
# ... what other countries call it, where the shop has none of those;
ELSEWHERE: Final = 0.7
# ... the thing that a small word names ("osito");
SMALL: Final = 0.95
# ... the word itself, where a country means another thing by it.
PLAIN_READING: Final = 0.7
# Words inside a phrase that stands for a thing as a whole ("zapatillas para correr").
INSIDE_PHRASE: Final = 0.5

# So many goods are thought of where a text is like what others tell who need them; how near the
# next one is, is the level that they stand out from.
MOST_LIKELY: Final = 8
# A thing that is needed, as a text tells without naming it.
NEED: Final = 0.9

# How far price may move a product up or down among what fits, when "barato" was asked.
PRICE_PULL: Final = 0.3

CANDIDATES: Final = 120

# Answers, fitted on tests/quality/answers: `.venv/bin/python -m tests.bench.calibrate_answers`.
# The FAQ: share of words in the score, how much nearer than talk in general a question of full
# likeness is, and the least score that is an answer.
FAQ_LEXICAL: Final = 0.3
FAQ_FULL_NEARER: Final = 0.12
FAQ_THRESHOLD: Final = 0.45
# An entry with none of the question's telling words counts so much, and so much where the question
# is whether something is sold.
FAQ_STRANGER: Final = 0.75
FAQ_GOODS: Final = 0.55

# A product's facts: how much of the question a fact must cover ...
FACT_COVERAGE: Final = 0.66
# ... or, for a sentence that says it in other words, its cosine to the question.
FACT_COSINE: Final = 0.87
