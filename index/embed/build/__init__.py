"""Builds the default embedding model from one file of 4-bit weights; runs once, at set-up.

Owns the file format, the pruned vocabulary and the folder that comes out. Needs torch and
transformers, so nothing that serves imports it.
"""
