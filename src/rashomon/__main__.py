"""``python -m rashomon`` is the command ``rashomon``."""

from rashomon.show.cli import main

if __name__ == "__main__":
    main()
