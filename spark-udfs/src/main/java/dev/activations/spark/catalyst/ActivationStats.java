package dev.activations.spark.catalyst;

import dev.activations.functions.Activation;
import dev.activations.functions.Catalogue;
import dev.activations.functions.statistics.LayerStatistics;
import dev.activations.functions.statistics.RowValues;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.types.DataType;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * {@code activation_stats(values, activation)}: what a layer's outputs, one array per sample, tell about its units. The
 * accumulator is the diagnosis job's.
 */
final class ActivationStats extends ArrayAggregate<LayerBuffer> {

    private static final long serialVersionUID = 1;

    private static final ClassTag<LayerStatistics> TAG = ClassTag$.MODULE$.apply(LayerStatistics.class);

    private final String activation;
    private transient RowValues row;

    /** @param activation the call that the catalogue knows */
    ActivationStats(Expression values, String activation, Offsets offsets) {
        super(values, offsets);
        this.activation = activation;
    }

    @Override
    ArrayAggregate<LayerBuffer> with(Expression newValues, Offsets newOffsets) {
        return new ActivationStats(newValues, activation, newOffsets);
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
    LayerBuffer add(LayerBuffer buffer, PrimitiveArray array) {
        if (row == null) {
            row = new RowValues();
        }
        array.into(row);
        buffer.add(row, activation);
        return buffer;
    }

    @Override
    public LayerBuffer merge(LayerBuffer buffer, LayerBuffer other) {
        other.statistics().ifPresent(buffer::merge);
        return buffer;
    }

    @Override
    public Object eval(LayerBuffer buffer) {
        Activation function = Catalogue.named(activation);
        return buffer.statistics()
                .map(statistics -> StatsRow.of(statistics, function))
                .orElse(null);
    }

    @Override
    public byte[] serialize(LayerBuffer buffer) {
        return buffer.statistics()
                .map(statistics -> {
                    ByteBuffer bytes = serializer().serialize(statistics, TAG);
                    byte[] copy = new byte[bytes.remaining()];
                    bytes.get(copy);
                    return copy;
                })
                .orElse(new byte[0]);
    }

    /** By the class loader that has this class: a jar given by {@code --jars} is not on the class path. */
    @Override
    public LayerBuffer deserialize(byte[] bytes) {
        if (bytes.length == 0) {
            return new LayerBuffer();
        }
        return LayerBuffer.of(
                serializer().deserialize(ByteBuffer.wrap(bytes), getClass().getClassLoader(), TAG));
    }

    private static SerializerInstance serializer() {
        return SparkEnv.get().closureSerializer().newInstance();
    }

    @Override
    Object identity() {
        return activation;
    }
}
