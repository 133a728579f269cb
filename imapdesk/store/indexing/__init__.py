"""The background pass: messages described by processes of their own, and the index of words written."""
