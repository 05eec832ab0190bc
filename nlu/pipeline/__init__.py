"""What runs inside Rasa: our intent classifier, its features, the secured channel.

Owns how a text becomes an intent with a confidence. Runs in Rasa's own environment
(requirements/rasa.txt); knows no shop, and of ours imports only nlu.text and index.embed.
"""
