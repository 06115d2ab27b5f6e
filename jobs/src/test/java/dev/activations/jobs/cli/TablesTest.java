package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of a report are what docs/tables.md says, and its queries give what stands below them. */
class TablesTest {

    private static final Path DOCS = Path.of("../docs/tables.md");

    @TempDir
    static Path folder;

    private static Path report;

    @BeforeAll
    static void diagnoseTheDemo() {
        report = folder.resolve("report");
        CommandRun run = CommandRun.of("diagnose", "--output", report.toString(), "../examples/digits-log");
        assertThat(run.errors()).isEmpty();
    }

    @Test
    void everyQueryOfTheDocsGivesTheRowsBelowIt() throws IOException {
        String docs = Files.readString(DOCS);
        List<MatchResult> queries = Pattern.compile("```sql\\n(.*?)\\n```\\n\\n```text\\n(.*?)```", Pattern.DOTALL)
                .matcher(docs)
                .results()
                .toList();
        assertThat(queries).hasSize(5);
        String made = docs;
        for (MatchResult query : queries) {
            CommandRun run = CommandRun.of("sql", query.group(1).replace("`report/", "`" + report + "/"));
            assertThat(run.errors()).isEmpty();
            String out = run.out().replaceAll(" +\n", "\n");
            made = made.replace(query.group(), query.group().replace("```text\n" + query.group(2), "```text\n" + out));
        }
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(DOCS, made);
        }
        assertThat(made).isEqualTo(docs);
    }

    @Test
    void everyColumnIsInTheDocs() throws IOException {
        String docs = Files.readString(DOCS) + Files.readString(Path.of("../docs/diagnostics.md"));
        for (String table : List.of("layers", "units", "findings")) {
            assertThat(table(table).columns())
                    .allSatisfy(column -> assertThat(docs).contains("`" + column + "`"));
        }
    }

    @Test
    void tableOfLayersHasOneRowPerRunLayerAndStep() {
        Dataset<Row> layers = table("layers");

        assertThat(layers.count()).isEqualTo(34 * 6);
        assertThat(layers.select("run", "layer", "step").distinct().count()).isEqualTo(34 * 6);
        assertThat(layers.where("is_latest").count()).isEqualTo(34);
        assertThat(layers.where("is_latest <> (verdict IS NOT NULL)").count()).isZero();
    }

    /** The units, counted, are the figures that the executors' sums gave the report. */
    @Test
    void tableOfUnitsAddsUpToTheTableOfLayers() {
        table("units").createOrReplaceTempView("units_of_report");
        table("layers").createOrReplaceTempView("layers_of_report");
        Dataset<Row> different = session()
                .sql(
                        """
                SELECT * FROM (
                  SELECT run, layer, step, count(*) AS units, count_if(verdict = 'DEAD') AS dead,
                    count_if(verdict = 'NON_FINITE') AS non_finite, max(samples) AS samples,
                    count_if(fired = 0 AND verdict <> 'NON_FINITE') AS silent,
                    count_if(firing_rate_upper_bound < 0.01) AS provably_rare,
                    sum(saturated_low) + sum(saturated_high) AS saturated, sum(values) AS values
                  FROM units_of_report GROUP BY run, layer, step) u
                JOIN layers_of_report l USING (run, layer, step)
                WHERE u.units <> l.units OR u.dead <> l.dead_units OR u.non_finite <> l.non_finite_units
                  OR u.samples <> l.samples OR u.silent <> l.never_fired_units
                  OR u.provably_rare <> l.dead_units + l.nearly_dead_units AND l.firing_density IS NOT NULL
                  OR abs(u.saturated / u.values - l.saturated_fraction) > 1e-12""");

        assertThat(different.count()).isZero();
        assertThat(table("units").count()).isGreaterThan(1000);
        assertThat(table("units").where("layer = 'softmax'").count()).isZero();
    }

    @Test
    void unitsOfAFunctionThatCannotDieHaveNoPast() {
        Dataset<Row> gelu = table("units").where("run = 'healthy-gelu'");

        assertThat(gelu.count()).isPositive();
        assertThat(gelu.where("fired IS NOT NULL OR firing_rate IS NOT NULL OR silent_since IS NOT NULL"
                                + " OR last_fired_step IS NOT NULL")
                        .count())
                .isZero();
    }

    @Test
    void deadUnitLastFiredBeforeItFellSilent() {
        Dataset<Row> dead = table("units").where("step = 1500 AND verdict = 'DEAD'");

        assertThat(dead.count())
                .isEqualTo(dead.where("died_at_step = silent_since").count())
                .isGreaterThan(200);
        assertThat(dead.where("last_fired_step >= silent_since").count()).isZero();
        assertThat(dead.where("died_at_step > 0 AND last_fired_step IS NULL").count())
                .isZero();
    }

    @Test
    void findingsAreThoseOfTheReportInItsOrder() {
        List<Row> rows = table("findings").collectAsList();

        assertThat(rows.get(0).<String>getAs("severity")).isEqualTo("fail");
        assertThat(rows)
                .extracting(row -> row.<String>getAs("severity"))
                .isSortedAccordingTo((a, b) -> Integer.compare(
                        List.of("fail", "warn", "info").indexOf(a),
                        List.of("fail", "warn", "info").indexOf(b)));
        assertThat(table("findings").where("since > step").count()).isZero();
    }

    @Test
    void folderHoldsOnlyTheReport() {
        assertThat(report.toFile().list())
                .containsExactlyInAnyOrder(
                        "_SUCCESS", "findings", "layers", "report.html", "report.json", "report.md", "units");
        assertThat(Arrays.asList(folder.toFile().list())).containsExactly("report");
    }

    @Test
    void foldersOfTheTablesHaveNoHiddenFiles() throws IOException {
        try (Stream<Path> files = Files.walk(report)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .anyMatch(name -> name.endsWith(".parquet"))
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    private static Dataset<Row> table(String name) {
        return session().read().parquet(report.resolve(name).toString());
    }

    private static SparkSession session() {
        return SparkSession.active();
    }
}
