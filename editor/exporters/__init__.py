"""Issue → bytes of a document, through one block stream."""
