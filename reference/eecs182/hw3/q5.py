"""Tensor rematerialisation: what does it cost to keep only some activations?"""

from sympy import Integer, Rational, Symbol, solve, summation

from evaluator.reference import Problem, Quantity, dims

layers, stride = dims("layers stride")  # the sheet asks about 10 and 5
k, t = Symbol("k", integer=True), Symbol("t", positive=True)
FORWARD, LOAD = 20, 10  # nanoseconds

problem = Problem(
    "eecs182/hw3/q5",
    title="Tensor rematerialisation",
    statement="A network has 10 layers of equal size. Its input and the activations of layers 5 and 10 are kept. In "
    "the backward pass each layer loads the last kept activation at or before it and reruns the layers up to it.",
    symbols={"t": t, r"t_{\text{disk}}": t, "t_d": t},
    domain={layers: (1, 40), stride: (1, 10)},
)


def backward_pass(layers, stride):
    """Goes through the layers from last to first; gives the numbers of forward operations and of loads."""
    forwards = loads = 0
    for layer in range(layers, 0, -1):
        kept = layer - layer % stride
        loads += 1
        forwards += layer - kept
    return forwards, loads


# ---------------------------------------------------------------- a
a = problem.part(
    "a",
    "Forward operations",
    "How many forward operations does one backward pass need, not counting the first forward pass?",
)
count = a.answer(
    "forward operations",
    20,
    cues=("forward operations", "fwd operations", "fwd", "recomputations", "forward passes", "total"),
)
count.mistake(10, "This counts one of the two segments only.")
count.mistake(45, "This forgets the activation of layer 5: from the input alone it would be 0 + 1 + ... + 9.")
count.mistake(55, "This reruns everything from the input for every layer and ignores what is kept.")
count.mistake(30, "Layers 5 and 10 are kept, so nothing is rerun for them.")
count.mistake(25, "One segment is counted with five reruns for its kept layer.")
count.mistake(8, "Reruns are not kept: each layer starts again from the last kept activation.")


@a.proof
def two_segments():
    """The layer k after a kept one needs k reruns; 10/5 segments of 5 layers each."""
    reruns = summation(k, (k, 0, stride - 1)) * layers / stride
    return reruns.subs({layers: 10, stride: 5})


@a.simulation
def counted_forwards():
    return backward_pass(10, 5)[0]


@a.simulation(
    expect=layers * (stride - 1) / 2, at=[{layers: 10, stride: 5}, {layers: 12, stride: 4}, {layers: 7, stride: 1}]
)
def counted_in_general(layers, stride):
    return backward_pass(layers, stride)[0]


# ---------------------------------------------------------------- b
b = problem.part("b", "Loads from memory", "How many loads from memory does one backward pass need?")
count = b.answer("loads", 10, cues=("loadmem operations", "loadmem", "memory loads", "loads", "total"))
count.mistake(8, "The kept layers 5 and 10 are loaded as well: one load a layer.")
count.mistake(9, "Every one of the 10 layers loads, also the first and the last.")
count.mistake(2, "One load a segment would need reruns to be kept; here each layer loads anew.")
count.mistake(3, "Three activations are kept, but each of the 10 layers loads one of them.")
count.mistake(20, "That is the number of forward operations; each of the 10 layers loads once.")


@b.proof
def one_a_layer():
    """Every layer starts from exactly one kept activation."""
    return summation(1, (k, 1, 10))


@b.simulation
def counted_loads():
    return backward_pass(10, 5)[1]


@b.simulation(expect=layers, at=[{layers: 12, stride: 4}, {layers: 7, stride: 3}])
def loads_in_general(layers, stride):
    return backward_pass(layers, stride)[1]


# ---------------------------------------------------------------- c
c = problem.part(
    "c",
    "Break-even time of the disk",
    r"A forward operation takes $20 \text{ ns}$, a load from memory $10 \text{ ns}$. If all activations were on "
    "disk instead, how long may a load from disk take for the same total?",
)
time = c.answer(
    "time",
    Quantity(Integer(50), "ns"),
    quantity=("t", r"t_{\text{disk}}", "t_d"),
    cues=("loaddisk", "disk load", "disk", "per load"),
)
time.mistake(Quantity(Integer(40), "ns"), "The 10 loads from memory are forgotten; they take 100 ns.")
time.mistake(Quantity(Integer(25), "ns"), "The disk is read 10 times, not 20.")
time.mistake(Quantity(Integer(500), "ns"), "This is the total; it is shared by 10 loads.")
time.mistake(Quantity(Integer(10), "ns"), "Only the loads are counted; the 20 forward operations are saved as well.")
time.mistake(Quantity(Integer(30), "ns"), "One forward operation and one load: but there are 20 and 10 of them.")


@c.proof
def equal_totals():
    """20 reruns and 10 loads from memory against 10 loads from disk."""
    (time,) = solve(two_segments() * FORWARD + one_a_layer() * LOAD - one_a_layer() * t, t)
    return time


@c.simulation
def measured():
    forwards, loads = backward_pass(10, 5)
    return Rational(forwards * FORWARD + loads * LOAD, loads)
