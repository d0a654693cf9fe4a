"""Programs that run at another time of day: faketime(1) shifts what their clocks say."""

import pathlib

SHARED_MEMORY = pathlib.Path("/dev/shm")
NAMES = ("faketime_shm_", "sem.faketime_sem_")  # each with the process id of who made it


def at(setting):
    """The words before a command that make it run at `setting`: "+182d" from now, or "@1970-01-02 00:00:00". A clock
    that counts from the start of the machine stays right."""
    return ("faketime", "--exclude-monotonic", "-f", setting)


def forget_the_killed():
    """A program that was killed leaves faketime's shared memory behind, and the next one that gets its process id
    would not start (libfaketime's README, "Cleaning up shared memory")."""
    for name in NAMES:
        for left in SHARED_MEMORY.glob(f"{name}*"):
            process = left.name.removeprefix(name)
            if process.isdigit() and not pathlib.Path("/proc", process).exists():
                left.unlink(missing_ok=True)
