"""Reading two papers on how to scale with width (Tensor Programs V; A Spectral Condition for Feature Learning)."""

import numpy as np
from sympy import Integer, sqrt

from evaluator.reference import Claim, Growth, Problem, dims

fan_in, n_l, n_before = dims(r"\mathrm{fan\_in} n_l n_before")

problem = Problem(
    "eecs182/hw3/q3",
    title="Scaling with width: what two papers say",
    symbols={
        r"\mathrm{fan\_in}": fan_in,
        r"\text{fan\_in}": fan_in,
        r"n_{\text{in}}": fan_in,
        "n_l": n_l,
        r"n_\ell": n_l,
        "n_{l-1}": n_before,
        r"n_{\ell-1}": n_before,
    },
    shapes={"h_l": ("n_l",), "W_l": ("n_l", "n_{l-1}")},
)

# ---------------------------------------------------------------- a
BEST = "optim*|best|ideal|minimum|minima|minimi* learning+rate*|lr|hyperparameter*|step+size*|optimum|optima|loss"
THE_BEST = "optim*|best|ideal|minimum|minima|learning+rate*|lr|hyperparameter*|curves"
SHIFTS = "shift*|chang*|mov*|drift*|var*|decreas*|smaller|depend*|unstable|differ*|migrat*|inconsistent|slid*|left"
STAYS = (
    "stable|stay*|same|unchanged|transfer*|constant|align*|consisten*|invariant|remain*|fixed|independent|coincid*"
    "|share*|preserv*|insensitive"
)
NOT = "not|no|never|doesn't|don't|isn't|aren't|without"
WIDER = "wider|width|widths|larger|bigger"
SP = "standard|sp|left"
MUP = "mup|μp|µp|mu+p|maximal"
NOT_MUP = "!mup !μp !µp !maximal !right"
NOT_SP = "!standard !sp !left"

a = problem.part(
    "a", "What Figure 1 shows", "What do the two plots of Figure 1 show, and what do they say about width?"
)
a.rubric(
    Claim(
        "the plots show training loss against learning rate",
        supports=("loss learning+rate*|lr|log2 against|versus|vs|plot*|axis|function|curve*|figure*|show*|sweep*",),
        needed=False,
    ),
    Claim(
        "under the standard parametrisation the best learning rate shifts with width",
        supports=(
            f"{SP} {BEST} {SHIFTS}",
            f"{BEST} {SHIFTS} {NOT_MUP}",
            f"{THE_BEST} {NOT} stable|same|transfer*|consistent|constant|align*|fixed|shared|preserv* {NOT_MUP}",
        ),
        contradicts=(
            f"{SP} stable|unchanged|invariant|transfers|constant|aligned|stays|same optim*|best|minimum "
            f"{NOT_MUP} !unlike !fixed !tuned",
        ),
    ),
    Claim(
        "under maximal update parametrisation it stays where it is",
        supports=(
            f"{MUP} {THE_BEST} {STAYS}",
            f"{THE_BEST} {STAYS} {NOT_SP}",
            f"{THE_BEST} {NOT} shift*|chang*|mov*|drift*|depend*|var* {NOT_SP}",
        ),
        contradicts=(
            f"{MUP} shift*|drift*|unstable|moves|varies optim*|best {NOT_SP} !unlike !whereas !while !than !contrast "
            "!avoid* !prevent* !eliminat* !fix* !remov*",
        ),
    ),
    Claim(
        "wider is always better under maximal update parametrisation, and not always under the standard one",
        supports=(
            f"{WIDER} better|improv*|lower|monoton*|outperform*|benefit*|gain*|reduc*",
            f"{WIDER} wors*|underperform*|higher+loss|hurt*|degrad*|diverg*|cross*|fail*|suffer*|blow*",
            f"{WIDER} {NOT} better|improv*|help*|monoton*|lower|outperform*|benefit*|guarantee*",
        ),
        needed=False,
    ),
    summary="Both plot training loss against the learning rate of Adam, one curve a width. Under the "
    "standard parametrisation the best learning rate shifts with width and a wider network can be worse. Under maximal "
    "update parametrisation the best learning rate stays the same and wider is better.",
    cues=("Figure 1", "plot", "observe", "observation"),
)

a.case(
    "Both panels plot the training loss against the learning rate of Adam, one curve for each width. Under the "
    "standard parametrisation the best learning rate shifts with width, and a wider network can be worse. Under "
    "maximal update parametrisation the best learning rate stays the same and wider is better.",
    "correct",
)

# ---------------------------------------------------------------- b
b = problem.part(
    "b",
    "Adam's learning rate in the standard parametrisation",
    r"The lecture argued for $1/\mathrm{fan\_in}$ as Adam's learning rate of hidden weights. What does Table 3 list "
    "for the standard parametrisation?",
)
rate = b.answer(
    "learning rate",
    Growth(Integer(1)),
    quantity=(r"\eta", r"\mathrm{LR}", r"\eta_{SP}", r"\text{Adam LR}"),
    cues=(
        "standard parametrization",
        "standard parametrisation",
        "standard parameterization",
        "SP",
        "Adam LR",
        "constant",
    ),
)
rate.mistake(Growth(1 / fan_in), "This is the entry of muP; the standard parametrisation does not scale it.")
rate.mistake(Growth(1 / sqrt(fan_in)), "That is the standard deviation of the initial weights, not the learning rate.")
rate.mistake(Growth(fan_in), "It neither grows nor shrinks with fan_in.")
b.case(r"Hence $\eta = \Theta(1)$.", "correct")
b.case(r"The learning rate scales as $\Theta(1/n)$.", "incorrect")

