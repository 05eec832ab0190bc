"""Finding products and answers: embeddings, lexical search, spelling, synonyms, fusion.

Owns ranking. Knows no database and no HTTP, and nothing of the other packages but nlu.text.
"""
