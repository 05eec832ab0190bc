"""What a customer demands beyond words: price, size, colour, brand, stock, order.

Owns reading demands out of a text and applying them to columns of products. Knows no ranking.
"""
