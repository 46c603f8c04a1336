"""The bridge from Rasa to the assistant: thin custom actions, made from the step declarations."""

from actions.steps import ACTIONS

__all__ = ["ACTIONS"]
