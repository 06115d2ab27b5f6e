package dev.activations.spark.catalyst.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.activations.functions.kernel.ClassLoss;
import dev.activations.functions.kernel.Elementwise;
import dev.activations.functions.kernel.Kernel;
import dev.activations.functions.kernel.Loss;
import dev.activations.functions.kernel.PairLoss;
import dev.activations.functions.kernel.RowPair;
import dev.activations.functions.kernel.Rowwise;
import dev.activations.spark.Sessions;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function in every {@link Way} gives what the Java kernel gives, to the last bit, for all types and special values,
 * with generated code and without. The one exception is tanh of a number, which is Spark's own where its name is.
 */
class SameBitsTest {

    /** d, ds and v hold the same numbers, f and fs the same as floats; e, es, w, g and gs are the other of two inputs. */
    private static final StructType COLUMNS = StructType.fromDDL(
                    "d double, f float, ds array<double>, fs array<float>, "
                            + "e double, g float, es array<double>, gs array<float>, k bigint")
            .add("v", SQLDataTypes.VectorType())
            .add("w", SQLDataTypes.VectorType());

    private static final double[] INPUTS = inputs();

    static Stream<SqlFunction> functions() {
        return SqlFunctions.all().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyWayGivesTheBitsOfTheKernel(SqlFunction function) {
        List<Call> calls = Way.OF_THE_JAR.stream()
                .flatMap(way -> inputs(function, way).map(columns -> new Call(way, columns)))
                .toList();
        Dataset<Row> rows = Way.EXTENSION
                .session()
                .createDataFrame(
                        IntStream.range(0, INPUTS.length)
                                .mapToObj(SameBitsTest::row)
                                .toList(),
                        COLUMNS);
        for (int i = 0; i < calls.size(); i++) {
            rows = calls.get(i).addTo(rows, "y" + i, function);
        }
        String[] results =
                IntStream.range(0, calls.size()).mapToObj(i -> "y" + i).toArray(String[]::new);
        for (Map<String, String> settings : List.of(Sessions.GENERATED, Sessions.INTERPRETED)) {
            Dataset<Row> query = rows;
            assertSameBits(function, calls, Way.EXTENSION.with(settings, () -> query.selectExpr(results)
                    .collectAsList()));
        }
    }

    private record Call(Way way, List<String> inputs) {

        Dataset<Row> addTo(Dataset<Row> rows, String column, SqlFunction function) {
            return way.add(rows, column, FunctionUse.of(function, inputs));
        }
    }

    /** The columns that a way can give a function. */
    private static Stream<List<String>> inputs(SqlFunction function, Way way) {
        boolean sparks = function.name().equals("tanh") && (way == Way.EXTENSION || way == Way.COLUMNS);
        return switch (function.operation()) {
            case VALUE -> sparks ? columns("ds", "fs", "v") : columns("d", "f", "ds", "fs", "v");
            case DERIVATIVE -> way == Way.STAGE ? Stream.of() : columns("d", "f", "ds", "fs", "v");
            case ROW -> columns("ds", "fs", "v");
            case LOSS -> way == Way.STAGE ? Stream.of() : columns("d e", "f g", "ds es", "fs gs", "v w");
            case CLASS_LOSS -> way == Way.STAGE ? Stream.of() : columns("ds k", "fs k", "v k");
            case GRADIENT -> way == Way.STAGE ? Stream.of() : columns("ds es", "fs gs", "v w");
        };
    }

    private static Stream<List<String>> columns(String... inputs) {
        return Stream.of(inputs).map(columns -> List.of(columns.split(" ")));
    }

    private static void assertSameBits(SqlFunction function, List<Call> calls, List<Row> results) {
        assertThat(results).hasSameSizeAs(INPUTS);
        for (int row = 0; row < INPUTS.length; row++) {
            for (int call = 0; call < calls.size(); call++) {
                List<Number> expected =
                        expected(function, calls.get(call).inputs().get(0), row);
                assertThat(bits(numbers(results.get(row), call)))
                        .as("%s by %s of %s", function.name(), calls.get(call), Arrays.toString(arrayAt(row)))
                        .isEqualTo(bits(expected));
            }
        }
    }

    /** No number at all for NULL. */
    private static List<Number> numbers(Row row, int column) {
        if (row.isNullAt(column)) {
            return List.of();
        } else if (row.get(column) instanceof Number number) {
            return List.of(number);
        } else if (row.get(column) instanceof Vector vector) {
            return Arrays.stream(vector.toArray()).<Number>mapToObj(v -> v).toList();
        }
        return row.getList(column);
    }

    private static List<Number> expected(SqlFunction function, String column, int row) {
        boolean asFloat = column.startsWith("f");
        boolean number = column.equals("d") || column.equals("f");
        double[] x = number ? new double[] {INPUTS[row]} : arrayAt(row);
        double[] other = number ? new double[] {otherAt(row)} : others(row);
        Kernel kernel = function.entry().example().kernel();
        return switch (function.operation()) {
            case VALUE -> elementwise((Elementwise) kernel, false, x, asFloat);
            case DERIVATIVE -> elementwise((Elementwise) kernel, true, x, asFloat);
            case ROW -> asFloat ? floatRow((Rowwise) kernel, x) : doubleRow((Rowwise) kernel, x);
            case LOSS ->
                number
                        ? numberLoss(((Loss) kernel).ofPair(), x[0], other[0], asFloat)
                        : rounded(((Loss) kernel).values(asWidened(x, asFloat), asWidened(other, asFloat)), asFloat);
            case CLASS_LOSS -> classLoss((ClassLoss) kernel, x, row, asFloat);
            case GRADIENT -> asFloat ? floatPair((RowPair) kernel, x, other) : doublePair((RowPair) kernel, x, other);
        };
    }

    private static List<Number> elementwise(Elementwise kernel, boolean derivative, double[] x, boolean asFloat) {
        return Arrays.stream(x)
                .mapToObj(v -> {
                    if (asFloat) {
                        return (Number) (derivative ? kernel.derivative((float) v) : kernel.value((float) v));
                    }
                    return (Number) (derivative ? kernel.derivative(v) : kernel.value(v));
                })
                .toList();
    }

    private static List<Number> numberLoss(PairLoss loss, double x, double target, boolean asFloat) {
        Number value = asFloat ? (Number) loss.value((float) x, (float) target) : (Number) loss.value(x, target);
        return List.of(value);
    }

    private static List<Number> classLoss(ClassLoss loss, double[] x, int row, boolean asFloat) {
        if (x.length == 0) {
            return List.of();
        }
        Number value = asFloat
                ? (Number) loss.value(floats(x), 0, x.length, classAt(row))
                : (Number) loss.value(x, 0, x.length, classAt(row));
        return List.of(value);
    }

    private static List<Number> doublePair(RowPair kernel, double[] x, double[] upstream) {
        double[] y = new double[x.length];
        kernel.values(x, 0, upstream, 0, y, 0, y.length);
        return rounded(y, false);
    }

    private static List<Number> floatPair(RowPair kernel, double[] x, double[] upstream) {
        float[] y = new float[x.length];
        kernel.values(floats(x), 0, floats(upstream), 0, y, 0, y.length);
        return IntStream.range(0, y.length).<Number>mapToObj(i -> y[i]).toList();
    }

    private static double[] asWidened(double[] values, boolean fromFloat) {
        return fromFloat ? Arrays.stream(values).map(v -> (float) v).toArray() : values;
    }

    private static List<Number> rounded(double[] values, boolean asFloat) {
        return Arrays.stream(values)
                .mapToObj(v -> asFloat ? (Number) (float) v : (Number) v)
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
        return RowFactory.create(
                INPUTS[i],
                (float) INPUTS[i],
                arrayAt(i),
                floats(arrayAt(i)),
                otherAt(i),
                (float) otherAt(i),
                others(i),
                floats(others(i)),
                arrayAt(i).length == 0 ? null : classAt(i),
                Vectors.dense(arrayAt(i)),
                Vectors.dense(others(i)));
    }

    private static double otherAt(int i) {
        return INPUTS[(i + 5) % INPUTS.length];
    }

    /** As many as the row has itself. */
    private static double[] others(int i) {
        return IntStream.range(0, arrayAt(i).length)
                .mapToDouble(SameBitsTest::otherAt)
                .toArray();
    }

    private static long classAt(int i) {
        return i * 5L % arrayAt(i).length;
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
