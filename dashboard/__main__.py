"""`python -m dashboard` is `pantau`."""

from dashboard.cli import main

if __name__ == "__main__":
    main(prog_name="pantau")
