"""Finding by words: postings that grow and shrink, and BM25 over them.

Owns terms and their places. Knows neither products nor filters: documents are numbers.
"""
