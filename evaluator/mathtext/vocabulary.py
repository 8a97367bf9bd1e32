"""Which words and commands mean what: functions, operators, units, accents."""

from __future__ import annotations

FUNCTIONS = frozenset(
    "sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth sech csch arctanh arcsinh arccosh exp log "
    "arccsc arcsec arccot arccsch arcsech arccoth ln lg det dim ker deg gcd lcm floor ceil arg tr "
    "Tr sign sgn".split()
)
INVERTED = frozenset("sin cos tan cot sec csc sinh cosh tanh".split())  # with -1 above: the inverse, no power
PLACES = frozenset({"argmin", "argmax"})  # where something is smallest, or largest
LIMITED = frozenset("lim max min sup inf limsup liminf argmax argmin".split())  # take a limit below
BIGS = {r"\sum": "sum", r"\prod": "prod", r"\int": "int", r"\bigcup": "cup", r"\bigcap": "cap"}
EXPECTATIONS = {"E": "E", "Var": "Var", "var": "Var", "Cov": "Cov", "cov": "Cov", "Pr": "P"}
GROWTHS = {"Theta": "Theta", "O": "O", "o": "o", "Omega": "Omega", "omega": "omega"}
DISTRIBUTIONS = frozenset(
    "N U Unif Uniform Bernoulli Bern Ber Binomial Bin Poisson Pois Exp Exponential Gamma Beta Categorical Cat Normal "
    "Laplace Dirichlet Dir Rademacher Multinomial Geometric Geom Wishart Cauchy Hypergeometric".split()
)
GREEK = frozenset(
    "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi omicron rho varrho "
    "sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi "
    "Omega Alpha Beta Epsilon Zeta Eta Iota Kappa Mu Nu Omicron Rho Tau Chi "
    "ell hbar partial nabla aleph Re Im wp top bot circ ldots cdots vdots ddots forall exists neg angle "
    "degree dagger triangle square checkmark star bullet therefore because imath jmath infty".split()
)
DOTS = frozenset({"ldots", "cdots", "vdots", "ddots"})  # what is left out of a row
CONSTANTS = {r"\pi": "pi", r"\infty": "infinity", r"\emptyset": "emptyset"}
PLAIN_WORDS = {"pi": r"\pi", "infty": r"\infty", "infinity": r"\infty", "sqrt": r"\sqrt"}
ACCENTS = {
    r"\hat": "hat", r"\widehat": "hat", r"\bar": "bar", r"\overline": "bar", r"\tilde": "tilde",
    r"\widetilde": "tilde", r"\vec": "vec", r"\dot": "dot", r"\ddot": "ddot", r"\check": "check", r"\breve": "breve",
    r"\overrightarrow": "vec", r"\underline": "underline", r"\acute": "acute", r"\grave": "grave",
}  # fmt: skip
ALPHABETS = {
    r"\mathbb": "bb", r"\mathcal": "cal", r"\mathbf": "bf", r"\mathrm": "rm", r"\mathfrak": "frak",
    r"\operatorname": "rm", r"\text": "rm",
}  # fmt: skip
CONNECTIVES = frozenset(
    "and or if for where otherwise with as is are then so such that when while all any some let i.e. e.g. i.i.d. iid "
    "the a an of by to from at in on else hence thus since because but not implies respectively resp. each every "
    "constant independent true false yes no none".split()
)
UNITS = frozenset(
    "ns us µs μs ms s sec second seconds min minutes minute h hr hour hours day days m cm mm km nm um kg g mg lb "
    "N J kJ W kW "
    "MW V A mA Pa kPa K C F Hz kHz MHz GHz bit bits byte bytes B kB KB MB GB TB MiB GiB mol L mL rad deg degrees "
    "degree eV FLOP FLOPs FLOPS MFLOPs GFLOPs TFLOPs PFLOPs MFLOPS "
    "GFLOPS TFLOPS PFLOPS GFLOP TFLOP m/s m/s^2 km/h m^2 m^3 cm^2 cm^3 ops op nanoseconds nanosecond "
    "milliseconds microseconds ft in mi yd oz mph Ohm ohm T Wb H lux cd dB px epochs".split()
)
CONVERTED = {"µs": "us", "μs": "us", "sec": "s", "seconds": "s", "second": "s", "nanoseconds": "ns", "nanosecond": "ns"}
DROPPED_WITH_GROUP = frozenset(
    {r"\color", r"\tag", r"\tag*", r"\label", r"\hspace", r"\vspace", r"\phantom", r"\vphantom", r"\hphantom", r"\ref"}
)
TRANSPARENT = frozenset(
    {
        r"\mathstrut",
        r"\cancel",
        r"\bcancel",
        r"\xcancel",
        r"\smash",
        r"\ensuremath",
        r"\mathop",
        r"\mathrel",
        r"\mathbin",
    }
)
