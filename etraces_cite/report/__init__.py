"""What a check found, written for people and for programs: one module a format, or a question that is asked."""
