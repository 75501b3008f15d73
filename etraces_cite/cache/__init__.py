"""What earlier checks worked out, kept by content: never believed without its digest, and gone without loss."""
