"""Splink on generated records: block, train, score and cluster, with rules and comparisons chosen by hand.

usage: python splink_link.py RECORDS.csv [TRUTH.csv]

The file has the columns of Tarn's generated records. Prints one line of JSON: seconds by stage, peak memory, and
precision, recall and F1 where a truth is given. Needs splink 5.0.0 from PyPI.
"""

import argparse
import pathlib

import splink.comparison_library as cl
from scoring import Clock, pairwise, read_truth
from splink import block_on
from splink_identity import clusters, date, link, term_frequency


def generated():
    return {
        "blocking": [
            block_on("email"),
            block_on("phone"),
            block_on("device_id"),
            block_on("last_name", "birth_date"),
            block_on("first_name", "birth_date"),
            block_on("first_name", "last_name", "postcode"),
        ],
        "comparisons": [
            term_frequency(cl.JaroWinklerAtThresholds("first_name", [0.92, 0.8])),
            term_frequency(cl.JaroWinklerAtThresholds("last_name", [0.92, 0.8])),
            date("birth_date"),
            cl.ExactMatch("email"),
            cl.LevenshteinAtThresholds("phone", [1]),
            cl.JaroWinklerAtThresholds("street", [0.9]),
            term_frequency(cl.ExactMatch("postcode")),
            cl.ExactMatch("device_id"),
        ],
        "certain": ["l.email = r.email", "l.phone = r.phone and l.first_name = r.first_name"],
        "recall": 0.8,
        "training": [block_on("email"), block_on("last_name", "birth_date")],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path, nargs="?")
    arguments = parser.parse_args()
    clock = Clock()
    connection, linker, predictions = link(arguments.csv, generated(), 1e6, clock)
    cluster_of = clusters(connection, linker, predictions, 0.95)
    clock.stage("cluster")
    score = pairwise(cluster_of, read_truth(arguments.truth)) if arguments.truth else {}
    clock.report(peer="splink 5.0.0", set=arguments.csv.stem, **score)


if __name__ == "__main__":
    main()
