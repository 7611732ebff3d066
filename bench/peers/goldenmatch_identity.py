"""GoldenMatch on a labelled set, without configuration.

usage: python goldenmatch_identity.py SET.csv SET.truth.csv

Prints one line of JSON: set, precision, recall, F1 (pairwise, over clusters), seconds, peak memory.
Needs goldenmatch 3.22.0 from PyPI.
"""

import argparse
import contextlib
import pathlib
import sys

import goldenmatch
import pyarrow.csv
from scoring import Clock, pairwise, read_truth


def strings(csv):
    """Reads every column as text, as it stands in the file; an empty value is missing."""
    with open(csv, encoding="utf-8") as file:
        names = file.readline().strip().split(",")
    return pyarrow.csv.ConvertOptions(
        column_types={name: pyarrow.string() for name in names}, strings_can_be_null=True, null_values=[""])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path)
    arguments = parser.parse_args()
    entity_of = read_truth(arguments.truth)
    clock = Clock()
    with contextlib.redirect_stdout(sys.stderr):
        table = pyarrow.csv.read_csv(arguments.csv, convert_options=strings(arguments.csv))
        record_ids = table["record_id"].to_pylist()
        # The key would be taken for an identifier of persons; the truth is not read.
        result = goldenmatch.dedupe_df(table.drop_columns(["record_id"]), confidence_required=False, allow_red_config=True)
        clock.stage("dedupe")
    cluster_of = {}
    for cluster, found in result.clusters.items():
        for row in found["members"]:
            cluster_of[record_ids[row]] = cluster
    clock.report(peer="goldenmatch 3.22.0", set=arguments.csv.stem, **pairwise(cluster_of, entity_of))


if __name__ == "__main__":
    main()
