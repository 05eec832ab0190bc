"""Tests that run inside Rasa's environment, on a tiny shop trained once."""
