"""Readers of articles: bytes in, clean text and provenance out."""
