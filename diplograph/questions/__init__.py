"""What the program asks of the graph, in Cypher: every question is here, and records come out.

``core`` reads facts, ties, sources and counts; ``nodes`` facts without their claims; ``around``
the ties that pass a view's filters; ``dossiers`` what is about one or two; ``days``, ``changes``
and ``overview`` what the pages of these names ask; ``summaries`` and ``joined`` what is asked of
the whole graph. Both clocks are arguments everywhere.
"""
