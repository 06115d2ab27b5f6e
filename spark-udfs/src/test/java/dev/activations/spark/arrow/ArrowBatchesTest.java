package dev.activations.spark.arrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.arrow.BatchFunctions;
import dev.activations.arrow.Projection;
import dev.activations.spark.Sessions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** mapInArrow: what passes through, how large batches are, what is refused, and that all memory comes back. */
class ArrowBatchesTest {

    private static final String EVERYTHING =
            """
            SELECT id, CAST(id AS FLOAT) / 7 - 3 AS x, IF(id % 3 = 0, NULL, concat('text ', id)) AS s,
              timestamp_micros(id * 1234567) AS t, date_add(DATE'2026-01-01', CAST(id AS INT)) AS d,
              array(CAST(id AS FLOAT), NULL, -1f) AS a, array(array(1D, id), NULL, array()) AS nested,
              named_struct('p', id > 5, 'q', map('k', id)) AS r, CAST(id AS DECIMAL(20, 3)) AS n, CAST(s AS BINARY) AS b
            FROM (SELECT id, concat('x', id) AS s FROM range(0, 100, 1, 3))
            """;
    private static final StructType ROWS = StructType.fromDDL("n BIGINT");

    private long before;

    @BeforeEach
    void measure() {
        before = ArrowUtils.rootAllocator().getAllocatedMemory();
    }

    /**
     * A query that fails comes back while its other tasks are still being stopped, so this waits for them. An earlier class
     * may have left some too: those give back what they had before.
     */
    @AfterEach
    void nothingStaysAllocated() throws InterruptedException {
        for (int i = 0; i < 100 && ArrowUtils.rootAllocator().getAllocatedMemory() > before; i++) {
            Thread.sleep(100);
        }
        assertThat(ArrowUtils.rootAllocator().getAllocatedMemory()).isLessThanOrEqualTo(before);
    }

