"""The adapters of `ecosystem.search.engine.SearchEngine`; imported by `ecosystem.app` alone."""
