"""The line between places of entry: people, sensors, response, displacement."""
