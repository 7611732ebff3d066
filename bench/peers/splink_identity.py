"""Splink on a labelled set, with settings made by hand for each set as its own demos make them.

usage: python splink_identity.py SET.csv SET.truth.csv [--threshold P ...]

Prints one line of JSON for each threshold: set, precision, recall, F1 (pairwise, over clusters), seconds, peak memory.
Needs splink 5.0.0 from PyPI.
"""

import argparse
import pathlib

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from scoring import Clock, pairwise, read_truth
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI


def date(column, pattern="%Y-%m-%d"):
    return cl.DateOfBirthComparison(column, input_is_string=True, datetime_format=pattern)


def term_frequency(comparison):
    return comparison.configure(term_frequency_adjustments=True)


def fake_1000():
    return {
        "blocking": [block_on("first_name"), block_on("surname"), block_on("dob"), block_on("email")],
        "comparisons": [
            cl.NameComparison("first_name"),
            cl.NameComparison("surname"),
            date("dob"),
            term_frequency(cl.ExactMatch("city")),
            cl.EmailComparison("email"),
        ],
        "certain": ["l.first_name = r.first_name and levenshtein(l.dob, r.dob) <= 1",
                    "l.surname = r.surname and levenshtein(l.dob, r.dob) <= 1",
                    "l.first_name = r.first_name and levenshtein(l.surname, r.surname) <= 2",
                    "l.email = r.email"],
        "recall": 0.7,
        "training": [block_on("first_name", "surname"), block_on("dob")],
    }


def historical_50k():
    return {
        "blocking": [
            block_on("substr(first_name,1,3)", "substr(surname,1,4)"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("postcode_fake", "first_name"),
            block_on("postcode_fake", "surname"),
            block_on("dob", "birth_place"),
            block_on("substr(postcode_fake,1,3)", "dob"),
            block_on("substr(postcode_fake,1,3)", "first_name"),
            block_on("substr(postcode_fake,1,3)", "surname"),
            block_on("substr(first_name,1,2)", "substr(surname,1,2)", "substr(dob,1,4)"),
        ],
        "comparisons": [
            cl.ForenameSurnameComparison(
                "first_name", "surname", forename_surname_concat_col_name="first_and_surname"),
            date("dob"),
            cl.PostcodeComparison("postcode_fake"),
            term_frequency(cl.ExactMatch("birth_place")),
            term_frequency(cl.ExactMatch("occupation")),
        ],
        "certain": ["l.first_name = r.first_name and l.surname = r.surname and l.dob = r.dob",
                    "substr(l.first_name,1,2) = substr(r.first_name,1,2) and l.surname = r.surname"
                    " and substr(l.postcode_fake,1,2) = substr(r.postcode_fake,1,2)",
                    "l.dob = r.dob and l.postcode_fake = r.postcode_fake"],
        "recall": 0.6,
        "training": [block_on("first_name", "surname"), block_on("dob")],
    }


def febrl3():
    return {
        "blocking": [
            block_on("soc_sec_id"),
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("address_1", "street_number"),
            block_on("surname", "postcode"),
            block_on("given_name", "postcode"),
        ],
        "comparisons": [
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            date("date_of_birth", "%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            term_frequency(cl.ExactMatch("street_number")),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
            cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        ],
        "certain": ["l.soc_sec_id = r.soc_sec_id",
                    "l.given_name = r.given_name and l.surname = r.surname and l.date_of_birth = r.date_of_birth"],
        "recall": 0.8,
        "training": [block_on("date_of_birth"), block_on("surname")],
    }


def febrl_c_10000():
    settings = febrl3()
    settings["blocking"].append(block_on("phone_number"))
    settings["comparisons"].append(cl.LevenshteinAtThresholds("phone_number", [1, 2]))
    return settings


def synth_100k():
    return {
        "blocking": [
            block_on("email"),
            block_on("phone"),
            block_on("device_id"),
            block_on("first_name", "surname", "postcode"),
            block_on("surname", "dob"),
            block_on("first_name", "dob"),
            block_on("street", "first_name"),
        ],
        "comparisons": [
            cl.ForenameSurnameComparison("first_name", "surname"),
            date("dob"),
            cl.EmailComparison("email"),
            cl.LevenshteinAtThresholds("phone", [1, 2]),
            cl.JaroWinklerAtThresholds("street", [0.9, 0.8]),
            term_frequency(cl.ExactMatch("city")),
            term_frequency(cl.ExactMatch("postcode")),
            cl.ExactMatch("device_id"),
        ],
        "certain": ["l.email = r.email and l.first_name = r.first_name",
                    "l.phone = r.phone and l.first_name = r.first_name",
                    "l.first_name = r.first_name and l.surname = r.surname and l.dob = r.dob"],
        "recall": 0.7,
        "training": [block_on("first_name", "surname"), block_on("dob")],
    }


SETTINGS = {settings.__name__: settings
            for settings in (fake_1000, historical_50k, febrl3, febrl_c_10000, synth_100k)}


def link(csv, made, pairs_max, clock):
    """Trains and predicts; returns the connection, the linker and its predictions above a probability of one half."""
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE records AS SELECT * FROM read_csv(?, all_varchar = true, header = true)", [str(csv)])
    api = DuckDBAPI(connection=connection)
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        blocking_rules_to_generate_predictions=made["blocking"],
        comparisons=made["comparisons"],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(api.register("records"), settings, log_level=40)
    clock.stage("load")
    linker.training.estimate_probability_two_random_records_match(made["certain"], recall=made["recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=pairs_max, seed=1)
    for rule in made["training"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    clock.stage("train")
    predictions = linker.inference.predict(threshold_match_probability=0.5)
    clock.stage("predict")
    return connection, linker, predictions


def clusters(connection, linker, predictions, threshold):
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(
        predictions, threshold_match_probability=threshold)
    return dict(connection.execute(f"SELECT record_id, cluster_id FROM {found.physical_name}").fetchall())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=pathlib.Path)
    parser.add_argument("truth", type=pathlib.Path)
    parser.add_argument("--threshold", type=float, nargs="+", default=[0.5, 0.95])
    arguments = parser.parse_args()
    name = arguments.csv.stem
    if name not in SETTINGS:
        parser.error(f"no settings were made by hand for {name}: known are {', '.join(SETTINGS)}")
    entity_of = read_truth(arguments.truth)
    clock = Clock()
    connection, linker, predictions = link(arguments.csv, SETTINGS[name](), 1e6, clock)
    for threshold in arguments.threshold:
        cluster_of = clusters(connection, linker, predictions, threshold)
        clock.stage("cluster")
        clock.report(peer="splink 5.0.0", set=name, threshold=threshold, **pairwise(cluster_of, entity_of))


if __name__ == "__main__":
    main()
