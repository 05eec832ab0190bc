"""Who answers: the bot or a person; when people are there, and what happens when nobody is.

Pure rules and one timer handler; knows no page and no SQL.
"""
