"""Orders: their states, what customers are told about them, and reminders of open carts.

Pure rules and ports; the rows are bot.store's, the wording domain.yml's, the wire WhatsApp's.
"""
