"""From a question to a verified answer with page and footnote."""
