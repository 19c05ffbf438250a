"""What each verb of the `hall` command does."""
