"""One message: head, text, safe HTML, links and attachments."""
