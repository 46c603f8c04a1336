"""`python -m assistant.cli`, as the script `vivevoix` runs it."""

from assistant.cli import main

if __name__ == "__main__":
    main(prog_name="./vivevoix")
