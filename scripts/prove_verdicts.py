"""Counts for scripts/prove-verdicts how often each way of judging is right about what was planted, and prints the tables.

    python3 scripts/prove_verdicts.py [--write PAGE] --trials N FOLDER

FOLDER has a folder for each number of samples with truth.jsonl of bin/activations simulate; `planted` with the report of all of them,
report/report.json, and its units as units.csv, where a run is called after the number, such as '299 run-1'; and `networks` with the
same and truth.json of scripts/make-networks.

Exit status 1 where a promise does not hold:

- of the units that fire for 1 % of the samples or more, at most 5 % are called DEAD, and at most 5 % DEAD or NEARLY_DEAD: the 99 %
  interval of Clopper and Pearson around the share that was found does not lie above 5 %;
- of the units that never fire, every one is called DEAD from 299 samples on, and INSUFFICIENT_DATA below that;
- from 299 samples on, `dead-units` is raised for every layer that is 59 % dead, and for none that is healthy, sparse or just above
  the limit. Below that it is raised for none at all.
"""

import argparse
import csv
import json
import math
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

ENOUGH = 299
LIMIT = 0.01
ALPHA = 0.05
CONFIDENCE = 0.99

BEGIN = "<!-- made by scripts/prove-verdicts -->\n"
END = "<!-- end of the proof -->\n"

# No unit of these fires for less than the limit, so an alarm about dead units is false.
WELL = ["healthy", "sparse", "just above"]
# Most units of this one are dead, so no alarm is a miss.
SICK = ["59 % dead"]
KINDS = ["healthy", "sparse", "just above", "just below", "10 % dead", "33 % dead", "59 % dead"]

ALARM, QUIET, UNDECIDED = "alarm", "quiet", "undecided"


# --- intervals ------------------------------------------------------------------------------------------------------------


def clopper_pearson(found, trials, confidence=CONFIDENCE):
    """The two-sided exact interval of a share, by bisection of the tails of the binomial distribution."""
    tail = (1 - confidence) / 2
    low = 0.0 if found == 0 else root(lambda p: at_most(trials - found, trials, 1 - p) - tail)
    high = 1.0 if found == trials else root(lambda p: tail - at_most(found, trials, p))
    return low, high


def at_most(found, trials, p):
    """The probability of so many successes or fewer, in so many trials of probability p."""
    if p <= 0 or p >= 1:
        return 1.0 if p <= 0 or found >= trials else 0.0
    factorials = log_factorials(trials)
    i = np.arange(found + 1)
    logs = factorials[trials] - factorials[i] - factorials[trials - i] + i * math.log(p) + (trials - i) * math.log1p(-p)
    return float(np.exp(logs).sum())


def log_factorials(n, known={}):  # noqa: B006 a memo
    if n not in known:
        known[n] = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    return known[n]


def root(rising):
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < 0 else (low, middle)
    return (low + high) / 2


def percent(share):
    if share == 0:
        return "0"
    digits = 0 if share in (0, 1) else max(0, 1 - math.floor(math.log10(100 * share))) if share < 0.1 else 1
    text = f"{100 * share:.{min(digits, 4)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def share(found, trials):
    """Such as '3 of 6,400 (0.0047 to 0.17 %)'."""
    if trials == 0:
        return "–"
    low, high = clopper_pearson(found, trials)
    return f"{found:,} of {trials:,} ({percent(low)} to {percent(high)} %)"


# --- ways of judging a layer ----------------------------------------------------------------------------------------------


def by_dead_units(layer):
    """This diagnosis, of dead units alone."""
    rules = {finding["rule"]: finding["severity"] for finding in layer["findings"]}
    if rules.get("dead-units", "info") != "info":
        return ALARM
    return UNDECIDED if "not-enough-data" in rules else QUIET


def by_any_rule(layer):
    """This diagnosis, with all its rules."""
    if any(finding["severity"] != "info" for finding in layer["findings"]):
        return ALARM
    return UNDECIDED if any(finding["rule"] == "not-enough-data" for finding in layer["findings"]) else QUIET


