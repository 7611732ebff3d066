"""Scores a clustering against a truth, and reports it as one line of JSON."""

import csv
import json
import resource
import sys
import time
from collections import Counter


def read_truth(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {row["record_id"]: row["entity_id"] for row in csv.DictReader(file)}


def pairs(counts):
    return sum(count * (count - 1) // 2 for count in counts.values())


def pairwise(cluster_of, entity_of):
    """Precision, recall and F1 over pairs of records; a record without a cluster is alone."""
    clusters = {record: cluster_of.get(record, ("alone", record)) for record in entity_of}
    predicted = pairs(Counter(clusters.values()))
    true = pairs(Counter(entity_of.values()))
    both = pairs(Counter((cluster, entity_of[record]) for record, cluster in clusters.items()))
    precision = both / predicted if predicted else 1.0
    recall = both / true if true else 1.0
    f1 = 2 * both / (predicted + true) if predicted + true else 1.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


class Clock:
    """Seconds by stage, and the memory that the process reached."""

    def __init__(self):
        self.started = time.perf_counter()
        self.last = self.started
        self.stages = {}

    def stage(self, name):
        now = time.perf_counter()
        self.stages[name] = round(now - self.last, 2)
        self.last = now

    def report(self, **facts):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        print(json.dumps({
            **facts,
            "seconds": round(self.last - self.started, 2),
            "stages": self.stages,
            "peak_mb": round(peak),
        }))
