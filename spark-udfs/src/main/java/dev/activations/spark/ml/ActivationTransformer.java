package dev.activations.spark.ml;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.spark.catalyst.call.ActivationColumns;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Applies an activation function to a column of numbers, arrays of numbers or vectors, and adds the result as a column of
 * the same kind: float stays float, other numbers become double, NULL stays NULL, a sparse vector stays sparse where the
 * function of 0 is 0.
 *
 * <p>Parameters: {@code inputCol}, {@code outputCol} (default: the uid and {@code __output}), and {@code activation} as the
 * catalogue names it, such as {@code relu} (the default) or {@code leaky_relu(alpha=0.2)}.
 */
public final class ActivationTransformer extends Transformer implements DefaultParamsWritable {

    private static final long serialVersionUID = 1;

    private final String uid;
    private final Param<String> inputCol;
    private final Param<String> outputCol;
    private final Param<String> activation;

    public ActivationTransformer() {
        this(Identifiable$.MODULE$.randomUID("activation"));
    }

    /** @param uid what tells this stage from others in a pipeline */
    public ActivationTransformer(String uid) {
        this.uid = uid;
        inputCol = new Param<>(uid, "inputCol", "input column name", String.class);
        outputCol = new Param<>(uid, "outputCol", "output column name", String.class);
        activation = new Param<>(
                uid, "activation", "activation function, such as relu or leaky_relu(alpha=0.2)", String.class);
        setDefault(outputCol, uid + "__output");
        setDefault(activation, "relu");
    }

    @Override
    public String uid() {
        return uid;
    }

    public Param<String> inputCol() {
        return inputCol;
    }

    public Param<String> outputCol() {
        return outputCol;
    }

    public Param<String> activation() {
        return activation;
    }

    public String getInputCol() {
        return getOrDefault(inputCol);
    }

    public String getOutputCol() {
        return getOrDefault(outputCol);
    }

    public String getActivation() {
        return getOrDefault(activation);
    }

    public ActivationTransformer setInputCol(String column) {
        set(inputCol, column);
        return this;
    }

    public ActivationTransformer setOutputCol(String column) {
        set(outputCol, column);
        return this;
    }

    /**
     * Sets the function and its parameters.
     *
     * @throws IllegalArgumentException in one sentence, as {@link Catalogue#ofLayer} does
     */
    public ActivationTransformer setActivation(String call) {
        set(activation, Catalogue.ofLayer(call).call());
        return this;
    }

    @Override
    public Dataset<Row> transform(Dataset<?> rows) {
        transformSchema(rows.schema());
        return rows.withColumn(getOutputCol(), ActivationColumns.of(rows, getInputCol(), function()));
    }

    /**
     * The schema with the output column added.
     *
     * @throws IllegalArgumentException if there is no such input column, it is of another type, there is a column of the
     *     output's name already, or the activation is none
     */
    @Override
    public StructType transformSchema(StructType schema) {
        if (!isDefined(inputCol)) {
            throw new IllegalArgumentException(uid + ": inputCol is not set");
        }
        DataType input = schema.find(field -> field.name().equals(getInputCol()))
                .map(field -> field.dataType())
                .getOrElse(() -> {
                    throw new IllegalArgumentException("%s: there is no input column %s among %s"
                            .formatted(uid, getInputCol(), String.join(", ", schema.fieldNames())));
                });
        if (schema.getFieldIndex(getOutputCol()).isDefined()) {
            throw new IllegalArgumentException(
                    "%s: column %s already exists; set another outputCol".formatted(uid, getOutputCol()));
        }
        return schema.add(getOutputCol(), ActivationColumns.resultType(getInputCol(), input, function()));
    }

    @Override
    public ActivationTransformer copy(ParamMap extra) {
        return defaultCopy(extra);
    }

    private Activation function() {
        return Catalogue.ofLayer(getActivation());
    }

    /** Reads what {@code write} or {@code save} has written. */
    public static MLReader<ActivationTransformer> read() {
        return new DefaultParamsReader<>();
    }

    /** The transformer saved at this path. */
    public static ActivationTransformer load(String path) {
        return read().load(path);
    }
}
