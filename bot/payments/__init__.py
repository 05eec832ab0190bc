"""Taking money: one file a provider behind one Protocol, the checkout page, the pure decision
what a provider's answer means. Owns no table and no wording; never trusts an amount that comes
from a browser or a webhook, and never sees a card.
"""
