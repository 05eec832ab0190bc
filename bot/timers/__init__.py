"""What is due later: cart reminders, expiry, reconciliation, catalog sync, purges.

Owns when a handler runs, how often it is tried again and that one node runs it. Must not know
what any timer is about: handlers are registered by kind in wiring.
"""
