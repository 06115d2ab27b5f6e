package dev.activations.spark.catalyst.catalog;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.Parameter;
import dev.activations.spark.Calls;
import dev.activations.spark.GeneratedFile;
import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.call.SqlFunction;
import dev.activations.spark.functions;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColumnFunctionsTest {

    static Stream<SqlFunction> all() {
        return SqlFunctions.all().stream();
    }

    @Test
    void sourceIsMadeFromTheCatalogue() throws IOException {
        GeneratedFile.assertUpToDate(
                "src/main/java/dev/activations/spark/functions.java", ColumnFunctionsSource.text());
    }

    @ParameterizedTest
    @MethodSource("all")
    void methodDoesWhatTheSqlFunctionDoes(SqlFunction function) throws ReflectiveOperationException {
        Column viaMethod =
                (Column) method(function).invoke(null, arguments(function).toArray());
        Row row = Sessions.shared()
                .range(1)
                .selectExpr("array(-1.5F, NULL, 2F) AS x")
                .select(
                        viaMethod,
                        org.apache.spark.sql.functions.expr(
                                Calls.of(function.entry(), function.name(), Calls.inputs(function.entry(), "x"))))
                .collectAsList()
                .get(0);
        assertThat(row.get(0)).isEqualTo(row.get(1));
        assertThat(row.isNullAt(0)).isEqualTo(!function.entry().isElementwise());
    }

    @Test
    void parametersAreNumbersOrColumns() {
        Row row = Sessions.shared()
                .range(1, 2)
                .select(
                        functions.leaky_relu(lit(-1.0)),
                        functions.leaky_relu(lit(-1.0), 0.5),
                        functions.leaky_relu(lit(-1.0), col("id")),
                        functions.softmax(array(lit(0), lit(0))))
                .collectAsList()
                .get(0);
        assertThat(row.toString()).isEqualTo("[-0.01,-0.5,-1.0,ArraySeq(0.5, 0.5)]");
    }

    private static Method method(SqlFunction function) throws NoSuchMethodException {
        List<Class<?>> types = new ArrayList<>();
        function.entry().inputs().forEach(input -> types.add(Column.class));
        for (Parameter parameter : function.entry().parameters()) {
            types.add(parameter instanceof Parameter.Number ? double.class : String.class);
        }
        return functions.class.getMethod(function.name(), types.toArray(Class[]::new));
    }

    private static List<Object> arguments(SqlFunction function) {
        List<Object> arguments = new ArrayList<>();
        function.entry().inputs().forEach(input -> arguments.add(input.equals("class_index") ? lit(0) : col("x")));
        function.entry().parameters().forEach(parameter -> arguments.add(parameter.example()));
        return arguments;
    }
}
