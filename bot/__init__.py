"""Whatever touches the outside world: WhatsApp, Rasa, payments, storage, web pages.

Owns the processes and every side effect. Only wiring joins its rooms; each room knows the
ports it declares, never another room's tables or Meta's JSON (bot.whatsapp alone reads that).
"""
