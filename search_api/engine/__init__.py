"""Engines behind one small port (`search_api.engine.port`): embedded, and Elasticsearch."""
