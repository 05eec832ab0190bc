"""From a stored webhook update to a closed turn: receive, lanes, bursts, the unit of work.

Knows no wire format of Meta's (whatsapp does) and no SQL (store does).
"""
