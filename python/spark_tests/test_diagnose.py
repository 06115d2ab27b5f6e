"""The diagnosis of a DataFrame, in the JVM of a classic session or over Connect."""

import os

import pytest
from activations.spark import LogError, diagnose
from conftest import classic_only

RELU = {r"fc\{\d\}": "relu", "fc.*": "tanh"}


@pytest.fixture(scope="module")
def diagnosis(log):
    return diagnose(log, activation=RELU)


def test_verdicts_and_findings_are_those_of_the_report(diagnosis):
    (verdict,) = diagnosis.verdicts
    assert (verdict.layer, verdict.activation, verdict.units, verdict.verdict) == ("fc{1}", "relu", 10, "fail")
    finding = diagnosis.findings[0]
    assert (finding.severity, finding.rule, finding.layer) == ("fail", "dead-units", "fc{1}")
    assert finding.numbers["dead_units"] == 5
    assert finding.suggestions[0].text
    assert not diagnosis.ok
    assert repr(diagnosis) == "<Diagnosis of 1 runs; layers: {'fail': 1}>"


def test_tables_count_exactly(diagnosis):
    (layer,) = diagnosis.layers.select("layer", "dead_units", "samples").collect()
    assert tuple(layer) == ("fc{1}", 5, 300)
    units = diagnosis.units.where("unit IN (4, 5)").orderBy("unit").select("unit", "fired", "verdict").collect()
    assert [tuple(unit) for unit in units] == [(4, 0, "DEAD"), (5, 200, "ALIVE")]
    assert diagnosis.findings_table.where("severity = 'fail'").count() == 1


def test_report_is_there_in_every_form(diagnosis):
    assert diagnosis.to_dict()["input"]["rows"] == 300
    assert diagnosis.to_html().startswith("<!DOCTYPE html>")
    assert "dead" in diagnosis.to_markdown().lower()
    assert diagnosis._repr_html_().startswith('<iframe srcdoc="&lt;!DOCTYPE html&gt;')


def test_all_is_well_where_every_unit_fires(log):
    fine = log.selectExpr("'fc' AS layer", "sample", "slice(post, 6, 5) AS post")
    assert diagnose(fine, activation={"fc": "relu"}).ok


def test_too_few_samples_are_not_all_is_well(log):
    few = diagnose(log.where("sample < 100"), activation=RELU)
    assert [verdict.verdict for verdict in few.verdicts] == ["insufficient_data"]
    assert not few.ok


def test_settings_change_the_verdict(log):
    def verdict(**settings):
        return diagnose(log, activation=RELU, **settings).verdicts[0].verdict

    assert verdict(alpha=0.01) == "insufficient_data"
    assert verdict(alpha=0.01, max_firing_rate=0.02, window="all", family_wise=False) == "fail"
    assert verdict(role={"fc.*": "features"}) == "insufficient_data"


def test_what_is_wrong_is_said_in_a_sentence(log):
    wrong = {
        "alpha must be between 0 and 1, both excluded, got 3": {"alpha": 3},
        "no layer of the log matches conv; it has fc": {"activation": {"conv": "relu"}},
        "activation: 'fc(' is not a regular expression": {"activation": {"fc(": "relu"}},
        "role: 'boss' is not a role": {"role": {"fc.*": "boss"}},
    }
    for sentence, settings in wrong.items():
        with pytest.raises(LogError) as error:
            diagnose(log, **settings)
        assert str(error.value).startswith(sentence)
    with pytest.raises(LogError, match="post"):
        diagnose(log.selectExpr("layer", "sample"))


def test_diagnosis_is_a_table_function_of_sql(spark, log):
    rows = spark.sql(
        "SELECT layer, verdict FROM diagnose(TABLE({log}), activation => map('fc.*', 'relu'))", log=log
    ).collect()
    assert [tuple(row) for row in rows] == [("fc{1}", "fail")]


@classic_only
def test_output_is_the_folder_that_the_command_writes(log, tmp_path):
    folder = str(tmp_path / "report")
    diagnose(log, activation=RELU, output=folder)
    there = ["_SUCCESS", "findings", "layers", "report.html", "report.json", "report.md", "units"]
    assert sorted(os.listdir(folder)) == there
    with pytest.raises(LogError, match="exists; name a new one or remove it"):
        diagnose(log, output=folder)


@pytest.mark.skipif("ACTIVATIONS_REMOTE" not in os.environ, reason="needs a server of Spark Connect")
def test_output_over_connect_is_refused_with_the_way_out(log, tmp_path):
    with pytest.raises(LogError, match="write to_html"):
        diagnose(log, output=str(tmp_path / "report"))
