"""What analysts take out of the shop: exports, and figures with their definition.

Reads the database; changes nothing.
"""
