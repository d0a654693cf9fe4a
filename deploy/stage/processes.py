"""Programs started for a while, and their certain end."""

import ctypes
import functools
import os
import pathlib
import queue
import re
import shutil
import signal
import subprocess
import threading
import time

from stage.waiting import TooLong, until

PR_SET_CHILD_SUBREAPER = 36


class Process:
    """One program in a session of its own. What it prints goes to its log; `said` finds a line of it."""

    def __init__(self, name, popen, log):
        self.name, self.log = name, log
        self._popen = popen
        self._lines = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        with open(self.log, "ab", buffering=0) as log:
            for line in self._popen.stdout:
                log.write(line)
                self._lines.put(line.decode(errors="replace"))
        self._lines.put(None)

    @property
    def pid(self):
        return self._popen.pid

    def running(self):
        return self._popen.poll() is None

    def said(self, pattern, within=15):
        """The match of the next line that fits. Raises when the program ends or `within` seconds pass first."""
        end = time.monotonic() + within
        while True:
            try:
                line = self._lines.get(timeout=max(0, end - time.monotonic()))
            except queue.Empty:
                raise TooLong(f"{self.name} did not say '{pattern}' within {within} s; see {self.log}") from None
            if line is None:
                raise TooLong(f"{self.name} ended before it said '{pattern}'; see {self.log}")
            if match := re.search(pattern, line):
                return match

    def ended(self, within=15):
        """Its exit code, once it ended by itself."""
        try:
            return self._popen.wait(within)
        except subprocess.TimeoutExpired:
            raise TooLong(f"{self.name} still runs after {within} s") from None

    def stop_now(self):
        """As a crash: it gets no chance to tidy up."""
        self._popen.kill()
        self._popen.wait(5)
        self._reader.join(2)

    def stop(self, within=5):
        """Asks it and all it started to end; after `within` seconds they are made to."""
        for number, patience in ((signal.SIGTERM, within), (signal.SIGKILL, 5)):
            try:
                os.killpg(self.pid, number)
            except (ProcessLookupError, PermissionError):
                break
            try:
                self._popen.wait(patience)
                break
            except subprocess.TimeoutExpired:
                continue
        self._reader.join(2)
        return self._popen.poll()


class Processes:
    """Everything that was started here; `stop()` leaves nothing behind, grandchildren included."""

    def __init__(self, logs):
        self.logs = pathlib.Path(logs)
        self.logs.mkdir(parents=True, exist_ok=True)
        self.logs.chmod(0o700)
        self._started = []
        # Orphans of ours come to us, so that they can be ended too.
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

    def start(self, name, command, user=None, host=None, under=(), env=None, cwd="/", pass_fds=()):
        log = self.logs / f"{name}.log"
        popen = subprocess.Popen(
            on_host(host) + list(under) + as_user(user) + [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            env=env, cwd=cwd, start_new_session=True, pass_fds=pass_fds,
        )
        process = Process(name, popen, log)
        self._started.append(process)
        return process

    def forget(self, process):
        """It was stopped on purpose."""
        self._started.remove(process)

    def stop(self):
        for process in reversed(self._started):
            process.stop()
        self._started.clear()
        for number, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 5)):
            for pid in descendants():
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            try:
                until("orphans end", lambda: not descendants(), patience)
                return
            except TooLong:
                continue

    def gone(self):
        """Names of the programs that were started and have ended."""
        return [process.name for process in self._started if not process.running()]

    def last_words(self, lines=12):
        """The last lines of every log, for whoever wonders what went wrong."""
        told = []
        for log in sorted(self.logs.glob("*.log")):
            words = log.read_text(errors="replace").splitlines()[-lines:]
            told.append(f"--- {log.name}\n" + "\n".join(words))
        return "\n".join(told)


def as_user(user):
    """The words before a command that make it run as that user, and end when we end."""
    setpriv = shutil.which("setpriv")
    words = [setpriv, "--pdeathsig", "KILL"]
    if user and os.getuid() == 0:
        words += ["--reuid", user, "--regid", user, "--init-groups"]
    return words + ["--"]


@functools.cache
def on_host(name):
    """The words before a command that make it believe the machine is called so, where the kernel lets us."""
    words = ["unshare", "--uts", "sh", "-c", 'hostname "$0" && exec "$@"', name]
    if name and subprocess.run(words + ["true"], stdin=subprocess.DEVNULL, capture_output=True).returncode == 0:
        return words
    return []


def descendants(of=None):
    """Process ids below `of` (below us), the dead that nobody buried left out. Buries those of ours."""
    of = of or os.getpid()
    children = {}
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            pid, rest = stat.read_text().split(" ", 1)
        except (OSError, ValueError):
            continue
        state, parent = rest.rsplit(")", 1)[1].split()[:2]
        if state == "Z" and int(parent) == os.getpid():
            try:
                os.waitpid(int(pid), os.WNOHANG)
            except ChildProcessError:
                pass
        elif state != "Z":
            children.setdefault(int(parent), []).append(int(pid))
    found, todo = [], [of]
    while todo:
        below = children.get(todo.pop(), [])
        found += below
        todo += below
    return found
