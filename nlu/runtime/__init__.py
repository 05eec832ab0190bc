"""Programs that run in Rasa's environment: serve, train, read texts in a batch.

Started as child processes by bot.dialogue and nlu.training; everything they need comes in
arguments, environment and standard input. They know no shop and no database.
"""
