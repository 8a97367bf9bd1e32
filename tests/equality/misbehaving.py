"""Tasks for workers: some well behaved, some not. Module level, so that a worker can import them."""

from __future__ import annotations

import os
import time

from evaluator.model import Equal


def well(number: int = 0) -> Equal:
    return Equal(certainty="proved", method=str(number))


def wait_forever() -> Equal:
    time.sleep(3600)
    return well()


def compute_forever() -> Equal:
    while True:
        pass


def one_endless_c_call() -> Equal:
    return well(9**9**9)


def ask_for_memory() -> Equal:
    return well(len(bytearray(8 * 2**30)))


def leave() -> Equal:
    os._exit(3)


def abort() -> Equal:
    os.abort()


def have_a_bug() -> Equal:
    raise KeyError("slip")


def hash_of_text() -> Equal:
    return Equal(certainty="proved", method=str(hash("order of sets")))
