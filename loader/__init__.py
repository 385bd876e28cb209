"""From curated CSV facts to the graph: read, check, plan, write; and back out again."""
