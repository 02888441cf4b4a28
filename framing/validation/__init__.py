"""Readings and a Comparison become sheets for people to code, and filled sheets become agreement and precision."""
