package dev.activations.jobs.rules;

import static dev.activations.jobs.rules.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.jobs.diagnosis.LayerDiagnosis;
import dev.activations.jobs.model.Role;
import dev.activations.jobs.model.Settings;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules as a user has changed them: what is then found, and what is listed as suppressed. */
class RuleOverridesTest {

    private static final int ENOUGH = 300;
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    @Test
    void ruleThatIsOffFindsNothingAndItsFindingIsSuppressed() {
        RunReport report =
                judge(RuleOverride.of("dead-units").level(RuleLevel.OFF).because("a known bug"), dead("fc", 6));

        assertThat(report.findings()).isEmpty();
        assertThat(report.layers().get(0).verdict()).isEqualTo(LayerVerdict.OK);
        Suppressed suppressed = only(report.suppressed());
        assertThat(suppressed.finding().severity()).isEqualTo(Severity.FAIL);
        assertThat(suppressed.finding().quantity()).isEqualTo("6 of 10");
        assertThat(suppressed.now()).isEmpty();
        assertThat(suppressed.words()).isEqualTo("off, a known bug");
    }

    @Test
    void loweredFindingStandsAndIsSuppressedToo() {
        RunReport report = judge(RuleOverride.of("dead-units").level(RuleLevel.WARN), dead("fc", 6));

        assertThat(named(report)).containsExactly("warn dead-units in fc");
        assertThat(report.layers().get(0).verdict()).isEqualTo(LayerVerdict.WARN);
        assertThat(only(report.suppressed()).now()).contains(Severity.WARN);
    }

    @Test
    void raisedFindingIsNotSuppressed() {
        RunReport report = judge(RuleOverride.of("dead-units").level(RuleLevel.FAIL), dead("fc", 4));

        assertThat(named(report)).containsExactly("fail dead-units in fc");
        assertThat(report.suppressed()).isEmpty();
    }

    @Test
    void noteBecomesAFailure() {
        LayerDiagnosis few = layer("relu").as(Role.HIDDEN).step(0, 20, dead(6)).build();

        RunReport report = judge(RuleOverride.of("not-enough-data").level(RuleLevel.FAIL), few);

        assertThat(named(report)).containsExactly("fail not-enough-data in layer");
        assertThat(report.layers().get(0).verdict()).isEqualTo(LayerVerdict.FAIL);
    }

    /** The rule's own limits are 30 and 50 % of the units; 10 units. */
    @ParameterizedTest
    @CsvSource({
        "3, 0.3, 0.5, warn, ",
        "3, 0.4, 0.5, ,     warn",
        "4, 0.4, 0.5, warn, ",
        "4, 0.2, 0.4, fail, ",
        "5, 0.4, 0.6, warn, fail",
        "5, 0.6, 0.7, ,     fail",
        "3, 0.1, 0.3, fail, "
    })
    void limitsReplaceTheRulesOwn(int dead, double warn, double fail, String now, String was) {
        RuleOverride override = RuleOverride.of("dead-units")
                .limits(List.of(
                        new LimitOverride("", Severity.WARN, warn), new LimitOverride("", Severity.FAIL, fail)));

        RunReport report = judge(override, dead("fc", dead));

        assertThat(report.findings().stream().map(f -> f.severity().toString()).findFirst())
                .isEqualTo(Optional.ofNullable(now));
        assertThat(report.suppressed().stream()
                        .map(s -> s.finding().severity().toString())
                        .findFirst())
                .isEqualTo(Optional.ofNullable(was));
    }

    @Test
    void overrideIsAboutTheLayersWhoseWholeNameMatches() {
        RunReport report = judge(
                RuleOverride.of("dead-units").inLayers("conv.*").level(RuleLevel.OFF),
                dead("conv1", 6),
                dead("myconv", 6),
                dead("conv2", 4));

        assertThat(named(report)).containsExactly("fail dead-units in myconv");
        assertThat(report.suppressed().stream()
                        .map(each -> each.finding().severity() + " "
                                + each.finding().subject().name()))
                .containsExactly("fail conv1", "warn conv2");
    }

