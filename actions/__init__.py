"""What the shop can do when asked: one Rasa action a file, on top of pure rules.

Owns the commerce rules and the replies. Knows no channel, no database and no HTTP: what it needs
comes through the Protocols in actions.ports.
"""
