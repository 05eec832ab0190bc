"""What several actions do: ask, show, add, summarise, answer, hand over.

Each step takes the ports and the running turn and tells the turn; it knows no intent.
"""
