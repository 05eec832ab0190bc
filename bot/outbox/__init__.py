"""From a written message to one that Meta took: order, pace, retries, statuses.

Owns when and in which form a message goes out, and what becomes of it. Must not know what a
message says or why it was written, nor Meta's JSON around it.
"""
