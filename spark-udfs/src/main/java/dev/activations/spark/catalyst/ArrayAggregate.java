package dev.activations.spark.catalyst;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.DataType;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An aggregate over a column of arrays, one array per row; NULL arrays are passed over. Its buffers merge in any order.
 *
 * @param <B> the buffer of one group
 */
abstract class ArrayAggregate<B> extends TypedImperativeAggregate<B> implements ImplicitCastInputTypes, Serializable {

    private static final long serialVersionUID = 1;

    /** Where Spark keeps the buffers in its rows. */
    record Offsets(int mutable, int input) implements Serializable {}

    private final Expression values;
    private final Offsets offsets;

    ArrayAggregate(Expression values, Offsets offsets) {
        this.values = values;
        this.offsets = offsets;
    }

    /** This aggregate over another column, with its buffers elsewhere. */
    abstract ArrayAggregate<B> with(Expression newValues, Offsets newOffsets);

    /** Adds one row's array, which is not NULL. */
    abstract B add(B buffer, PrimitiveArray array);

    /** What makes two aggregates over the same column the same; null if nothing else does. */
    abstract Object identity();

    @Override
    public B update(B buffer, InternalRow row) {
        Object array = values.eval(row);
        return array == null ? buffer : add(buffer, new PrimitiveArray(array, values.dataType()));
    }

    @Override
    public Seq<Expression> children() {
        return ScalaLists.seq(List.of(values));
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
        return with(newChildren.head(), offsets);
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        DataType given = values.dataType();
        AbstractDataType expected = Operand.of(given, Operation.ROW).expected(given, Operation.ROW);
        return ScalaLists.seq(List.of(expected));
    }

    @Override
    public TypeCheckResult checkInputDataTypes() {
        return ImplicitCastInputTypes.super.checkInputDataTypes();
    }

    @Override
    public boolean nullable() {
        return true;
    }

    @Override
    public int mutableAggBufferOffset() {
        return offsets.mutable();
    }

    @Override
    public int inputAggBufferOffset() {
        return offsets.input();
    }

    @Override
    public ImperativeAggregate withNewMutableAggBufferOffset(int offset) {
        return with(values, new Offsets(offset, offsets.input()));
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return with(values, new Offsets(offsets.mutable(), offset));
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> values;
            case 1 -> offsets;
            case 2 -> identity();
            default -> throw new IndexOutOfBoundsException(index);
        };
    }

    @Override
    public boolean canEqual(Object other) {
        return other != null && getClass() == other.getClass();
    }

    @Override
    public boolean equals(Object other) {
        return canEqual(other)
                && values.equals(((ArrayAggregate<?>) other).values)
                && offsets.equals(((ArrayAggregate<?>) other).offsets)
                && Objects.equals(identity(), ((ArrayAggregate<?>) other).identity());
    }

    @Override
    public int hashCode() {
        return Objects.hash(values, offsets, identity());
    }

    @Override
    public String toString() {
        return prettyName() + "(" + values + (identity() == null ? "" : ", " + identity()) + ")";
    }
}
