"""python -m service: serve."""

from service.server import main

main()
