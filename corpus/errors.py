"""The base of every error that this project raises for people to read."""


class VoetnootError(Exception):
    """Something a person can act on: the message names the file and what to do."""
