"""Text to meaning: reading Spanish retail messages, the NLU pipeline and its training.

Owns what a text says, never what a shop does about it: knows no product, cart, order,
database or channel. Only nlu.pipeline may import index.embed; nothing else of ours.
"""
