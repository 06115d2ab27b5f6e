package dev.activations.spark.arrow;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.spark.Sessions;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** A mapper that keeps memory fails its task instead of using up the executor's; here the memory is lost. */
class LeakingMapperTest {

    @Test
    void memoryThatTheMapperKeepsFailsTheTaskInOneSentence() {
        Dataset<Row> rows = Sessions.shared().range(0, 10, 1, 1).toDF();
        BatchMapper keeping = (batch, allocator) -> {
            allocator.buffer(1024);
            return batch;
        };
        assertThatThrownBy(() ->
                        ArrowBatches.mapInArrow(rows, keeping, rows.schema()).collectAsList())
                .hasStackTraceContaining("mapInArrow: the mapper left 1024 bytes allocated; it must close everything it"
                        + " allocates except the batch that it returns");
    }
}
