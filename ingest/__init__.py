"""From PDF files to an index on disk, with exact page and footnote provenance."""
