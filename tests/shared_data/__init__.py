"""Tests on the shared data, which `SHARED_DATA` names."""
