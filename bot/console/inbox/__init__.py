"""The inbox: conversations, their messages, who answers, and whom one talks to.

Reads through bot.store, acts through bot.handover. Must not know how a message is sent.
"""
