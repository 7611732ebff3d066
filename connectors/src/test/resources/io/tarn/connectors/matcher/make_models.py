"""Makes the models of this folder again; README.md says what each is for."""

import numpy
from onnx import TensorProto, checker, helper, save
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.linear_model import LogisticRegression
from sklearn.neural_network import MLPClassifier

FLOAT, DOUBLE, INT64, STRING = TensorProto.FLOAT, TensorProto.DOUBLE, TensorProto.INT64, TensorProto.STRING
OPSET = 19


def value(name, kind, *shape):
    return helper.make_tensor_value_info(name, kind, shape)


def constant(name, kind, values):
    return helper.make_tensor(name, kind, [len(values)], values)


def node(operator, inputs, output, **attributes):
    return helper.make_node(operator, inputs.split(), [output], **attributes)


def model(name, nodes, inputs, outputs, constants=()):
    graph = helper.make_graph(nodes, name, inputs, outputs, constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9, producer_name="")
    checker.check_model(made)
    save(made, name + ".onnx")


def weighed(kind, x, score):
    """One, less a quarter of the first level and an eighth of the second."""
    return [
        node("Mul", x + " weights", "parts"),
        node("ReduceSum", "parts axis", "sum", keepdims=0),
        node("Sub", "one sum", score),
    ], [constant("weights", kind, [0.25, 0.125]), constant("axis", INT64, [1]), constant("one", kind, [1])]


# Matrices of each kind of number, and scores of each form.
nodes, constants = weighed(DOUBLE, "x", "score")
model("doubles", nodes, [value("x", DOUBLE, "N", 2)], [value("score", DOUBLE, "N")], constants)

# The levels themselves, packed into a score from 0.9 upward.
packed = [node("MatMul", "x weights", "sum"), node("Add", "sum least", "score")]
constants = [
    helper.make_tensor("weights", DOUBLE, [3, 1], [2.0**-9, 2.0**-14, 2.0**-19]),
    constant("least", DOUBLE, [0.9]),
]
model("packed", packed, [value("x", DOUBLE, "N", 3)], [value("score", DOUBLE, "N", 1)], constants)

nodes, constants = weighed(FLOAT, "floats", "likely")
nodes = [node("Cast", "x", "floats", to=FLOAT), *nodes]
outputs = [value("sum", FLOAT, "N"), value("likely", FLOAT, "N")]
model("integers", nodes, [value("x", INT64, "N", "F")], outputs, constants)

# Texts: whether both say the same e-mail address, as N and as N rows of one.
equal = [node("Equal", "left_email right_email", "same"), node("Cast", "same", "score", to=FLOAT)]
for name, shape in (("texts", ["N"]), ("columns", ["N", 1])):
    sides = [value(side + "_email", STRING, *shape) for side in ("left", "right")]
    model(name, equal, sides, [value("score", FLOAT, *shape)])

# Texts and levels: the same e-mail address, or a level of the name below 2.
model(
    "both",
    [
        node("Equal", "left_email right_email", "same"),
        node("Less", "level two", "near"),
        node("Or", "same near", "either"),
        node("Cast", "either", "score", to=FLOAT),
    ],
    [value("left_email", STRING, "N", 1), value("level", FLOAT, "N", 1), value("right_email", STRING, "N", 1)],
    [value("score", FLOAT, "N", 1)],
    [constant("two", FLOAT, [2])],
)

# What a text is after its way to the model.
model(
    "told",
    [node("Equal", "left_full_name word", "same"), node("Cast", "same", "score", to=FLOAT)],
    [value("left_full_name", STRING, "N")],
    [value("score", FLOAT, "N")],
    [constant("word", STRING, ["Zoë \ufffd".encode()])],
)

# What cannot be asked, or cannot be used.
model(
    "unfit",
    [
        node("Identity", "left_emial", "a"),
        node("Identity", "words", "b"),
        node("Identity", "right_city", "c"),
        node("Identity", "cube", "d"),
        node("Identity", "wide", "e"),
        node("Identity", "flags", "f"),
        node("Cast", "wide", "label", to=INT64),
    ],
    [
        value("left_emial", STRING, "N"),
        value("words", STRING, "N"),
        value("right_city", STRING, 1, 1),
        value("cube", FLOAT, "N", 2, 2),
        value("wide", FLOAT, "N", 3),
        value("flags", TensorProto.BOOL, "N"),
    ],
    [value("label", INT64, "N", 3)],
)
model(
    "twice",
    [node("Add", "x y", "sum"), node("Sigmoid", "sum", "score")],
    [value("x", FLOAT, "N", 1), value("y", FLOAT, "N", 1)],
    [value("score", FLOAT, "N", 1)],
)
model("raw", [node("Log", "x", "score")], [value("x", FLOAT, "N", 1)], [value("score", FLOAT, "N", 1)])
model(
    "mean",
    [node("ReduceMean", "x", "all", keepdims=0), node("Reshape", "all shape", "score")],
    [value("x", FLOAT, "N", 1)],
    [value("score", FLOAT, 1)],
    [constant("shape", INT64, [1])],
)
model(
    "numerals",
    [node("Cast", "left_postcode", "number", to=FLOAT), node("Sigmoid", "number", "score")],
    [value("left_postcode", STRING, "N")],
    [value("score", FLOAT, "N")],
)
model(
    "cities",
    [
        node("Equal", "left_city word", "is"),
        node("Where", "is one zero", "place"),
        node("GatherElements", "table place", "score"),
    ],
    [value("left_city", STRING, "N")],
    [value("score", FLOAT, "N")],
    [
        constant("word", STRING, [b"Ulm"]),
        constant("one", INT64, [7]),
        constant("zero", INT64, [0]),
        constant("table", FLOAT, [0.5]),
    ],
)

# What scikit-learn learns from levels (1 is equal), with probabilities as columns and as maps.
chance = numpy.random.default_rng(7)
levels = chance.integers(0, 5, (400, 3)).astype(numpy.float32)
persons = (levels.sum(axis=1) + chance.normal(size=400) < 5).astype(int)
learned = LogisticRegression().fit(levels, persons)
rows = [("levels", FloatTensorType([None, 3]))]
for name, zipped in (("logistic", False), ("logistic_maps", True)):
    made = to_onnx(learned, initial_types=rows, options={"zipmap": zipped}, target_opset={"": OPSET, "ai.onnx.ml": 3})
    made.graph.name = name
    save(made, name + ".onnx")
net = MLPClassifier((16,), max_iter=2000, random_state=7).fit(levels, persons)
made = to_onnx(net, initial_types=rows, options={"zipmap": False}, target_opset={"": OPSET, "ai.onnx.ml": 3})
made.graph.name = "net"
save(made, "net.onnx")
