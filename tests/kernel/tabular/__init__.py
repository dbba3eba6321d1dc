"""Tests of reading and importing tables."""
