"""Other ways to search the same documents, measured with the same questions."""
