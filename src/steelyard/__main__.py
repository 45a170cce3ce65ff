"""Run the command line by `python -m steelyard`."""

from steelyard.cli import main

main()
