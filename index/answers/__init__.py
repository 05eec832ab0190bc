"""Answering a question about one product from what its own data say.

Owns what questions ask for, which fact or sentence says it, and how it is put. Never guesses.
"""
