"""Signing in and out, and the link that lets the first person in.

Asks bot.accounts; keeps nothing itself but a cookie.
"""
