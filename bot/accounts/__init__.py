"""Accounts: what a merchant sets, the people who work here, secrets, consent.

Knows no channel and no page; the console and the commands call it.
"""
