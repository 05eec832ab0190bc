"""The web pages that people work with and the API that other systems use.

One folder a desk. Handlers call rooms' functions and read through the store; they know
neither Meta's endpoints nor how anything is sent.
"""
