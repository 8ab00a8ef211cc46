"""What two states of an issue have in common and apart: comparing two, merging three. Pure.

It stands apart from the store and the session because both need it, and so will whatever brings two people's work
together later.
"""
