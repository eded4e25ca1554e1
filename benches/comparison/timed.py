#!/usr/bin/env python3
"""Runs a command and tells its CPU seconds, the time by the clock and peak memory, children included.

    timed.py RESULT.json SECONDS OUTPUT COMMAND…

A process of its own, because a child's peak memory is never told as less than its parent's: started from a measuring
program that holds large texts, every tool would seem to need as much. What is left is a floor of some 10 MB.
"""

import json
import os
import signal
import sys
import time


def main():
    """Runs the command with its standard output in a file, and writes what it took."""
    result, seconds, output, *command = sys.argv[1:]
    start = time.monotonic()
    child = os.fork()
    if child == 0:
        os.setsid()
        target = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        nothing = os.open(os.devnull, os.O_RDWR)
        for number, stream in ((0, nothing), (1, target), (2, nothing)):
            os.dup2(stream, number)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(int(seconds))
    _, status, usage = os.wait4(child, 0)
    wall = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    taken = {"code": code, "cpu": cpu, "wall": wall, "peak_mb": usage.ru_maxrss / 1024}
    with open(result, "w", encoding="utf-8") as file:
        json.dump(taken, file)


if __name__ == "__main__":
    main()
