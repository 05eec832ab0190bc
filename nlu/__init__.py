"""Text to meaning: folding and parsing Spanish, the Rasa pipeline, training and its figures.

Owns what a sentence says. Knows no shop, no customer, no database; imports nothing of the other
packages, except that its pipeline may ask index.embed for vectors.
"""
