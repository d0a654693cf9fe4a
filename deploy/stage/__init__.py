"""Puts a whole association on one machine for as long as somebody looks: used by the demo and by the tests."""
