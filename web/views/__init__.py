"""What the templates show: frozen values made from the model, so that templates decide nothing."""
