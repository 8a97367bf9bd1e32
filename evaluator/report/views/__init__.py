"""What each page shows, as plain records without any HTML."""
