"""Talking to Rasa: send a message, take its action calls, keep its process alive.

Owns the Dialogue Protocol, the client, the supervised child and the actions route. Knows no
intent, no product and no customer; what a turn is it knows from the Protocols in board.py.
"""
