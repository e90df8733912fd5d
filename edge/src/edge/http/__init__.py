"""What routes are made with: operations and their description, who asks, inputs, refusals."""
