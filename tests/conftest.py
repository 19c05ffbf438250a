"""What holds for all tests: a slow or busy machine fails none of them."""

from hypothesis import HealthCheck, settings

# The first text that Hypothesis draws on a new machine waits for its tables of letters.
settings.register_profile("hall", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("hall")
