"""Measurements of the hall, each beside its limit or a rival in the same run.

Knows the whole house and measures it from outside. Nothing of the house may import it.
"""
