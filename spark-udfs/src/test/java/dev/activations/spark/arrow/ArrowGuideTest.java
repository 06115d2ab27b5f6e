package dev.activations.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Projection;
import dev.activations.spark.Sessions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Runs the code of docs/arrow.md that needs Spark; the test of that name in arrow-batch sees that all of it is here. */
class ArrowGuideTest {

    private final Dataset<Row> rows = Sessions.shared().sql("SELECT CAST(id AS FLOAT) AS x FROM range(0, 10, 1, 1)");

    @Test
    void projection() {
        Projection gelu = Projection.none().with("y", BatchFunctions.named("gelu"), "x");
        Dataset<Row> withGelu = ArrowBatches.project(rows, gelu);
        assertThat(withGelu.collectAsList())
                .isEqualTo(rows.selectExpr("x", "gelu(x) AS y").collectAsList());
    }

    @Test
    void mapper() {
        Dataset<Row> halved = ArrowBatches.mapInArrow(
                rows,
                (batch, allocator) -> {
                    batch.setRowCount(batch.getRowCount() / 2); // any code over Arrow vectors
                    return batch;
                },
                rows.schema());
        assertThat(halved.collectAsList()).isEqualTo(rows.where("x < 5").collectAsList());
    }
}
