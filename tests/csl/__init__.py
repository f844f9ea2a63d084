"""Tests of the Citation Style Language."""
