package dev.activations.spark.catalyst.catalog;

import dev.activations.functions.Catalogue;
import dev.activations.functions.Entry;
import dev.activations.spark.catalyst.aggregate.AggregateFunctions;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.SqlFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry$;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import scala.Function1;
import scala.Option;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/** The catalogue as SQL functions: every name and alias, and for functions of one number {@code <name>_derivative}. */
public final class SqlFunctions {

    private static final String DERIVATIVE = "_derivative";
    private static final Pattern PREFIX = Pattern.compile("([a-z_][a-z0-9_]*)?");

    private SqlFunctions() {}

    /**
     * Makes the functions part of every session that these extensions are applied to.
     *
     * @param prefix what every name begins with; may be empty
     */
    public static void injectInto(SparkSessionExtensions extensions, String prefix) {
        List<ReplacedFunctions.Replacement> replaced = new ArrayList<>();
        forEach(prefix, (name, info, builder) -> {
            if (isSparks(name)) {
                replaced.add(new ReplacedFunctions.Replacement(name, info, builder));
            } else {
                extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, builder));
            }
        });
        if (!replaced.isEmpty()) {
            extensions.injectHintResolutionRule(session -> new ReplacedFunctions(session, replaced));
        }
    }

    private static boolean isSparks(String name) {
        return FunctionRegistry$.MODULE$.expressions().contains(name);
    }

    /**
     * Registers the functions in one running session.
     *
     * @param prefix what every name begins with; may be empty
     */
    public static void registerIn(SparkSession spark, String prefix) {
        if (!(spark instanceof org.apache.spark.sql.classic.SparkSession classic)) {
            throw new IllegalArgumentException("functions cannot be registered through Spark Connect; "
                    + "start the server with spark.sql.extensions=dev.activations.spark.ActivationsExtensions");
        }
        FunctionRegistry registry = classic.sessionState().functionRegistry();
        forEach(prefix, (name, info, builder) -> register(registry, name, info, builder));
    }

    /** Puts a function into a registry; what is there goes first, or Spark would warn of it. */
    static void register(
            FunctionRegistry registry,
            String name,
            ExpressionInfo info,
            Function1<Seq<Expression>, Expression> builder) {
        FunctionIdentifier identifier = identifier(registry, name);
        registry.dropFunction(identifier);
        registry.registerFunction(identifier, info, builder);
    }

    /** How a session's registry knows a function: by its name up to Spark 4.1, as system.builtin.name from 4.2 on. */
    static FunctionIdentifier identifier(FunctionRegistry registry, String name) {
        boolean qualified = registry.listFunction().head().catalog().isDefined();
        return qualified
                ? new FunctionIdentifier(name, Option.apply("builtin"), Option.apply("system"))
                : new FunctionIdentifier(name);
    }

    static List<SqlFunction> all() {
        return Catalogue.all().stream().flatMap(SqlFunctions::ofEntry).toList();
    }

    /** What Spark wants to know of a function. */
    private interface Registration {
        void add(String name, ExpressionInfo info, Function1<Seq<Expression>, Expression> builder);
    }

    private static void forEach(String prefix, Registration registration) {
        for (SqlFunction function : all(prefix)) {
            registration.add(function.name(), Documentation.of(function), new ActivationBuilder(function)::apply);
        }
        for (AggregateFunctions.Aggregate function : AggregateFunctions.all(prefix)) {
            registration.add(function.name(), function.documented(), function::apply);
        }
    }

    /** @throws IllegalArgumentException in a sentence, if no name can begin with this */
    public static void requirePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "prefix '%s' of the functions must be lower-case letters, digits and _, such as act_"
                            .formatted(prefix));
        }
    }

    private static List<SqlFunction> all(String prefix) {
        requirePrefix(prefix);
        return all().stream()
                .map(function -> new SqlFunction(prefix + function.name(), function.entry(), function.operation()))
                .toList();
    }

    private static Stream<SqlFunction> ofEntry(Entry entry) {
        return Stream.concat(Stream.of(entry.name()), entry.aliases().stream()).flatMap(name -> ofName(name, entry));
    }

    private static Stream<SqlFunction> ofName(String name, Entry entry) {
        Operation operation = Operation.of(entry.example().kernel());
        SqlFunction value = new SqlFunction(name, entry, operation);
        return operation == Operation.VALUE
                ? Stream.of(value, new SqlFunction(name + DERIVATIVE, entry, Operation.DERIVATIVE))
                : Stream.of(value);
    }
}
