"""Bilingual reference data: vocabularies, places, public holidays and working days."""
