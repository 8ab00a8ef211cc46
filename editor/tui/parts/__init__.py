"""What an edit screen is put together from. Each part has a job; none knows the screen, or another part's insides."""
