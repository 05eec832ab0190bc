"""The only room that knows Meta's JSON: webhooks in, Graph API calls out.

Owns reading, shaping, sending and Meta's errors and limits. Must not know carts, orders, lanes
or tables: what arrives leaves as values, what goes out comes in as channel-neutral replies.
"""