def by_zeros(at_least):
    def judge(layer):
        zeros = layer["figures"].get("zero_fraction")
        return ALARM if zeros is not None and zeros >= at_least else QUIET

    return judge


def by_silent_units(at_least):
    def judge(layer):
        silent = layer["figures"].get("never_fired_units")
        return ALARM if silent is not None and silent >= at_least * layer["units"] else QUIET

    return judge


def by_preset(name):
    def judge(layer):
        outcomes = [check["outcome"] for check in layer["checks"] if preset_of(check) == name]
        if "fail" in outcomes:
            return ALARM
        return UNDECIDED if "undecided" in outcomes else QUIET

    return judge


def preset_of(check):
    """The checks of a preset are called 'NAME: RULE'."""
    return check["check"].split(":")[0]


def ways(checks):
    """Name and judge of each way, ours first."""
    presets = list(dict.fromkeys(preset_of(check) for check in checks))
    return [
        ("this: `dead-units`", by_dead_units),
        ("this: any warning or failure", by_any_rule),
        *[(f"`--preset {name}`", by_preset(name)) for name in presets],
        *[(f"{percent(part)} % zeros", by_zeros(part)) for part in (0.5, 0.7, 0.9)],
        ("30 % of the units never fired", by_silent_units(0.3)),
    ]


def read_layers(folder):
    """Every layer of a report: run, layer, role, units, figures of the last step, findings, checks."""
    report = json.loads((folder / "report" / "report.json").read_text(encoding="utf-8"))
    findings, checks = defaultdict(list), defaultdict(list)
    for finding in report["findings"]:
        findings[finding["run"], finding["layer"]].append(finding)
    for check in report.get("checks", []):
        checks[check["run"], check["layer"]].append(check)
    layers = [
        {
            "run": run["run"],
            "layer": layer["layer"],
            "role": layer["role"],
            "units": layer["units"],
            "figures": layer["latest"],
            "findings": findings[run["run"], layer["layer"]],
            "checks": checks[run["run"], layer["layer"]],
        }
        for run in report["runs"]
        for layer in run["layers"]
    ]
    return layers, report.get("checks", [])


# --- planted layers -------------------------------------------------------------------------------------------------------


class Planted:
    """What was planted and what was said of it, for one number of samples."""

    def __init__(self, folder, layers, verdicts):
        self.samples = int(folder.name)
        self.layers = [layer for layer in layers if layer["run"].startswith(folder.name + " ")]
        assert all(layer["figures"]["samples"] == self.samples for layer in self.layers)
        self.verdicts = verdicts
        with open(folder / "truth.jsonl", encoding="utf-8") as lines:
            self.truth = [json.loads(line) for line in lines]
        assert len(self.truth) == len(self.layers)

    def outcomes(self, judge, kind):
        return Counter(judge(layer) for layer in self.layers if layer["layer"] == kind)

    def units(self):
        """Layer, true firing rate, verdict and number of samples fired for, of every unit."""
        for line in self.truth:
            for unit, rate in enumerate(line["firing_rate"]):
                verdict, fired = self.verdicts[f"{self.samples} {line['run']}", line["layer"], unit]
                yield line["layer"], rate, verdict, fired


def read_planted(folder):
    """What was planted, by number of samples, and the checks of all of them."""
    layers, checks = read_layers(folder / "planted")
    with open(folder / "planted" / "units.csv", encoding="utf-8", newline="") as lines:
        verdicts = {
            (row["run"], row["layer"], int(row["unit"])): (row["verdict"], int(row["fired"])) for row in csv.DictReader(lines)
        }
    folders = sorted((one for one in folder.iterdir() if one.name.isdigit()), key=lambda one: int(one.name))
    return [Planted(one, layers, verdicts) for one in folders], checks