    @Test
    void firstThatMatchesCounts() {
        RunReport report = judge(
                overrides(
                        RuleOverride.of("dead-units").inLayers("conv1").level(RuleLevel.WARN),
                        RuleOverride.of("dead-units").level(RuleLevel.OFF)),
                dead("conv1", 6),
                dead("conv2", 6));

        assertThat(named(report)).containsExactly("warn dead-units in conv1");
    }

    /** Stuck units are told better by stuck-units than by signal-collapse, also where the user does not want to hear it. */
    @Test
    void ruleThatIsOffStillSilencesThoseThatSayItWorse() {
        LayerDiagnosis stuck = layer("tanh")
                .named("fc", 0)
                .as(Role.HIDDEN)
                .step(0, ENOUGH, units(10, Unit.between(0.98, 0.99)))
                .build();
        assertThat(named(judge(RuleOverrides.NONE, stuck))).contains("fail stuck-units in fc");
        List<String> others = named(judge(RuleOverrides.NONE, stuck)).stream()
                .filter(finding -> !finding.contains("stuck-units"))
                .toList();

        assertThat(named(judge(RuleOverride.of("stuck-units").level(RuleLevel.OFF), stuck)))
                .isEqualTo(others);
    }

    /** Who says that the output is possible wants the other rules to go on. */
    @Test
    void impossibleOutputThatIsOffLetsTheOthersSpeak() {
        Unit[] units = dead(6);
        units[0] = Unit.silent().except(2, -0.5);
        LayerDiagnosis layer = layer("relu")
                .named("fc", 0)
                .as(Role.HIDDEN)
                .step(0, ENOUGH, units)
                .build();
        assertThat(named(judge(RuleOverrides.NONE, layer))).containsExactly("fail impossible-output in fc");

        assertThat(named(judge(RuleOverride.of("impossible-output").level(RuleLevel.OFF), layer)))
                .containsExactly("fail dead-units in fc");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-27, 1, 0", "2026-11-28, 0, 1", "2026-11-29, 0, 1"})
    void overrideAppliesToTheEndOfItsLastDay(LocalDate until, int findings, int suppressed) {
        RunReport report =
                judge(RuleOverride.of("dead-units").level(RuleLevel.OFF).until(until), dead("fc", 6));

        assertThat(report.findings()).hasSize(findings);
        assertThat(report.suppressed()).hasSize(suppressed);
    }

    @Test
    void dayIsThatOfTheClockInUtc() {
        RuleOverrides late = RuleOverrides.of(
                "", List.of(), Clock.fixed(Instant.parse("2026-11-28T23:59:59Z"), ZoneOffset.ofHours(9)));

        assertThat(late.today()).isEqualTo(TODAY);
    }

    @Test
    void notesSayWhatIsChangedWhatHasExpiredAndWhatMatchesNothing() {
        RuleOverrides overrides = overrides(
                RuleOverride.of("saturation")
                        .inLayers("gate.*")
                        .level(RuleLevel.OFF)
                        .because("by design")
                        .until(TODAY),
                RuleOverride.of("dead-units").level(RuleLevel.WARN).until(TODAY.minusDays(1)),
                RuleOverride.of("row-sums").inLayers("attn.*").level(RuleLevel.OFF),
                RuleOverride.of("signal-scale").limit("rms", Severity.WARN, 50));

        assertThat(overrides.notes(List.of("gate1", "fc")))
                .containsExactly(
                        "settings.yaml: saturation in gate.*: off (by design, until 2026-11-28)",
                        "settings.yaml: dead-units: warn applied until 2026-11-27 and has expired",
                        "settings.yaml: row-sums in attn.*: no layer of the log has such a name",
                        "settings.yaml: signal-scale: rms warn 50");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dead-units      |             | INFO | 0.1 | dead-units has no limit of severity info; it has fail and warn
                    dead-units      |             | WARN | 30  | the limits of dead-units are shares from 0 to 1, not 30
                    dead-units      |             | WARN | 0.6 | dead-units would fail before it warns: its limits are 0.6, then 0.5; give both
                    dead-units      | dead_unit   | WARN | 0.2 | dead-units has no limits of a figure dead_unit; it has limits of dead_units, nearly_dead_units; did you mean
                    vanishing-gradient |          | WARN | 1e-4 | vanishing-gradient would fail before it warns: its limits are 1.00e-04, then 0.001; give both
                    signal-scale    |             | WARN | 100 | signal-scale has several limits of severity warn; say of which figure: scale_ratio or rms
                    signal-scale    | rms         | FAIL | 100 | signal-scale has no limit of severity fail; it has warn
                    signal-scale    | rms         | WARN | 1   | the limits of signal-scale are factors above 1, not 1
                    constant-output |             | WARN | 0.1 | constant-output has several limits of severity warn; say of which figure: signal_spread or relative_spread
                    no-activation   |             | INFO | 1   | no-activation has no limits: it looks at no number
                    row-sums        |             | FAIL | 0.5 | the limits of row-sums are counts from 1, not 0.5
                    dead-units      |             | WARN | NaN | the limits of dead-units are shares from 0 to 1, not NaN
                    """)
    void limitThatTheRuleDoesNotHaveIsRefused(
            String rule, String figure, Severity severity, double limit, String sentence) {
        assertThatThrownBy(() -> RuleOverride.of(rule).limit(figure == null ? "" : figure, severity, limit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }

    @Test
    void unknownRuleIsRefusedWithNearNames() {
        assertThatThrownBy(() -> RuleOverride.of("dead-unit"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no rule dead-unit; did you mean dead-units");
    }

    /** An override that changes nothing changes nothing: whatever a rule finds, it finds with its own limits given again. */
    @ParameterizedTest
    @EnumSource(Severity.class)
    void ownLimitGivenAgainChangesNothing(Severity severity) {
        LayerDiagnosis[] layers = {dead("a", 3), dead("b", 5), dead("c", 10)};
        for (Rule rule : Rules.all()) {
            List<RuleOverride> same = rule.criteria().stream()
                    .filter(criterion -> criterion.roles().contains(Role.HIDDEN))
                    .filter(criterion -> criterion.limits().has(severity))
                    .flatMap(criterion -> again(rule, criterion, severity).stream())
                    .toList();
            for (RuleOverride override : same) {
                RunReport report = judge(override, layers);

                assertThat(named(report)).as(rule.name()).isEqualTo(named(judge(RuleOverrides.NONE, layers)));
                assertThat(report.suppressed()).as(rule.name()).isEmpty();
            }
        }
    }

    private static Optional<RuleOverride> again(Rule rule, Criterion criterion, Severity severity) {
        try {
            return Optional.of(RuleOverride.of(rule.name())
                    .limit(severity, criterion.limits().of(severity)));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // several, or none that is a number
        }
    }

    private static RunReport judge(RuleOverride override, LayerDiagnosis... layers) {
        return judge(overrides(override), layers);
    }

    private static RunReport judge(RuleOverrides overrides, LayerDiagnosis... layers) {
        return new RunJudge(Settings.DEFAULT, true, overrides).judge(List.of(layers));
    }

    private static RuleOverrides overrides(RuleOverride... all) {
        return new RuleOverrides("settings.yaml", List.of(all), TODAY);
    }

    private static List<String> named(RunReport report) {
        return report.findings().stream()
                .map(finding -> "%s %s in %s"
                        .formatted(
                                finding.severity(),
                                finding.rule(),
                                finding.subject().name()))
                .toList();
    }

    private static Suppressed only(List<Suppressed> suppressed) {
        assertThat(suppressed).hasSize(1);
        return suppressed.get(0);
    }

    /** A hidden layer of ten units, of which so many never fire. */
    private static LayerDiagnosis dead(String name, int dead) {
        return layer("relu")
                .named(name, 0)
                .as(Role.HIDDEN)
                .step(0, ENOUGH, dead(dead))
                .build();
    }

    private static Unit[] dead(int dead) {
        Unit[] units = units(10, Unit.alive());
        Arrays.fill(units, 0, dead, Unit.silent());
        return units;
    }

    private static Unit[] units(int count, Unit unit) {
        Unit[] units = new Unit[count];
        Arrays.fill(units, unit);
        return units;
    }
}
