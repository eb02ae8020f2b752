"""What replies are made of, by the room that they tell of; the fronts show each part in their own way."""
