"""The Elasticsearch engine: words in Lucene, vectors in `dense_vector`, state in an index beside."""

from search_api.engine.elasticsearch.connection import ElasticsearchSettings
from search_api.engine.elasticsearch.engine import ElasticsearchEngine

__all__ = ["ElasticsearchEngine", "ElasticsearchSettings"]