def layer_table(planted, checks):
    """How many of the trials each way raised an alarm in, by kind of layer; equal lines of several numbers of samples are one."""
    lines = [
        "| judged by | samples | " + " | ".join(KINDS) + " |",
        "|---|---|" + "--:|" * len(KINDS),
    ]
    for name, judge in ways(checks):
        grouped = []
        for log in planted:
            cells = [cell(log.outcomes(judge, kind)) for kind in KINDS]
            if grouped and grouped[-1][1] == cells:
                grouped[-1][0].append(log.samples)
            else:
                grouped.append(([log.samples], cells))
        for samples, cells in grouped:
            counts = f"{samples[0]:,}" if len(samples) == 1 else f"{samples[0]:,} to {samples[-1]:,}"
            lines.append(f"| {name} | {counts} | " + " | ".join(cells) + " |")
    return lines


def cell(outcomes):
    undecided = f" ({outcomes[UNDECIDED]} undecided)" if outcomes[UNDECIDED] else ""
    return f"{outcomes[ALARM]}{undecided}"


def summary_table(planted, checks):
    lines = [
        f"| judged by | false alarms below {ENOUGH} samples | false alarms from {ENOUGH} on |"
        f" missed below {ENOUGH} | undecided below {ENOUGH} | missed from {ENOUGH} on |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    few = [log for log in planted if log.samples < ENOUGH]
    enough = [log for log in planted if log.samples >= ENOUGH]
    for name, judge in ways(checks):
        wells = [sum((log.outcomes(judge, kind) for log in logs for kind in WELL), Counter()) for logs in (few, enough)]
        sicks = [sum((log.outcomes(judge, kind) for log in logs for kind in SICK), Counter()) for logs in (few, enough)]
        few_sick = sum(sicks[0].values())
        lines.append(
            f"| {name} | "
            + " | ".join(share(well[ALARM], sum(well.values())) for well in wells)
            + f" | {share(sicks[0][QUIET], few_sick)} | {sicks[0][UNDECIDED]:,} of {few_sick:,}"
            + f" | {share(sicks[1][QUIET] + sicks[1][UNDECIDED], sum(sicks[1].values()))} |"
        )
    return lines


# What is said of a unit by its verdict here, by its silence alone, and by its rate in the log alone.
UNIT_WAYS = [
    ("this: DEAD", lambda verdict, fired, samples: verdict == "DEAD"),
    ("this: DEAD or NEARLY_DEAD", lambda verdict, fired, samples: verdict in ("DEAD", "NEARLY_DEAD")),
    ("never fired", lambda verdict, fired, samples: fired == 0),
    ("fired for under 1 % of the samples", lambda verdict, fired, samples: fired < LIMIT * samples),
]


def unit_counts(log, called):
    """Of units that fire for the limit or more, of those among them just above it, and of those that never fire: how many, and
    how many are called dead. Of the last also how many are undecided."""
    counts = Counter()
    for layer, rate, verdict, fired in log.units():
        is_called = called(verdict, fired, log.samples)
        if rate >= LIMIT:
            counts["alive"] += 1
            counts["alive called"] += is_called
            if layer == "just above":
                counts["just above"] += 1
                counts["just above called"] += is_called
        elif rate == 0:
            counts["dead"] += 1
            counts["dead called"] += is_called
            counts["dead undecided"] += not is_called and verdict == "INSUFFICIENT_DATA"
    return counts


def unit_table(planted):
    lines = [
        "| called dead | samples | of units that fire for 1 % or more | of those that fire for 1 to 1.2 % |"
        " units that never fire: missed | undecided |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, called in UNIT_WAYS:
        for log in planted:
            counts = unit_counts(log, called)
            missed = counts["dead"] - counts["dead called"]
            # A way without a verdict for doubt misses what it does not call.
            undecided = counts["dead undecided"] if name.startswith("this") else 0
            lines.append(
                f"| {name} | {log.samples:,} | {share(counts['alive called'], counts['alive'])}"
                f" | {share(counts['just above called'], counts['just above'])}"
                f" | {missed - undecided:,} of {counts['dead']:,} | {undecided:,} of {counts['dead']:,} |"
            )
    return lines


def broken_promises(planted):
    for log in planted:
        for name, called in UNIT_WAYS[:2]:
            counts = unit_counts(log, called)
            for group in ("alive", "just above"):
                found, units = counts[group + " called"], counts[group]
                if clopper_pearson(found, units)[0] > ALPHA:
                    yield f"{log.samples} samples: {name} of {found} of {units} units that are {group}: over {ALPHA:.0%}"
        wanted = "DEAD" if log.samples >= ENOUGH else "INSUFFICIENT_DATA"
        others = Counter(verdict for _, rate, verdict, _ in log.units() if rate == 0 and verdict != wanted)
        if others:
            yield f"{log.samples} samples: units that never fire are not all {wanted}: {dict(others)}"
        for kind in WELL + SICK:
            outcomes = log.outcomes(by_dead_units, kind)
            alarms = sum(outcomes.values()) if kind in SICK and log.samples >= ENOUGH else 0
            if outcomes[ALARM] != alarms:
                yield f"{log.samples} samples: dead-units in {outcomes[ALARM]} layers that are {kind}, not in {alarms}"


# --- networks -------------------------------------------------------------------------------------------------------------

# The roles of layers in which nobody looks for zeros.
NOT_INSIDE = {"output", "attention"}


def network_tables(folder):
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    layers, checks = read_layers(folder)
    of_network = defaultdict(list)
    for layer in layers:
        of_network[layer["run"]].append(layer)
    assert of_network.keys() == truth.keys()
    lines = ["| judged by | healthy networks with an alarm | sick networks missed |", "|---|--:|--:|"]
    for name, judge in ways(checks):
        if judge is by_dead_units:
            continue  # one rule of many, and not all networks are sick with dead units
        looks_everywhere = judge is by_any_rule or name.startswith("`--preset")
        alarmed = {
            network: any(
                judge(layer) == ALARM for layer in of_network[network] if looks_everywhere or layer["role"] not in NOT_INSIDE
            )
            for network in truth
        }
        well = [alarmed[network] for network in truth if not truth[network]["sick"]]
        sick = [alarmed[network] for network in truth if truth[network]["sick"]]
        lines.append(f"| {name} | {share(sum(well), len(well))} | {share(len(sick) - sum(sick), len(sick))} |")
    return lines, network_units(folder, truth)


def network_units(folder, truth):
    called = wrongly = off = 0
    with open(folder / "units.csv", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known = truth[row["run"]]["never_pass_a_gradient"].get(row["layer"])
            if known is None:
                continue
            is_off, is_called = int(row["unit"]) in known, row["verdict"] in ("DEAD", "STUCK")
            called += is_called
            wrongly += is_called and not is_off
            off += is_off and not is_called
    all_off = called - wrongly + off
    return (
        f"Units of these networks that are called DEAD or STUCK, but pass a gradient for some of 5,000 other samples:"
        f" {share(wrongly, called)}. Units that pass none, but are called neither: {share(off, all_off)}."
    )


# --- the page -------------------------------------------------------------------------------------------------------------


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--write")
    parser.add_argument("--trials", type=int, required=True)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    planted, checks = read_planted(options.folder)
    networks, units = network_tables(options.folder / "networks")
    text = "\n".join(
        [
            f"Alarms in {options.trials} layers of each kind:",
            "",
            *layer_table(planted, checks),
            "",
            "False alarms (healthy, sparse, just above) and misses (59 % dead), with 99 % intervals:",
            "",
            *summary_table(planted, checks),
            "",
            "Single units, with 99 % intervals:",
            "",
            *unit_table(planted),
            "",
            "The networks, with 99 % intervals:",
            "",
            *networks,
            "",
            units,
            "",
        ]
    )
    print(text)
    if options.write:
        page = Path(options.write)
        before, rest = page.read_text(encoding="utf-8").split(BEGIN)
        page.write_text(before + BEGIN + text + END + rest.split(END, 1)[1], encoding="utf-8")
    broken = list(broken_promises(planted))
    for promise in broken:
        print("broken: " + promise, file=sys.stderr)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
