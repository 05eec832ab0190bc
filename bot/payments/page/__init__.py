"""The checkout page: plain HTML forms that work on any phone, without a line of JavaScript.

Owns what is shown and how a form is read; prices, stock and payments are decided elsewhere.
"""
