"""What the diagnosis raises."""


class LogError(ValueError):
    """What is wrong with a log or a setting, in one sentence."""
