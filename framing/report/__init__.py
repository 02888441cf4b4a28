"""Readings and Comparisons become what people and programs read: HTML and JSON."""
