"""The Office of the Historian's articles on relations with each country, read for their events."""
