"""The only composition root: every room is made here, with what it needs from the others."""
