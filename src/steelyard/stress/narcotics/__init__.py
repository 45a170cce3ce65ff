"""Routes of goods: choice, seizure, displacement, supply, price and their bands."""
