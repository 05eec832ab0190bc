"""Every message that the Cloud API takes, as models that check Meta's limits before sending.

Owns the outbound JSON and its limits. Must not know replies, recipients or how it is sent.
"""
