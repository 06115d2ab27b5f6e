package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.jobs.gates.CheckResult;
import dev.activations.jobs.gates.FailOn;
import dev.activations.jobs.gates.Gates;
import dev.activations.jobs.gates.Outcome;
import dev.activations.jobs.model.Settings;
import dev.activations.jobs.rules.LayerVerdict;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exit status that layers of each verdict come to, for each severity to fail on. */
class ExitStatusTest {

    private static Map<LayerVerdict, Report> reports;

    @BeforeAll
    static void diagnoseOneRunOfEachVerdict() {
        Report all = TestLog.log()
                .run("fail")
                .posts(300, 0f, 0f)
                .run("warn")
                .posts(150, 0f, 0f, 0f, 1f, 0f, 0f, 1f)
                .posts(150, 0f, 0f, 1f, 0f, 0f, 1f, 0f)
                .run("insufficient_data")
                .posts(10, 0f, 1f, 0f)
                .posts(10, 0f, 0f, 1f)
                .run("not_judged")
                .layer("fc", 0, null)
                .posts(10, 1f, 0f)
                .run("ok")
                .layer("fc", 0, "relu")
                .posts(10, 1f, 0f)
                .posts(10, 0f, 1f)
                .diagnosed();
        reports = all.runs().stream()
                .collect(Collectors.toMap(
                        run -> run.layers().get(0).verdict(),
                        run -> new Report(
                                all.input(), Settings.DEFAULT, Map.of(), Map.of(), List.of(run), Gates.NONE)));
        assertThat(reports.keySet()).isEqualTo(new TreeSet<>(Arrays.asList(LayerVerdict.values())));
        reports.forEach(
                (verdict, report) -> assertThat(report.runs().get(0).run()).isEqualTo(verdict.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL, FAIL, 1", "FAIL, WARN, 0", "FAIL, INSUFFICIENT_DATA, 3", "FAIL, NOT_JUDGED, 3", "FAIL, OK, 0",
        "WARN, FAIL, 1", "WARN, WARN, 1", "WARN, INSUFFICIENT_DATA, 3", "WARN, NOT_JUDGED, 3", "WARN, OK, 0",
        "NEVER, FAIL, 0", "NEVER, WARN, 0", "NEVER, INSUFFICIENT_DATA, 0", "NEVER, NOT_JUDGED, 0", "NEVER, OK, 0"
    })
    void statusOfOneVerdict(FailOn failOn, LayerVerdict verdict, int status) {
        assertThat(reports.get(verdict).exitStatus(failOn)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL, FAIL INSUFFICIENT_DATA, 1",
        "FAIL, WARN INSUFFICIENT_DATA, 3",
        "FAIL, OK NOT_JUDGED, 3",
        "FAIL, FAIL NOT_JUDGED, 1",
        "WARN, WARN INSUFFICIENT_DATA, 1",
        "WARN, OK INSUFFICIENT_DATA, 3",
        "NEVER, FAIL INSUFFICIENT_DATA, 0"
    })
    void failingFindingTakesPrecedenceOverTooLittleData(FailOn failOn, String verdicts, int status) {
        Report together = new Report(
                reports.get(LayerVerdict.OK).input(),
                Settings.DEFAULT,
                Map.of(),
                Map.of(),
                Arrays.stream(verdicts.split(" "))
                        .flatMap(verdict -> reports.get(LayerVerdict.valueOf(verdict)).runs().stream())
                        .toList(),
                Gates.NONE);

        assertThat(together.exitStatus(failOn)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "FAIL, OK, PASS, 0",
        "FAIL, OK, UNDECIDED, 3",
        "FAIL, OK, FAIL, 1",
        "FAIL, FAIL, UNDECIDED, 1",
        "FAIL, INSUFFICIENT_DATA, FAIL, 1",
        "NEVER, FAIL, PASS, 0",
        "NEVER, FAIL, UNDECIDED, 3",
        "NEVER, OK, FAIL, 1"
    })
    void checkCountsWhateverFindingsDo(FailOn failOn, LayerVerdict verdict, Outcome outcome, int status) {
        Report report = reports.get(verdict);
        CheckResult passed = check(Outcome.PASS);
        Report checked = new Report(
                report.input(),
                Settings.DEFAULT,
                Map.of(),
                Map.of(),
                report.runs(),
                new Gates(List.of(passed, check(outcome), passed)));

        assertThat(checked.exitStatus(failOn)).isEqualTo(status);
    }

    private static CheckResult check(Outcome outcome) {
        return new CheckResult(
                "dead_fraction < 0.2", Optional.of(""), Optional.of("fc"), OptionalDouble.of(0.1), outcome, "");
    }
}
