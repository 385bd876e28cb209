"""The dashboard: query, picture, draw."""
