"""What the knowledge base holds: the domain model, the languages, the law and the store of record."""