    @Test
    void everyTypePassesThroughTheMapperThatChangesNothing() {
        Dataset<Row> rows = Sessions.shared().sql(EVERYTHING);

        Dataset<Row> same = ArrowBatches.mapInArrow(rows, (batch, allocator) -> batch, rows.schema());

        assertThat(same.schema()).isEqualTo(rows.schema());
        assertThat(same.collectAsList()).isEqualTo(rows.collectAsList()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gelu(x)", "leaky_relu(x, 0.2D)", "mish(a)"})
    void projectionHasTheBitsOfSql(String expression) {
        Dataset<Row> rows = Sessions.shared().sql(EVERYTHING);
        String function = expression.replaceFirst("\\(.*", "").replace("leaky_relu", "leaky_relu(alpha=0.2)");
        String column = expression.replaceFirst("\\w+\\((\\w+).*", "$1");

        Dataset<Row> result =
                ArrowBatches.project(rows, Projection.none().with("y", BatchFunctions.named(function), column));

        assertThat(result.columns()).hasSize(rows.columns().length + 1).endsWith("y");
        assertThat(result.select("y").collectAsList())
                .isEqualTo(rows.selectExpr(expression).collectAsList());
    }

    @Test
    void planAboveSeesTheColumns() {
        Dataset<Row> rows = Sessions.shared().sql(EVERYTHING);
        Dataset<Row> result =
                ArrowBatches.project(rows, Projection.none().with("x", BatchFunctions.named("relu"), "x"));

        assertThat(result.where("x = 0").count()).isEqualTo(22);
        assertThat(result.groupBy("s").max("x").count()).isEqualTo(67);
        assertThat(result.selectExpr("max(s)", "max_by(s, x) FILTER (WHERE s IS NOT NULL)")
                        .collectAsList()
                        .get(0)
                        .toString())
                .isEqualTo("[text 98,text 98]");
    }

    @Test
    void batchesAreBoundedInRows() {
        assertThat(rowsPerBatch(Map.of("spark.sql.execution.arrow.maxRecordsPerBatch", "30"), 100))
                .containsExactly(30L, 30L, 30L, 10L);
    }

    @Test
    void batchesAreBoundedInBytesAndHaveARowAtLeast() {
        assertThat(rowsPerBatch(Map.of("spark.sql.execution.arrow.maxBytesPerBatch", "100b"), 10))
                .allMatch(rows -> rows > 0 && rows <= 7)
                .hasSizeBetween(2, 9);
        assertThat(rowsPerBatch(Map.of("spark.sql.execution.arrow.maxBytesPerBatch", "1b"), 3))
                .containsExactly(1L, 1L, 1L);
    }

    private static List<Long> rowsPerBatch(Map<String, String> settings, int rows) {
        return Sessions.with(settings, () -> ArrowBatches.mapInArrow(
                        Sessions.shared().range(0, rows, 1, 1).toDF(), ArrowBatchesTest::countRows, ROWS)
                .collectAsList()
                .stream()
                .map(row -> row.getLong(0))
                .toList());
    }

    private static VectorSchemaRoot countRows(VectorSchemaRoot batch, BufferAllocator allocator) {
        BigIntVector count = new BigIntVector("n", allocator);
        count.setSafe(0, batch.getRowCount());
        VectorSchemaRoot result = VectorSchemaRoot.of(count);
        result.setRowCount(1);
        return result;
    }

    @Test
    void datasetWithoutRowsHasNone() {
        Dataset<Row> none = Sessions.shared().sql(EVERYTHING).where("id < 0");
        assertThat(ArrowBatches.mapInArrow(none, ArrowBatchesTest::countRows, ROWS)
                        .count())
                .isZero();
    }

    @Test
    void memoryIsReleasedIfALimitNeedsNoMoreRows() {
        Sessions.with(Map.of("spark.sql.execution.arrow.maxRecordsPerBatch", "10"), () -> {
            Dataset<Row> rows = Sessions.shared().range(0, 100_000, 1, 2).toDF();
            assertThat(ArrowBatches.project(rows, Projection.none()).limit(15).collectAsList())
                    .hasSize(15);
            assertThat(ArrowBatches.project(rows, Projection.none()).takeAsList(3))
                    .hasSize(3);
            return null;
        });
    }

    @Test
    void memoryIsReleasedIfTheMapperFails() {
        Dataset<Row> rows = Sessions.shared().range(100).toDF();
        BatchMapper failing = (batch, allocator) -> {
            throw new ArithmeticException("row 7 is odd");
        };
        assertThatThrownBy(() ->
                        ArrowBatches.mapInArrow(rows, failing, rows.schema()).count())
                .hasStackTraceContaining("ArithmeticException: row 7 is odd");
    }

    @Test
    void resultOfOtherColumnsIsRefused() {
        Dataset<Row> rows = Sessions.shared().range(100).toDF();
        Dataset<Row> other = ArrowBatches.mapInArrow(
                rows, (batch, allocator) -> countRows(batch, allocator), StructType.fromDDL("n INT"));
        assertThatThrownBy(other::collectAsList)
                .hasStackTraceContaining(
                        "mapInArrow: the mapper returned the columns n bigint, but n int were declared");
        assertThatThrownBy(() -> ArrowBatches.mapInArrow(rows, (batch, allocator) -> null, ROWS)
                        .collectAsList())
                .hasStackTraceContaining("mapInArrow: the mapper returned null for a batch");
    }

    @Test
    void nullsThatWereNotAnnouncedAreRefused() {
        Dataset<Row> rows = Sessions.shared().sql("SELECT CAST(NULL AS BIGINT) AS n");
        Dataset<Row> result =
                ArrowBatches.mapInArrow(rows, (batch, allocator) -> batch, StructType.fromDDL("n BIGINT NOT NULL"));
        assertThatThrownBy(result::collectAsList)
                .hasStackTraceContaining(
                        "mapInArrow: the mapper returned 1 nulls in column n, which was declared without nulls");
    }

    @Test
    void columnsThatArrowCannotHoldAreNamedBeforeAnythingRuns() {
        Dataset<Row> twice = Sessions.shared().sql("SELECT struct(1 AS a, 2 AS a) AS s");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrowBatches.project(twice, Projection.none()))
                .withMessageStartingWith("Arrow cannot hold the columns struct<s:struct<a:int,a:int>>: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArrowBatches.mapInArrow(twice, (batch, allocator) -> batch, new StructType()))
                .withMessage("a record batch needs a column, and there is none");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ArrowBatches.project(twice, Projection.none().with("y", BatchFunctions.named("relu"), "x")))
                .withMessageStartingWith("Arrow cannot hold");
    }

    @Test
    void missingColumnIsNamedBeforeAnythingRuns() {
        Projection projection = Projection.none().with("y", BatchFunctions.named("relu"), "x");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ArrowBatches.project(Sessions.shared().range(3).toDF(), projection))
                .withMessage("relu: there is no column 'x'; the columns are id");
    }

    @Test
    void itRunsInAStream(@TempDir Path folder) throws Exception {
        Files.writeString(Files.createDirectory(folder.resolve("in")).resolve("a.json"), "{\"x\":-1.0}\n{\"x\":2.0}\n");
        Dataset<Row> stream = Sessions.shared()
                .readStream()
                .schema("x FLOAT")
                .json(folder.resolve("in").toString());
        Dataset<Row> result =
                ArrowBatches.project(stream, Projection.none().with("y", BatchFunctions.named("relu"), "x"));
        StreamingQuery query = result.writeStream()
                .format("memory")
                .queryName("arrow_stream")
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .start();
        query.processAllAvailable();
        query.stop();

        assertThat(Sessions.shared()
                        .sql("SELECT x, y FROM arrow_stream ORDER BY x")
                        .collectAsList()
                        .toString())
                .isEqualTo("[[-1.0,0.0], [2.0,2.0]]");
    }
}
