package dev.activations.spark;

import static dev.activations.spark.Sessions.row;
import static dev.activations.spark.Sessions.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NullsTest {

    private static final String FLOATS =
            "(SELECT IF(id = 0, NULL, array(1F, IF(id = 1, NULL, -2F))) AS x FROM range(0, 3, 1, 1))";

    static Stream<Entry> entries() {
        return Catalogue.entries().stream();
    }

    static Stream<Entry> elementwiseEntries() {
        return entries().filter(Entry::isElementwise);
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nullArrayGivesNull(Entry entry) {
        String ofNull = Calls.of(entry, entry.name(), "CAST(NULL AS array<float>)");
        assertThat(value("SELECT " + ofNull)).isNull();
        String ofColumn = Calls.of(entry, entry.name(), "x");
        assertThat(value("SELECT " + ofColumn + " FROM " + FLOATS)).isNull();
    }

    @ParameterizedTest
    @MethodSource("elementwiseEntries")
    void nullNumberGivesNull(Entry entry) {
        String name = entry.name();
        for (String call : List.of(
                Calls.of(entry, name, "NULL"),
                Calls.of(entry, name, "CAST(NULL AS float)"),
                Calls.of(entry, name + "_derivative", "CAST(NULL AS int)"),
                Calls.of(entry, name, "IF(id = 0, NULL, id)"))) {
            assertThat(value("SELECT " + call + " FROM range(1)")).as(call).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("elementwiseEntries")
    void nullElementKeepsItsPlace(Entry entry) {
        String name = entry.name();
        String sql = "SELECT " + Calls.of(entry, name, "x") + ", "
                + Calls.of(entry, name, "CAST(x AS array<double>)") + ", "
                + Calls.of(entry, name + "_derivative", "x")
                + " FROM " + FLOATS + " WHERE x IS NOT NULL AND x[1] IS NULL";
        for (Map<String, String> settings : List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            var row = Sessions.with(settings, () -> row(sql));
            for (int column = 0; column < 3; column++) {
                assertThat(row.getList(column)).hasSize(2);
                assertThat(row.getList(column).get(0)).isNotNull();
                assertThat(row.getList(column).get(1)).isNull();
            }
        }
    }

    @Test
    void nullElementMakesAFunctionOfAWholeArrayNull() {
        assertThat(value("SELECT softmax(array(1F, NULL))")).isNull();
        assertThat(value("SELECT log_softmax(x) FROM %s WHERE x[1] IS NULL AND x IS NOT NULL".formatted(FLOATS)))
                .isNull();
    }

    @Test
    void arraysWithNullElementsCompareEqualWhateverWasComputedUnderTheNull() {
        assertThat(value("SELECT count(DISTINCT y) FROM (SELECT sigmoid(array(0 * id, NULL)) AS y FROM range(1) "
                        + "UNION ALL SELECT array(0.5D, NULL))"))
                .isEqualTo(1L);
    }

    @Test
    void emptyArrayStaysEmpty() {
        assertThat(row("SELECT relu(array()), softmax(array())").toString()).isEqualTo("[ArraySeq(),ArraySeq()]");
    }

    @Test
    void nullParameterGivesNull() {
        assertThat(row("SELECT leaky_relu(-1D, NULL), leaky_relu(-1F, alpha => CAST(NULL AS int))")
                        .toString())
                .isEqualTo("[null,null]");
        assertThat(value("SELECT leaky_relu(-id, NULL) FROM range(1, 2)")).isNull();
        assertThat(value("SELECT leaky_relu(-id, IF(id = 1, NULL, 0.5)) FROM range(1, 2)"))
                .isNull();
    }

    @Test
    void resultsAreNullableOnlyWhereInputsAre() {
        StructType schema = Sessions.shared()
                .sql("SELECT relu(id), relu(array(float(id))), relu(array(NULL, float(id))), relu(nullif(id, 1)), "
                        + "softmax(array(id)), softmax(array(NULL, id)) FROM range(1)")
                .schema();
        assertThat(Stream.of(schema.fields()).map(StructField::nullable))
                .containsExactly(false, false, false, true, false, true);
        assertThat(Stream.of(schema.fields()).map(StructField::dataType))
                .containsExactly(
                        DataTypes.DoubleType,
                        new ArrayType(DataTypes.FloatType, false),
                        new ArrayType(DataTypes.FloatType, true),
                        DataTypes.DoubleType,
                        new ArrayType(DataTypes.DoubleType, false),
                        new ArrayType(DataTypes.DoubleType, false));
    }
}
