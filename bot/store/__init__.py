"""The database: tables, one file a subject, and the functions that read and write them.

The only room that imports SQLAlchemy. Implements the other rooms' ports; knows their
values and pure rules, never their I/O.
"""
