"""Files become Articles: plain text, Markdown, HTML pages and JSON lines, with the evidence for outlet and date."""
