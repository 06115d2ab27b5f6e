package dev.activations.jobs.log.layout;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.first;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.substr;
import static org.apache.spark.sql.functions.try_element_at;
import static org.apache.spark.sql.functions.when;

import dev.activations.jobs.model.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * One row per slice of a tensor, as the sources of tensor files give them: a tensor is a layer and its first axis the samples.
 * Run, step and layer come from the path by a template, from folders, or from what a recorder wrote into the file.
 */
record TensorsLayout() implements LogLayout {

    private static final List<String> COLUMNS = List.of("path", "tensor", "index", "shape", "values", "metadata");

    /** Beside them the type, by which a source has read the values. */
    private static final Set<String> READ =
            Stream.concat(COLUMNS.stream(), Stream.of("dtype")).collect(Collectors.toUnmodifiableSet());

    private static final String PREFIX = "activations.";

    /** What a recorder says of a tensor. */
    private static final List<String> SAID = List.of("depth", "activation", "role", "unit_axis", "positions_of");

    /** The columns that are tensors of their own, row by row beside the outputs. */
    private static final List<String> VALUES = List.of("pre", "post", "gradient", "mask");

    private static final List<String> NUMBERS = List.of("sample", "position");

    @Override
    public String name() {
        return "tensors";
    }

    @Override
    public String needs() {
        return "columns " + String.join(", ", COLUMNS) + ", as the sources of tensor files give them";
    }

    @Override
    public boolean fits(LogSchema schema, LayoutOptions options) {
        Set<String> names = schema.fields().stream().map(field -> field.name()).collect(Collectors.toSet());
        return names.containsAll(COLUMNS);
    }

    @Override
    public List<LogColumn> columns() {
        return List.of(LogColumn.RUN, LogColumn.STEP);
    }

    @Override
    public Set<String> otherColumns(LogSchema schema, LayoutOptions options) {
        return READ;
    }

    @Override
    public RowForm rows(Dataset<Row> dataset, LogSchema schema, LayoutOptions options) {
        PathPattern path = new PathPattern(options.pathPattern());
        Dataset<Row> declared = declared(dataset, schema, path).cache();
        List<Row> heads = declared.collectAsList();
        refuseWhatIsNone(heads, path);
        Dataset<Row> slices = dataset.select("path", "tensor", "index", "shape", "values")
                .join(broadcast(declared), List.of("path", "tensor").toArray(String[]::new));
        Set<String> columns =
                heads.stream().map(row -> row.<String>getAs("column")).collect(Collectors.toCollection(TreeSet::new));
        boolean inParts = !columns.equals(Set.of("post"));
        if (inParts && options.layersOnFirstAxis()) {
            throw new InputException("--tensor-axes does not apply to the recorder's files, which declare their axes");
        }
        Dataset<Row> rows = inParts
                ? ofSeveral(slices, columns)
                : ofOutputs(options.layersOnFirstAxis() ? stacked(slices) : slices);
        String[] unsaid = Stream.concat(Stream.of("run", "step"), SAID.stream())
                .filter(name -> heads.stream().allMatch(row -> row.getAs(name) == null))
                .toArray(String[]::new);
        boolean named = heads.stream().allMatch(row -> row.<Boolean>getAs("recorded"));
        String taken = options.layersOnFirstAxis()
                ? "the first axis of each tensor is taken for layers, its second for the samples"
                : "each tensor is taken for a layer, and its first axis for the samples";
        return new RowForm(rows.drop(unsaid), named ? List.of() : List.of(taken));
    }

    /** One row for each tensor: what its path and its file say of it. */
    private static Dataset<Row> declared(Dataset<Row> dataset, LogSchema schema, PathPattern path) {
        Column tensor = col("tensor");
        Column column = coalesce(said("column"), lit("post"));
        Column ownLayer = coalesce(said("layer"), tensor);
        Column layer = path.part(LogColumn.LAYER, col("path"))
                .map(part -> coalesce(part, ownLayer))
                .orElse(ownLayer);
        List<Column> columns = new ArrayList<>(List.of(
                col("path"),
                tensor,
                layer.as("layer"),
                of(LogColumn.RUN, schema, path).as("run"),
                of(LogColumn.STEP, schema, path).as("step"),
                column.as("column"),
                said("layer").isNotNull().as("recorded"),
                when(
                                said("column").isNotNull(),
                                substr(
                                        tensor,
                                        length(concat(said("layer"), lit("/"), column))
                                                .plus(1)))
                        .otherwise(lit(""))
                        .as("batch"),
                from_json(said("shape"), ColumnKind.INTEGERS.absent(), Map.of()).as("saidShape")));
        SAID.forEach(key -> columns.add(said(key).as(key)));
        return dataset.where("index = 0").select(columns.toArray(Column[]::new));
    }

