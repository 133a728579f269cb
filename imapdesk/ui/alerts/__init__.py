"""What needs the person: banners, questions and desktop messages."""
