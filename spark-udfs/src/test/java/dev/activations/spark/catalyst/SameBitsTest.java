package dev.activations.spark.catalyst;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.definition.Elementwise;
import dev.activations.functions.definition.Rowwise;
import dev.activations.spark.Calls;
import dev.activations.spark.Sessions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SQL gives what the Java kernel gives, to the last bit, with generated code and without. */
class SameBitsTest {

    private static final String VIEW = "same_bits";
    private static final StructType COLUMNS =
            StructType.fromDDL("id int, d double, f float, ds array<double>, fs array<float>");
    private static final double[] INPUTS = inputs();

    @BeforeAll
    static void makeView() {
        List<Row> rows =
                IntStream.range(0, INPUTS.length).mapToObj(SameBitsTest::row).toList();
        JavaSparkContext context = new JavaSparkContext(Sessions.shared().sparkContext());
        Sessions.shared().createDataFrame(context.parallelize(rows, 1), COLUMNS).createOrReplaceTempView(VIEW);
    }

    static Stream<SqlFunction> functions() {
        return SqlFunctions.all().stream()
                .filter(function -> !function.operation().takesTwo());
    }

    @ParameterizedTest
    @MethodSource("functions")
    void sqlGivesTheBitsOfTheKernelInGeneratedCode(SqlFunction function) {
        assertSameBits(function, Sessions.GENERATED);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void sqlGivesTheBitsOfTheKernelInterpreted(SqlFunction function) {
        assertSameBits(function, Sessions.INTERPRETED);
    }

    private static void assertSameBits(SqlFunction function, Map<String, String> settings) {
        boolean numbers =
                function.operation().takesNumbers() && !function.name().equals("tanh");
        List<String> columns = numbers ? List.of("d", "f", "ds", "fs") : List.of("ds", "fs");
        String calls = columns.stream()
                .map(c -> Calls.of(function.entry(), function.name(), c))
                .collect(Collectors.joining(", "));
        List<Row> fromSql = Sessions.with(
                settings,
                () -> Sessions.shared().sql("SELECT " + calls + " FROM " + VIEW).collectAsList());
        for (int row = 0; row < INPUTS.length; row++) {
            for (String column : columns) {
                assertThat(bits(numbers(fromSql.get(row), columns.indexOf(column))))
                        .as("%s(%s) of %s", function.name(), column, Arrays.toString(arrayAt(row)))
                        .isEqualTo(bits(expected(function, column, row)));
            }
        }
    }

    private static List<Number> numbers(Row row, int column) {
        return row.get(column) instanceof Number number ? List.of(number) : row.getList(column);
    }

    private static List<Number> expected(SqlFunction function, String column, int row) {
        boolean asFloat = column.startsWith("f");
        double[] x = column.length() == 1 ? new double[] {INPUTS[row]} : arrayAt(row);
        if (function.entry().example().kernel() instanceof Rowwise rowwise) {
            return asFloat ? floatRow(rowwise, x) : doubleRow(rowwise, x);
        }
        Elementwise kernel = (Elementwise) function.entry().example().kernel();
        boolean derivative = function.operation() == Operation.DERIVATIVE;
        return Arrays.stream(x)
                .mapToObj(v -> {
                    if (asFloat) {
                        return (Number) (derivative ? kernel.derivative((float) v) : kernel.value((float) v));
                    }
                    return (Number) (derivative ? kernel.derivative(v) : kernel.value(v));
                })
                .toList();
    }

    private static List<Number> doubleRow(Rowwise function, double[] x) {
        double[] y = new double[x.length];
        function.values(x, 0, y, 0, x.length);
        return Arrays.stream(y, 0, function.outputLength(x.length))
                .<Number>mapToObj(v -> v)
                .toList();
    }

    private static List<Number> floatRow(Rowwise function, double[] x) {
        float[] y = floats(x);
        function.values(y, 0, y, 0, y.length);
        return IntStream.range(0, function.outputLength(x.length))
                .<Number>mapToObj(i -> y[i])
                .toList();
    }

    /** Type and bits of each number, so that -0.0 differs from 0.0, NaN equals NaN and float differs from double. */
    private static List<String> bits(List<Number> numbers) {
        return numbers.stream()
                .map(n -> n instanceof Float f
                        ? "float %08x".formatted(Float.floatToIntBits(f))
                        : "double %016x".formatted(Double.doubleToLongBits(n.doubleValue())))
                .toList();
    }

    private static Row row(int i) {
        return RowFactory.create(i, INPUTS[i], (float) INPUTS[i], arrayAt(i), floats(arrayAt(i)));
    }

    private static float[] floats(double[] values) {
        float[] narrow = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            narrow[i] = (float) values[i];
        }
        return narrow;
    }

    /** Row i holds i values, or one fewer where i is odd (gated linear units halve their row), the last one first. */
    private static double[] arrayAt(int i) {
        return IntStream.range(0, i - i % 2).mapToDouble(j -> INPUTS[i - j]).toArray();
    }

    private static double[] inputs() {
        DoubleStream special = DoubleStream.of(
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                0.0,
                -0.0,
                Double.MIN_VALUE,
                -Double.MIN_VALUE,
                Float.MIN_VALUE,
                -Float.MIN_VALUE,
                Double.MIN_NORMAL,
                Float.MIN_NORMAL,
                Double.MAX_VALUE,
                -Double.MAX_VALUE,
                Float.MAX_VALUE,
                -Float.MAX_VALUE,
                1,
                -1,
                3,
                -3,
                6,
                0.5,
                -0.5);
        return DoubleStream.concat(new Random(7).doubles(20, -8, 8), special).toArray();
    }
}