    private static Column of(LogColumn column, LogSchema schema, PathPattern path) {
        List<Column> said = new ArrayList<>();
        path.part(column, col("path")).ifPresent(said::add);
        if (schema.has(column)) {
            said.add(schema.column(column).cast(DataTypes.StringType));
        }
        said.add(try_element_at(col("metadata"), lit(PREFIX + column)));
        return coalesce(said.toArray(Column[]::new));
    }

    /** What the file says of the tensor, or else of all that it holds. */
    private static Column said(String key) {
        return coalesce(
                try_element_at(col("metadata"), concat(lit(PREFIX), col("tensor"), lit("." + key))),
                try_element_at(col("metadata"), lit(PREFIX + key)));
    }

    private static void refuseWhatIsNone(List<Row> heads, PathPattern path) {
        for (Row row : heads) {
            String tensor = row.getAs("tensor");
            if (tensor.equals(row.getAs("layer")) && (tensor.endsWith(".weight") || tensor.endsWith(".bias"))) {
                throw new InputException(
                        "%s holds weights (%s), not activations; docs/recording.md records activations from PyTorch"
                                .formatted(row.getAs("path"), tensor));
            }
            if (path.says(LogColumn.STEP) && row.getAs("step") == null) {
                throw new InputException(
                        "the path %s does not match --path-pattern %s".formatted(row.getAs("path"), path));
            }
        }
    }

    /** A slice of several samples at one layer, sample by sample. */
    private static Dataset<Row> stacked(Dataset<Row> slices) {
        Column few = new RowCheck("shape").refuse(lit("one axis; layers and samples need two axes at least"));
        return slices.withColumn("layer", concat(col("layer"), lit("."), col("index")))
                .withColumn("samples", when(size(col("shape")).lt(1), few).otherwise(expr("shape[0]")))
                .withColumn("width", expr("int(size(`values`) div samples)"))
                .withColumn("shape", expr("slice(shape, 2, size(shape))"))
                .withColumn(
                        "parts",
                        expr("transform(sequence(0, samples - 1), i -> slice(`values`, i * width + 1, width))"))
                .drop("index", "values")
                .selectExpr("*", "posexplode(parts) AS (index, `values`)")
                .drop("parts");
    }

    /** Without a recorder: a slice is a row. */
    private static Dataset<Row> ofOutputs(Dataset<Row> slices) {
        return slices.select(
                keys(List.of(col("index").as("sample"), col("values").as("post"), shape().as("shape"))));
    }

    private static Column shape() {
        return coalesce(col("saidShape"), when(size(col("shape")).gt(1), col("shape")));
    }

    private static Column[] keys(List<Column> more) {
        List<Column> columns = new ArrayList<>(List.of(col("run"), col("step"), col("layer")));
        SAID.forEach(key -> columns.add(col(key)));
        columns.addAll(more);
        return columns.toArray(Column[]::new);
    }

    /** Several tensors beside each other make a row: a shuffle brings their slices together. */
    private static Dataset<Row> ofSeveral(Dataset<Row> slices, Set<String> columns) {
        List<Column> parts = new ArrayList<>();
        for (String name : VALUES) {
            if (columns.contains(name)) {
                parts.add(first(when(col("column").equalTo(name), col("values")), true)
                        .as(name));
            }
        }
        for (String name : NUMBERS) {
            if (columns.contains(name)) {
                parts.add(first(when(col("column").equalTo(name), expr("get(`values`, 0)")), true)
                        .as(name));
            }
        }
        parts.add(first(when(col("column").isin("post", "pre"), shape()), true).as("shape"));
        SAID.forEach(key -> parts.add(first(col(key), true).as(key)));
        Dataset<Row> rows = slices.groupBy("path", "run", "step", "layer", "batch", "index")
                .agg(parts.get(0), parts.subList(1, parts.size()).toArray(Column[]::new));
        List<Column> read = new ArrayList<>(Arrays.stream(rows.columns())
                .filter(name -> !List.of("path", "batch", "index").contains(name))
                .map(name -> name.equals("mask")
                        ? expr("transform(mask, x -> x != 0)").as(name)
                        : col(name))
                .toList());
        if (!columns.contains("sample")) {
            read.add(col("index").as("sample"));
        }
        return rows.select(read.toArray(Column[]::new));
    }
}
