"""A whole sitting with a real hall, real bridges and real seats: the demo and the replay."""
