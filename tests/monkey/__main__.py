"""``python -m tests.monkey [--sessions N] [--seconds S] [--seed SEED]``: sessions one after another, each from its seed.

Without a number of sessions or seconds it goes on until ^C. Prints the counts; exit code 1 if there is a complaint.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.monkey.monkey import Monkey, Outcome

EVENTS = 120  # of a session


def play(sessions: int, seconds: float, seed: int, say=lambda line: None) -> Outcome:
    outcome, until = Outcome(), time.monotonic() + seconds
    while outcome.sessions < sessions and time.monotonic() < until:
        with tempfile.TemporaryDirectory() as folder:
            told = len(outcome.complaints)
            Monkey(seed + outcome.sessions, Path(folder), outcome).session(EVENTS)
            for line in outcome.complaints[told:]:
                say(line)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=sys.maxsize)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    outcome = play(given.sessions, given.seconds, given.seed, lambda line: print(line, flush=True))
    events = ", ".join(f"{name} {count}" for name, count in outcome.events.most_common())
    print(f"sessions {outcome.sessions} in {len(outcome.workspaces)} kinds of workspaces, events {events}")
    print(f"kills {outcome.kills}, markers found again {outcome.found_again}")
    print(f"longest work until an answer {outcome.longest:.2f} s; complaints {len(outcome.complaints)}")
    return int(bool(outcome.complaints))


if __name__ == "__main__":
    sys.exit(main())
