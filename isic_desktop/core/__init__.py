"""What an annotation is: documents, files and rules; neither Qt nor torch."""
