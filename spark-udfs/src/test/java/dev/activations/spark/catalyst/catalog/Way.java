package dev.activations.spark.catalyst.catalog;

import static org.apache.spark.sql.functions.expr;

import dev.activations.spark.Activations;
import dev.activations.spark.ActivationsCatalog;
import dev.activations.spark.Sessions;
import dev.activations.spark.functions;
import dev.activations.spark.ml.ActivationTransformer;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A way of calling the functions from Spark. Those of the jar share one session so that one query can hold them all; the
 * script, whose functions have the names of the extension's, has its own.
 */
enum Way {
    EXTENSION("SQL by extension") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            return rows.withColumn(column, expr(use.byName(use.function())));
        }
    },

    /** With a prefix, which tells these functions from those of the extension. */
    REGISTERED("SQL by `registerAll`") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            return rows.withColumn(column, expr(use.byName("my_" + use.function())));
        }
    },

    CATALOG("catalog `act.`") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            return rows.withColumn(column, expr(use.byPosition("act." + use.function())));
        }
    },

    COLUMNS("Column API") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            return rows.withColumn(column, viaMethod(use));
        }
    },

    STAGE("Spark ML") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            String input = use.inputs().get(0);
            boolean isColumn = List.of(rows.columns()).contains(input);
            Dataset<Row> with = isColumn ? rows : rows.withColumn("stage_input", expr(input));
            return new ActivationTransformer("stage")
                    .setInputCol(isColumn ? input : "stage_input")
                    .setOutputCol(column)
                    .setActivation(use.asActivation())
                    .transform(with);
        }
    },

    SCRIPT("SQL script, no jar") {
        @Override
        Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use) {
            return rows.withColumn(column, expr(use.byName(use.function())));
        }

        @Override
        SparkSession session() {
            return ScriptHolder.SESSION;
        }
    };

    /** The ways of calling what the jar brings. */
    static final Set<Way> OF_THE_JAR = EnumSet.complementOf(EnumSet.of(SCRIPT));

    private final String title;

    Way(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** The rows with one more column, the function's result. */
    abstract Dataset<Row> add(Dataset<Row> rows, String column, FunctionUse use);

    /** The result for one row whose inputs are these expressions. */
    Object value(String function, String... inputs) {
        return value(FunctionUse.of(function, inputs));
    }

    Object value(FunctionUse use) {
        return add(session().range(1).toDF(), "y", use).select("y").first().get(0);
    }

    /** The result of a call as SQL writes it. */
    Object sql(String call) {
        return session().sql("SELECT " + sqlName(call)).first().get(0);
    }

    /** An array among the results. */
    @SuppressWarnings("unchecked")
    static List<Object> list(Object array) {
        return array instanceof Seq<?> seq ? (List<Object>) CollectionConverters.asJava(seq) : (List<Object>) array;
    }

    /** Runs something without ANSI mode. */
    <T> T notAnsi(Supplier<T> action) {
        return with(Map.of("spark.sql.ansi.enabled", "false"), action);
    }

    /** What the function is called in SQL, for those ways that are SQL. */
    String sqlName(String function) {
        return switch (this) {
            case EXTENSION, SCRIPT -> function;
            case REGISTERED -> "my_" + function;
            case CATALOG -> "act." + function;
            case COLUMNS, STAGE -> throw new IllegalStateException(this + " is not SQL");
        };
    }

    SparkSession session() {
        return Holder.SESSION;
    }

    /** Runs something under other settings of the session, which are unset behind it. */
    <T> T with(Map<String, String> settings, Supplier<T> action) {
        settings.forEach(session().conf()::set);
        try {
            return action.get();
        } finally {
            settings.keySet().forEach(session().conf()::unset);
        }
    }

    private static Column viaMethod(FunctionUse use) {
        List<Object> arguments = new ArrayList<>();
        use.inputs().forEach(input -> arguments.add(expr(input)));
        use.parameters()
                .values()
                .forEach(value -> arguments.add(value instanceof FunctionUse.Sql sql ? expr(sql.text()) : value));
        Method method = Stream.of(functions.class.getMethods())
                .filter(each -> each.getName().equals(use.function()) && fits(each, arguments))
                .findFirst()
                .orElseThrow();
        try {
            return (Column) method.invoke(null, arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean fits(Method method, List<Object> arguments) {
        List<Class<?>> given = arguments.stream()
                .map(argument -> argument instanceof Double ? double.class : (Class<?>) argument.getClass())
                .toList();
        return Arrays.asList(method.getParameterTypes()).equals(given);
    }

    private static final class Holder {
        private static final SparkSession SESSION = Sessions.shared().newSession();

        static {
            SESSION.conf().set("spark.sql.catalog.act", ActivationsCatalog.class.getName());
            Activations.registerAll(SESSION, "my_");
        }
    }

    private static final class ScriptHolder {
        private static final SparkSession SESSION = ScriptSession.create();
    }
}
