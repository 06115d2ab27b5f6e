package dev.activations.spark;

import static dev.activations.spark.Sessions.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrays of arrays: every inner array is treated as an array of its own. */
class NestedArraysTest {

    static Stream<Entry> entries() {
        return Catalogue.entries().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void nestedArrayIsTreatedInnerArrayByInnerArray(Entry entry) {
        for (String type : List.of("float", "double")) {
            String from = " FROM (SELECT CAST(array(array(id - 1.5, 2), NULL, array(id, NULL), array()) AS array<array<"
                    + type + ">>) AS x FROM range(1))";
            String whole = Calls.of(entry, entry.name(), "x");
            String one = "transform(x, y -> " + Calls.of(entry, entry.name(), "y") + ")";
            for (Map<String, String> settings : List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
                Row both = Sessions.with(settings, () -> row("SELECT " + whole + ", " + one + from));
                assertThat(both.getList(0)).hasSize(4).isEqualTo(both.getList(1));
                assertThat(both.getList(0).get(1)).isNull();
            }
        }
    }

    @Test
    void resultHasTheTypeOfTheInput() {
        Row row = row(
                "SELECT relu(array(array(1F), NULL)), relu(array(array(1))), relu_derivative(array(array(1F, NULL))), "
                        + "softmax(array(array(1F, NULL))), softmax(array(array(2)))");
        assertThat(Stream.of(row.schema().fields()).map(f -> f.dataType().sql()))
                .containsExactly(
                        "ARRAY<ARRAY<FLOAT>>",
                        "ARRAY<ARRAY<DOUBLE>>",
                        "ARRAY<ARRAY<FLOAT>>",
                        "ARRAY<ARRAY<FLOAT>>",
                        "ARRAY<ARRAY<DOUBLE>>");
        assertThat(row.getList(3)).containsExactly((Object) null);
    }
}
