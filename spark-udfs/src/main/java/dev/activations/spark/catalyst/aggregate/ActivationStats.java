package dev.activations.spark.catalyst.aggregate;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.statistics.RowValues;
import dev.activations.spark.catalyst.rows.PrimitiveArray;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.immutable.Seq;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * {@code activation_stats(values, activation[, sample])}: what a layer's outputs tell about its units. Every row is a
 * sample of its own, unless the second column numbers them. The accumulator is the diagnosis job's.
 */
final class ActivationStats extends ArrayAggregate<LayerBuffer> {

    private static final long serialVersionUID = 1;

    private static final ClassTag<LayerBuffer> TAG = ClassTag$.MODULE$.apply(LayerBuffer.class);

    private final String activation;
    private transient Activation function;
    private transient RowValues outputs;

    /**
     * @param columns the outputs, and the samples' numbers if given
     * @param activation the call that the catalogue knows
     */
    ActivationStats(Seq<Expression> columns, String activation, Offsets offsets) {
        super(columns, offsets);
        this.activation = activation;
    }

    @Override
    ArrayAggregate<LayerBuffer> with(Seq<Expression> newColumns, Offsets newOffsets) {
        return new ActivationStats(newColumns, activation, newOffsets);
    }

    @Override
    List<AbstractDataType> otherTypes() {
        return namesSamples() ? List.of(DataTypes.LongType) : List.of();
    }

    private boolean namesSamples() {
        return children().size() > 1;
    }

    @Override
    public String prettyName() {
        return "activation_stats";
    }

    @Override
    public DataType dataType() {
        return StatsRow.TYPE;
    }

    @Override
    public LayerBuffer createAggregationBuffer() {
        return new LayerBuffer();
    }

    @Override
    LayerBuffer add(LayerBuffer buffer, PrimitiveArray array, InternalRow row) {
        if (outputs == null) {
            outputs = new RowValues();
            function = Catalogue.named(activation);
        }
        array.into(outputs);
        if (namesSamples()) {
            buffer.add(outputs, function, sample(row));
        } else {
            buffer.add(outputs, function);
        }
        return buffer;
    }

    private long sample(InternalRow row) {
        Object sample = children().apply(1).eval(row);
        if (sample == null) {
            throw new IllegalArgumentException("activation_stats: a row's sample is NULL; number every row's sample");
        }
        return (Long) sample;
    }

    @Override
    public LayerBuffer merge(LayerBuffer buffer, LayerBuffer other) {
        buffer.merge(other);
        return buffer;
    }

    @Override
    public Object eval(LayerBuffer buffer) {
        return buffer.isEmpty() ? null : StatsRow.of(buffer, Catalogue.named(activation));
    }

    @Override
    public byte[] serialize(LayerBuffer buffer) {
        ByteBuffer bytes = serializer().serialize(buffer, TAG);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }

    /** By the class loader that has this class: a jar given by {@code --jars} is not on the class path. */
    @Override
    public LayerBuffer deserialize(byte[] bytes) {
        return serializer().deserialize(ByteBuffer.wrap(bytes), getClass().getClassLoader(), TAG);
    }

    private static SerializerInstance serializer() {
        return SparkEnv.get().closureSerializer().newInstance();
    }

    @Override
    Object identity() {
        return activation;
    }
}
