"""The dashboard: what a view needs of the graph, the picture, the console, loading, the pages."""
