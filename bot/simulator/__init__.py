"""Doubles of the outside world, shipped with the product: Meta's Graph API, a shopper's phone.

Owns a process of its own and keeps everything in memory. As strict as the real services: what
passes here passes there. Must not know the service's rooms beyond Meta's signature.
"""
