package dev.activations.jobs;

import static org.apache.spark.sql.functions.rand;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report does not depend on how the rows are partitioned and ordered, the last digits of floating-point sums apart. */
class PartitioningTest {

    /** Of values that differ in their sixth digit only, a standard deviation has six good digits fewer than the sums. */
    private static final double LAST_DIGITS = 1e-10;

    private static JsonNode asTheFilesAre;

    @BeforeAll
    static void diagnoseTheRowsAsTheFilesAre() {
        asTheFilesAre = diagnose(rows());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 50})
    void shuffledRowsInAnyNumberOfPartitionsGiveTheSameReport(int partitions) {
        Dataset<Row> shuffled = rows().orderBy(rand(partitions)).repartition(partitions, rand(1));
        Differences differences = new Differences(LAST_DIGITS);

        differences.compare("", asTheFilesAre, diagnose(shuffled));

        assertThat(shuffled.javaRDD().getNumPartitions()).isEqualTo(partitions);
        assertThat(differences.found()).isEmpty();
        assertThat(differences.compared()).isGreaterThan(4_000);
    }

    private static Dataset<Row> rows() {
        return DigitsLog.rows().where("run in ('high-lr-relu', 'deep-sigmoid', 'healthy-gelu')");
    }

    private static JsonNode diagnose(Dataset<Row> rows) {
        return DigitsLog.json(ActivationDiagnostics.on(rows).run());
    }
}
