"""What the shop can do: one Rasa action a file, on Protocols (ports.py).

Speaks in channel-neutral replies; knows no channel, no database and no HTTP.
"""
