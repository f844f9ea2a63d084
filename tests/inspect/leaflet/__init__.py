"""Tests of what is asked of a PDF as a leaflet."""
