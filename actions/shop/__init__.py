"""What a shop may and may not do: money, products, carts, orders, references.

Pure rules on values; knows no channel, no database, no Rasa and does no I/O.
Imports only the standard library and nlu.text.
"""
