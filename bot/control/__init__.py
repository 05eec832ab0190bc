"""HOME/control.sock: commands of the same machine reach the running service through it.

Lines of JSON both ways; the socket's file belongs to the installation's user alone.
"""
