package dev.activations.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** docs/statistics.md says what each column is in SQL over a log's rows; here that SQL is run, and the columns agree. */
class StatisticsPageTest {

    private static final Path PAGE = Path.of("../docs/statistics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| .* \\| `(SELECT .*)` \\|");
    private static final ArrayType NUMBERS = DataTypes.createArrayType(DataTypes.DoubleType);
    private static final StructType LOG = new StructType()
            .add("layer", DataTypes.StringType)
            .add("step", DataTypes.LongType)
            .add("activation", DataTypes.StringType)
            .add("sample", DataTypes.LongType)
            .add("pre", NUMBERS)
            .add("post", NUMBERS)
            .add("gradient", NUMBERS);
    private static final double NAN = Double.NaN;
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private final SparkSession spark = Sessions.shared();

    @Test
    void sumsOfALayerAreTheSqlOfThePage() throws IOException {
        Row table = statistics(reluLog());
        runBlock("views");

        List<String> different = new ArrayList<>();
        for (String[] column : columns("layer")) {
            compare(column[0], table, spark.sql(column[1]).head().get(0), different);
        }
        assertThat(different).isEmpty();
    }

    @Test
    void sumsOfUnitsAreTheSqlOfThePageByUnit() throws IOException {
        Row table = statistics(reluLog());
        runBlock("views");

        List<String> different = new ArrayList<>();
        for (String[] column : columns("units")) {
            Matcher query = Pattern.compile("SELECT (.*) FROM element").matcher(column[1]);
            assertThat(query.matches()).as(column[1]).isTrue();
            Object byUnit = spark
                    .sql("SELECT unit, %s AS v FROM element GROUP BY unit ORDER BY unit".formatted(query.group(1)))
                    .collectAsList()
                    .stream()
                    .map(row -> row.get(1))
                    .toList();
            compare(column[0], table, byUnit, different);
        }
        assertThat(different).isEmpty();
    }

    @Test
    void sumsOfASoftmaxAreTheSqlOfThePage() throws IOException {
        Random random = new Random(5);
        List<Row> rows = new ArrayList<>();
        for (long sample = 0; sample < 40; sample++) {
            double a = random.nextDouble();
            double b = (1 - a) * random.nextDouble();
            Double[] row = sample == 7 ? new Double[] {0.5, 0.5, 0.2} : new Double[] {a, b, 1 - a - b};
            rows.add(RowFactory.create("probs", 3L, "softmax", sample, null, Arrays.asList(row), null));
        }
        rows.add(RowFactory.create("probs", 3L, "softmax", 40L, null, List.of(0.0, 1.0, 0.0), null));
        Row table = statistics(spark.createDataFrame(rows, LOG));
        runBlock("softmax views");

        List<String> different = new ArrayList<>();
        for (String[] column : columns("softmax")) {
            compare(column[0], table, spark.sql(column[1]).head().get(0), different);
        }
        assertThat(different).isEmpty();
    }

    @Test
    void pageNamesEveryColumn() throws IOException {
        String page = Files.readString(PAGE);
        List<String> columns = List.of(
                ActivationDiagnostics.on(reluLog()).diagnose().statistics().columns());

        assertThat(columns.stream()
                        .filter(column -> !column.startsWith("empty_sample_"))
                        .filter(column -> !page.contains("`" + column + "`")))
                .isEmpty();
        assertThat(page).contains("`empty_sample_numbers` … `empty_sample_hashes`");
    }

    /** The log as a view, and its table, which has one row. */
    private Row statistics(Dataset<Row> log) {
        log.createOrReplaceTempView("log");
        List<Row> table = ActivationDiagnostics.on(log).diagnose().statistics().collectAsList();
        assertThat(table).hasSize(1);
        return table.get(0);
    }

    /** Sixty samples of four ReLU units with what a log may hold: NULL, NaN, ±Infinity, ±0, tiny, impossible, mismatched. */
    private Dataset<Row> reluLog() {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (long sample = 0; sample < 60; sample++) {
            Double[] pre = Stream.generate(random::nextGaussian).limit(4).toArray(Double[]::new);
            Double[] post = Stream.of(pre).map(z -> Math.max(z, 0)).toArray(Double[]::new);
            Double[] gradient = Stream.generate(random::nextGaussian).limit(4).toArray(Double[]::new);
            gradient[3] = 0.0;
            rows.add(row(sample, pre, post, gradient));
        }
        rows.add(row(60, new Double[] {NAN, 1.0, 1.0, 1.0}, new Double[] {NAN, INFINITY, -INFINITY, 1.0}, new Double[] {
            NAN, 1.0, 2.0, 0.0
        }));
        rows.add(row(61, new Double[] {null, 1e-310, -1.0, 2.0}, new Double[] {1.0, 1e-310, -0.0, 2.5}, new Double[] {
            3.0, 1.0, 2.0, null
        }));
        rows.add(row(62, new Double[] {INFINITY, 1.0, 1.0, -1.0}, new Double[] {3.0, null, 2.0, -0.5}, new Double[] {
            3.0, 1.0, 2.0, 0.0
        }));
        rows.add(RowFactory.create("fc", 3L, "relu", 63L, null, null, null));
        return spark.createDataFrame(rows, LOG).repartition(3);
    }

    private static Row row(long sample, Double[] pre, Double[] post, Double[] gradient) {
        return RowFactory.create(
                "fc", 3L, "relu", sample, Arrays.asList(pre), Arrays.asList(post), Arrays.asList(gradient));
    }

    /** Runs the statements of a block of the page. */
    private void runBlock(String name) throws IOException {
        Matcher block = Pattern.compile("<!-- " + name + " -->\\s*```sql\\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        Stream.of(block.group(1).split(";"))
                .filter(statement -> !statement.isBlank())
                .forEach(spark::sql);
    }

    /** Name and SQL of the columns in a table of the page. */
    private static List<String[]> columns(String name) throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- " + name + " -->"));
        List<String[]> columns = table.lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new String[] {row.group(1), row.group(2).replace("\\|", "|")})
                .toList();
        assertThat(columns).hasSizeGreaterThan(8);
        return columns;
    }

    private static void compare(String column, Row table, Object sql, List<String> different) {
        List<Double> expected = numbers(sql);
        String written = column.equals("unit_firing_values") && table.isNullAt(table.fieldIndex(column))
                ? "unit_fired" // as the page says
                : column;
        List<Double> actual = numbers(table.get(table.fieldIndex(written)));
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < expected.size(); i++) {
            double size = Math.max(1, Math.abs(expected.get(i)));
            same = expected.get(i).equals(actual.get(i)) || Math.abs(expected.get(i) - actual.get(i)) <= 1e-11 * size;
        }
        if (!same) {
            different.add("%s: SQL %s, table %s".formatted(column, expected, actual));
        }
    }

    private static List<Double> numbers(Object value) {
        if (value instanceof Number number) {
            return List.of(number.doubleValue());
        }
        if (value instanceof scala.collection.Seq<?> seq) {
            return scala.jdk.javaapi.CollectionConverters.asJava(seq).stream()
                    .map(number -> ((Number) number).doubleValue())
                    .collect(Collectors.toList());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(number -> ((Number) number).doubleValue()).collect(Collectors.toList());
        }
        return Collections.emptyList();
    }
}
