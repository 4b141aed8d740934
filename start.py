"""Sets itself up in .venv and runs: `python3 start.py app` the app on the sample claim, `python3 start.py pytest`
the tests.

Needs nothing but Python 3.11 to 3.14; written so that an older Python can still read it and say what is missing.
"""

import hashlib
import os
import subprocess
import sys

OLDEST, NEWEST = (3, 11), (3, 14)
HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(HERE, ".venv")
PYTHON = (
    os.path.join(ENVIRONMENT, "Scripts", "python.exe")
    if os.name == "nt"
    else os.path.join(ENVIRONMENT, "bin", "python")
)
COMMANDS = {
    "app": ("requirements.txt", ["-m", "streamlit", "run", "app.py"]),
    "pytest": ("requirements.lock", ["-m", "pytest"]),
}


def supported_python():
    """This Python if it will do, else a newer one on the path, else None."""
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        candidate = "python3.{}".format(minor)
        if version_of(candidate) == (3, minor):
            return candidate
    return None


def version_of(python):
    """(major, minor) of an interpreter, or None where it does not run."""
    try:
        with open(os.devnull, "w") as nowhere:
            answer = subprocess.check_output(
                [python, "-c", "import sys; print('%d %d' % sys.version_info[:2])"], stderr=nowhere
            )
    except (OSError, subprocess.CalledProcessError):
        return None
    return tuple(int(part) for part in answer.split())


def set_up(requirements):
    """Make .venv and install the pinned packages, only if that has not been done for exactly these."""
    version = version_of(PYTHON) if os.path.exists(PYTHON) else None
    if version is None or not OLDEST <= version <= NEWEST:
        python = supported_python()
        if python is None:
            sys.exit(
                "This needs Python 3.11 to 3.14; this is {}.{}. Install one of them and run the command again.".format(
                    *sys.version_info[:2]
                )
            )
        print("Setting up in .venv ...")
        if subprocess.call([python, "-m", "venv", "--clear", ENVIRONMENT]):
            sys.exit("Python could not make a virtual environment. On Debian and Ubuntu: sudo apt install python3-venv")
    files = ["requirements.txt", requirements]
    wanted = hashlib.sha256(b"".join(open(os.path.join(HERE, name), "rb").read() for name in files)).hexdigest()
    stamp = os.path.join(ENVIRONMENT, "installed-" + requirements)
    if os.path.exists(stamp) and open(stamp).read() == wanted:
        return
    print("Installing what {} names; the first time this takes a minute or two ...".format(requirements))
    sys.stdout.flush()
    if subprocess.call(
        [
            PYTHON,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "-r",
            os.path.join(HERE, requirements),
        ]
    ):
        sys.exit("Installing failed; the lines above say why. Check the network connection and run the command again.")
    with open(stamp, "w") as file:
        file.write(wanted)


def main(arguments):
    """Set up, then run the command with the arguments that follow it."""
    if not arguments or arguments[0] not in COMMANDS:
        sys.exit(
            "Say what to start:\n  python3 start.py app      the app on the sample "
            "claim\n  python3 start.py pytest   the tests"
        )
    requirements, command = COMMANDS[arguments[0]]
    set_up(requirements)
    os.chdir(HERE)
    command = [PYTHON] + command + arguments[1:]
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    sys.stdout.flush()
    os.execv(PYTHON, command)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
