"""Verbs: check the rules, write one outbox row, return model objects; never wait on the network."""
