package dev.activations.spark.catalyst.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import dev.activations.functions.statistics.UnitLayout;
import dev.activations.functions.statistics.ValueStatistics;
import dev.activations.spark.Sessions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrimitiveRowsTest {

    @Test
    void integersOfEveryWidthAreReadAsLong() {
        List<Long> read = first(
                "SELECT 1Y, -2S, 3, 4L",
                row -> List.of(row.getLong(0), row.getLong(1), row.getLong(2), row.getLong(3)));
        assertThat(read).containsExactly(1L, -2L, 3L, 4L);
    }

    @Test
    void stringsAndBooleansAreRead() {
        String read = first("SELECT 'höhe', true", row -> row.getString(0) + row.getBoolean(1));
        assertThat(read).isEqualTo("höhetrue");
    }

    @Test
    void nullIsTold() {
        List<Boolean> read = first("SELECT CAST(NULL AS float), 1F", row -> List.of(row.isNull(0), row.isNull(1)));
        assertThat(read).containsExactly(true, false);
    }

    @Test
    void arraysAreReadWithNoNullElements() {
        String sql = "SELECT array(1.5F, -0.0F), array(1.5D, 'NaN'), array(1F)";
        assertThat(floats(sql, 0)).containsExactly(1.5f, -0.0f);
        assertThat(doubles(sql, 1)).containsExactly(1.5, Double.NaN);
        assertThat(doubles(sql, 2)).containsExactly(1.0);
        assertThat(nullElements(sql, 0)).isEmpty();
    }

    @Test
    void nullElementIsNaNButDistinguishableFromNaN() {
        String sql = "SELECT array(1F, NULL, float('NaN')), array(NULL, 2D)";
        assertThat(floats(sql, 0)).containsExactly(1f, Float.NaN, Float.NaN);
        assertThat(nullElements(sql, 0)).containsExactly(false, true, false);
        assertThat(doubles(sql, 1)).containsExactly(Double.NaN, 2);
        assertThat(nullElements(sql, 1)).containsExactly(true, false);
    }

    @Test
    void nullElementBehindSixtyFourOthersIsFound() {
        String sql = "SELECT transform(sequence(0, 129), i -> IF(i = 128, NULL, float(i)))";
        assertThat(nullElements(sql, 0)).hasSize(130).satisfies(nulls -> {
            for (int i = 0; i < nulls.length; i++) {
                assertThat(nulls[i]).as("element %d", i).isEqualTo(i == 128);
            }
        });
    }

    @Test
    void arraysGoIntoRowValuesWithTheirNullElementsLeftOut() {
        String sql = "SELECT array(1F, NULL, float('NaN'), -2F), array(3D, NULL), array(0.5F)";
        ValueStatistics floats = values(sql, 0);
        assertThat(floats.values()).isEqualTo(3);
        assertThat(floats.nan()).isEqualTo(1);
        assertThat(floats.min()).isEqualTo(-2);
        assertThat(floats.max()).isEqualTo(1);
        assertThat(values(sql, 1).values()).isEqualTo(1);
        assertThat(values(sql, 1).max()).isEqualTo(3);
        assertThat(values(sql, 2).max()).isEqualTo(0.5);
    }

    @Test
    void whatIsNoArrayOfNumbersDoesNotGoIntoRowValues() {
        assertThatThrownBy(() -> values("SELECT array(1, 2) AS post", 0))
                .rootCause()
                .hasMessage("column post (array<int>) is read as if it were array<float> or array<double>");
        assertThatThrownBy(() -> values("SELECT CAST(NULL AS array<float>) AS post", 0))
                .rootCause()
                .hasMessage("column post is NULL; ask isNull first");
    }

    /** Of a row read into values, what the statistics count of it. */
    private static ValueStatistics values(String sql, int column) {
        return first(sql, row -> {
            RowValues values = new RowValues();
            row.into(column, values);
            LayerStatistics layer = new LayerStatistics(Optional.empty(), UnitLayout.flat(values.length()), 0);
            layer.add(new RowValues(), values);
            return layer.values();
        });
    }

    @Test
    void shapesAndMasksAreReadOfAnyIntegerType() {
        String sql = "SELECT array(1Y, 2Y), array(3S), array(4), array(5L, 6L), array(true, false)";
        assertThat(ints(sql, 0)).containsExactly(1, 2);
        assertThat(ints(sql, 1)).containsExactly(3);
        assertThat(ints(sql, 2)).containsExactly(4);
        assertThat(ints(sql, 3)).containsExactly(5, 6);
        assertThat(booleans(sql, 4)).containsExactly(true, false);
    }

    @Test
    void whatIsNoIntNamesColumnAndValue() {
        assertThatThrownBy(() -> first("SELECT array(5000000000L) AS shape", row -> row.ints(0)))
                .rootCause()
                .hasMessage(
                        "column shape (array<bigint>) is read as if it were an array of ints, and 5000000000 is none");
        assertThatThrownBy(() -> first("SELECT array(1, NULL) AS shape", row -> row.ints(0)))
                .rootCause()
                .hasMessage("column shape has NULL as element 1");
    }

    @Test
    void wrongTypeNamesTheColumn() {
        assertThatThrownBy(() -> first("SELECT array(1D) AS pre", row -> row.floats(0)))
                .rootCause()
                .hasMessage("column pre (array<double>) is read as if it were array<float>");
        assertThatThrownBy(() -> first("SELECT '1' AS step", row -> row.getLong(0)))
                .rootCause()
                .hasMessage("column step (string) is read as if it were an integer");
        assertThatThrownBy(() -> first("SELECT CAST(NULL AS bigint) AS step", row -> row.getLong(0)))
                .rootCause()
                .hasMessage("column step is NULL; ask isNull first");
    }

    @Test
    void arraysOfParquetFilesAreReadRowByRow(@TempDir Path folder) {
        String file = folder.resolve("log").toString();
        Dataset<Row> written = Sessions.shared()
                .sql(
                        "SELECT id, transform(sequence(0, int(id)), i -> IF(i = 3, NULL, float(i))) AS post FROM range(200)");
        written.coalesce(1).write().parquet(file);
        List<String> read = PrimitiveRows.of(Sessions.shared().read().parquet(file))
                .mapPartitions(rows -> {
                    List<String> lines = new ArrayList<>();
                    rows.forEachRemaining(row -> lines.add(describe(row)));
                    return lines.iterator();
                })
                .collect();
        assertThat(read)
                .hasSize(200)
                .contains("0: 1 values, sum 0.0, 0 null", "199: 200 values, sum 19897.0, 200 null");
    }

    private static String describe(PrimitiveRow row) {
        float sum = 0;
        for (float value : row.floats(1)) {
            sum += Float.isNaN(value) ? 0 : value;
        }
        return "%d: %d values, sum %s, %d null"
                .formatted(row.getLong(0), row.floats(1).length, sum, row.nullElements(1).length);
    }

    private static float[] floats(String sql, int column) {
        return first(sql, row -> row.floats(column));
    }

    private static double[] doubles(String sql, int column) {
        return first(sql, row -> row.doubles(column));
    }

    private static int[] ints(String sql, int column) {
        return first(sql, row -> row.ints(column));
    }

    private static boolean[] booleans(String sql, int column) {
        return first(sql, row -> row.booleans(column));
    }

    private static boolean[] nullElements(String sql, int column) {
        return first(sql, row -> row.nullElements(column));
    }

    private static <T> T first(String sql, Function<PrimitiveRow, T> read) {
        return PrimitiveRows.of(Sessions.shared().sql(sql)).map(read).collect().get(0);
    }
}
