"""What `onrecord doctor` looks at, and what it can mend."""
