"""What people are shown: answers, stories, buttons and pictures, without any transport."""
