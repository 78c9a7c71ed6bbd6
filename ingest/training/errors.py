"""What can go wrong while the model is made."""

from corpus.errors import VoetnootError


class TrainingDataError(VoetnootError):
    """The training or evaluation data is missing or not what the recipe expects."""
