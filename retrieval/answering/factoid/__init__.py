"""Questions of fact: candidate sentences, what speaks for each, and the choice among them."""
