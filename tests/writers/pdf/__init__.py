"""Tests of the leaflet."""
