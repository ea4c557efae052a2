"""The store of record: SQLAlchemy models, migrations, and the operations on them."""