# ---------------------------------------------------------------- c
c = problem.part(
    "c",
    "Desideratum 1 and the spectral condition",
    r"Why is Desideratum 1, $\|h_\ell\|_2 = \Theta(\sqrt{n_\ell})$ and $\|\Delta h_\ell\|_2 = \Theta(\sqrt{n_\ell})$, "
    "wanted? Write it with the RMS norm, and Condition 1 with the RMS-to-RMS operator norm. How does the condition "
    "give the upper bounds, and which assumption gives the lower ones?",
)
features = c.answer(
    "features",
    Growth(Integer(1)),
    quantity=(r"\|h_\ell\|_{RMS}", r"\|h_l\|_{\mathrm{RMS}}", r"\mathrm{RMS}(h_\ell)", r"\|h_\ell(x)\|_{RMS}"),
    cues=("RMS norm", "in terms of the RMS norm"),
)
features.mistake(Growth(sqrt(n_l)), "That is the Euclidean norm; the RMS norm divides it by the root of n_l.")
updates = c.answer(
    "feature updates",
    Growth(Integer(1)),
    quantity=(
        r"\|\Delta h_\ell\|_{RMS}",
        r"\|\Delta h_l\|_{\mathrm{RMS}}",
        r"\mathrm{RMS}(\Delta h_\ell)",
        r"\|\Delta h_\ell(x)\|_{RMS}",
    ),
    cues=("RMS norm", "in terms of the RMS norm"),
)
updates.mistake(Growth(sqrt(n_l)), "That is the Euclidean norm; the RMS norm divides it by the root of n_l.")
updates.mistake(Growth(1 / sqrt(n_l)), "Then the features would stop changing as the width grows.")
FEATURES = "feature*|activation*|update*|hidden|representation*|entries|coordinate*|neuron*|network"
SIZES = "vanish*|explod*|blow*|diverg*|unstable|instabilit*|stable|stabilit*|order|constant|lazy|kernel|frozen|bounded"
WEIGHTS = "w|wl|wℓ|weight*|matri*|condition"
OPERATOR_NORM = "rms+to+rms|operator+norm*|natural|induced|rescaled|normalized|normalised"
ONE = "theta+1|theta+left+1|θ+1|order+one|order+1|o+1|constant"

c.rubric(
    Claim(
        "features and their updates should neither vanish nor explode with width",
        supports=(
            f"{FEATURES} {SIZES}",
            f"{FEATURES} too+small|too+large|negligible|{ONE}|nontrivial*|non+trivial*|meaningful*|well+scaled",
            "neither|not|no vanish* explod*|blow*|diverg*",
        ),
    ),
    Claim(
        "in the RMS-to-RMS operator norm W_l and its update are both Theta(1)",
        supports=(
            f"{WEIGHTS} delta+w|delta+wl|deltaw*|δw*|update* {ONE}",
            f"{OPERATOR_NORM} {ONE}",
        ),
        contradicts=("rms+to+rms|operator+norm* theta+sqrt !spectral !times !multipl* !1",),
    ),
    Claim(
        "upper bounds follow from submultiplicativity",
        supports=(
            "submultiplicativ*|sub+multiplicativ*",
            "upper|bound* norm* product*|triangle|inequality|definition|subordinate|leq|le|times|consisten*",
            "operator+norm*|spectral+norm*|induced+norm* inequality|definition|leq|le|subordinate",
        ),
    ),
    Claim(
        "lower bounds need alignment: weights and updates act at the scale of their spectral norm",
        supports=(
            "align*",
            "lower|tight|equality|attain*|achiev*|saturat* singular|subspace*|direction*|spectral|inequalit*|bound*",
            "full|whole|same+scale|comparable scale|strength|size|order spectral|operator",
            "input*|feature*|h* top|leading|principal|dominant singular|subspace*|direction*|eigen*",
            "not|no|never cancel*|nullspace|orthogonal|null",
        ),
    ),
    summary="Features and their updates should be of order one in each entry: neither vanish nor explode with width. "
    r" In the RMS-to-RMS operator norm both $\|W_l\| = \Theta(1)$ and $\|\Delta W_l\| = \Theta(1)$. The upper "
    "bounds follow from submultiplicativity, with three terms for the update of the features. The lower bounds need "
    "alignment: weights and updates act on their inputs at the scale of their spectral norm.",
    cues=("desired", "why", "key assumption", "submultiplicativity", "alignment"),
)


@c.proof("features")
def in_rms_norm():
    """The Euclidean norm, of order sqrt(n_l), divided by sqrt(n_l)."""
    return sqrt(n_l) / sqrt(n_l)


@c.proof("feature updates")
def three_terms():
    """dh_l = W dh + dW h + dW dh: operator norms and RMS norms that are all of order one."""
    weights = weight_updates = h = dh = in_rms_norm()
    return weights * dh + weight_updates * h + weight_updates * dh


@c.simulation("features", expect=1, at=[{n_before: 40, n_l: 8}])
def layer_at_its_spectral_scale(rng, n, n_l, n_before):
    """A weight matrix of spectral norm sqrt(n_l / n_before) keeps RMS norm one for an input that is aligned with it."""
    direction = rng.standard_normal(n_before)
    h_before = direction * np.sqrt(n_before) / np.linalg.norm(direction)
    row = np.sqrt(n_l / n_before) * direction / np.linalg.norm(direction)
    left = rng.standard_normal((n, n_l))
    left /= np.linalg.norm(left, axis=1, keepdims=True)
    return ((left * (row @ h_before)) ** 2).mean(axis=1)
