package dev.activations.jobs.log.layout;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;

/** Guesses, from names and types, which columns of a dataset are a log's under other names. */
final class ColumnGuess {

    /** Names that other tools and people give. Letters alone count: "layer_name" and "LayerName" are the same. */
    private static final Map<LogColumn, Set<String>> NAMES = Map.of(
            LogColumn.LAYER,
            Set.of("module", "layername", "modulename", "name", "op", "block", "node", "hook", "tensor"),
            LogColumn.POST,
            Set.of(
                    "output",
                    "outputs",
                    "out",
                    "activations",
                    "activation",
                    "acts",
                    "act",
                    "a",
                    "y",
                    "values",
                    "value",
                    "features",
                    "hidden",
                    "hiddenstates",
                    "latents",
                    "embedding",
                    "result",
                    "tensor",
                    "data",
                    "postactivation"),
            LogColumn.PRE,
            Set.of("input", "inputs", "in", "x", "z", "preactivation", "preactivations", "preact", "logits"),
            LogColumn.STEP,
            Set.of(
                    "globalstep",
                    "steps",
                    "iteration",
                    "iter",
                    "epoch",
                    "batch",
                    "batchidx",
                    "trainstep",
                    "t",
                    "global"),
            LogColumn.SAMPLE,
            Set.of(
                    "sampleid",
                    "sampleidx",
                    "index",
                    "idx",
                    "example",
                    "exampleid",
                    "image",
                    "imageid",
                    "id",
                    "item",
                    "row"),
            LogColumn.RUN,
            Set.of("runid", "runname", "experiment", "exp", "trial", "model", "seed"),
            LogColumn.GRADIENT,
            Set.of("grad", "grads", "gradients", "gradoutput", "dldy"),
            LogColumn.DEPTH,
            Set.of("layeridx", "layerindex", "order", "layernum", "layernumber"),
            LogColumn.ACTIVATION,
            Set.of("fn", "function", "activationfunction", "activationfn", "nonlinearity", "type", "kind", "class"));

    private static final List<LogColumn> ORDER = List.of(
            LogColumn.STEP,
            LogColumn.LAYER,
            LogColumn.POST,
            LogColumn.PRE,
            LogColumn.SAMPLE,
            LogColumn.RUN,
            LogColumn.GRADIENT,
            LogColumn.DEPTH,
            LogColumn.ACTIVATION);

    private ColumnGuess() {}

    /** Says everything that is missing at once, and the options that name it where it may be there. */
    static InputException refusal(LogSchema schema) {
        List<String> missing = new ArrayList<>();
        if (!schema.has(LogColumn.LAYER)) {
            missing.add("no column layer");
        }
        if (!schema.hasAny(LogColumn.PRE, LogColumn.POST)) {
            missing.add("neither a column pre (inputs of the activation) nor post (outputs)");
        }
        String options = options(guess(schema));
        return new InputException("the log has %s; it has %s; %s"
                .formatted(
                        String.join(", and ", missing),
                        schema.columnNames(),
                        options.isEmpty()
                                ? "if they have other names, pass --column layer=NAME --column post=NAME"
                                : "if these are the columns, pass " + options));
    }

    /** Whether a column may be the outputs or inputs of layers, by its name. */
    static boolean soundsLikeValues(String name) {
        return isNamed(LogColumn.POST, name) || isNamed(LogColumn.PRE, name);
    }

    private static String options(Map<LogColumn, String> guessed) {
        return ORDER.stream()
                .filter(guessed::containsKey)
                .map(column -> "--column " + quoted(column + "=" + guessed.get(column)))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String option) {
        return option.matches("[\\w=.-]+") ? option : "'" + option.replace("'", "'\\''") + "'";
    }

    private static Map<LogColumn, String> guess(LogSchema schema) {
        Map<LogColumn, String> guessed = new EnumMap<>(LogColumn.class);
        List<StructField> free = new ArrayList<>(schema.others());
        for (LogColumn column : ORDER) {
            if (!isKnown(schema, column)) {
                take(column, free, guessed, field -> fits(column, field.dataType()) && isNamed(column, field.name()));
            }
        }
        if (!isKnown(schema, LogColumn.LAYER) && !guessed.containsKey(LogColumn.LAYER)) {
            take(LogColumn.LAYER, free, guessed, field -> field.dataType() instanceof StringType);
        }
        if (!schema.hasAny(LogColumn.POST, LogColumn.PRE)
                && !guessed.containsKey(LogColumn.POST)
                && !guessed.containsKey(LogColumn.PRE)) {
            take(LogColumn.POST, free, guessed, field -> field.dataType() instanceof ArrayType);
            freed(schema).ifPresent(name -> guessed.putIfAbsent(LogColumn.POST, name));
        }
        return guessed;
    }

    /** A column of arrays under the name of a column that has none. */
    private static Optional<String> freed(LogSchema schema) {
        return List.of(LogColumn.ACTIVATION, LogColumn.SAMPLE, LogColumn.LAYER).stream()
                .filter(schema::has)
                .map(schema::field)
                .filter(field -> Types.isValues(field.dataType()))
                .map(StructField::name)
                .findFirst();
    }

    private static boolean isKnown(LogSchema schema, LogColumn column) {
        return schema.has(column) && fits(column, schema.field(column).dataType());
    }

    private static boolean fits(LogColumn column, DataType type) {
        return column.kind().accepts(type);
    }

    private static void take(
            LogColumn column, List<StructField> free, Map<LogColumn, String> guessed, Predicate<StructField> likely) {
        free.stream().filter(likely).findFirst().ifPresent(field -> {
            guessed.put(column, field.name());
            free.remove(field);
        });
    }

    private static boolean isNamed(LogColumn column, String name) {
        String letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.equals(column.toString().replace("_", ""))
                || NAMES.get(column).contains(letters);
    }
}
