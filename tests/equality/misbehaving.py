"""Tasks for workers: some well behaved, some not. Module level, so that a worker can import them."""

from __future__ import annotations

import os
import time

from evaluator.equality.share import given_up
from evaluator.model import Equal


def well(number: int = 0) -> Equal:
    return Equal(certainty="proved", method=str(number))


def wait_forever() -> Equal:
    time.sleep(3600)
    return well()


def compute_forever() -> Equal:
    while True:
        pass


def know_before_computing_forever() -> Equal:
    return given_up(_forever_whatever_fails) or well(1)


def _forever_whatever_fails() -> Equal:
    while True:
        try:
            compute_forever()
        except Exception:  # noqa: BLE001, as SymPy does in places
            continue


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
