"""How a database comes from an earlier version to this one (Alembic).

Upgrades expand first and contract later, so that a service of the version before still works.
`python -m bot.store.migrations.make "Add a column"` writes a revision from the tables.
"""
