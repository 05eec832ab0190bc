"""Files of customers' messages: fetched once at Meta, kept by their content, handed out.

Owns the folder HOME/media and what is done when fetching fails. Must not know SQL, Meta's JSON
or pages.
"""
