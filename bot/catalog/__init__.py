"""The account's catalog: feed files, Graph sync, what may be sent, the living index.

Turns what Meta and merchants deliver into products; knows no conversation and no cart.
"""
