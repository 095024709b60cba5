"""python -m service: serve."""

from service.server import main

if __name__ == "__main__":
    main()
