"""The other end of every driver, on a pseudo-terminal: for tests, rehearsals and curious people."""

from firmware_bridge.simulator.hub import SimulatedHub
from firmware_bridge.simulator.noise import Noise
from firmware_bridge.simulator.seat import SimulatedSeat

__all__ = ["Noise", "SimulatedHub", "SimulatedSeat"]
