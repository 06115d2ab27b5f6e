package dev.activations.spark.catalyst.aggregate;

import dev.activations.spark.catalyst.call.Failure;
import dev.activations.spark.catalyst.call.Operand;
import dev.activations.spark.catalyst.call.Operation;
import dev.activations.spark.catalyst.call.ScalaLists;
import dev.activations.spark.catalyst.rows.PrimitiveArray;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.analysis.TypeCheckResult;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ImplicitCastInputTypes;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.ImperativeAggregate;
import org.apache.spark.sql.catalyst.expressions.aggregate.TypedImperativeAggregate;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.AbstractDataType;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import scala.Option;
import scala.collection.immutable.IndexedSeq;
import scala.collection.immutable.Seq;

/**
 * An aggregate over a column of arrays, one array per row; NULL arrays are passed over. Its buffers merge in any order. A
 * second column may say what each row is of. DISTINCT is refused: rows count as they are.
 *
 * @param <B> the buffer of one group
 */
abstract class ArrayAggregate<B> extends TypedImperativeAggregate<B> implements ImplicitCastInputTypes, Serializable {

    private static final long serialVersionUID = 1;

    /** Where Spark keeps the buffers in its rows. */
    record Offsets(int mutable, int input) implements Serializable {}

    private final Seq<Expression> columns;
    private final Offsets offsets;
    private transient PrimitiveArray array;

    /** @param columns the arrays, and what else a row gives */
    ArrayAggregate(Seq<Expression> columns, Offsets offsets) {
        this.columns = columns;
        this.offsets = offsets;
    }

    /** This aggregate over other columns, with its buffers elsewhere. */
    abstract ArrayAggregate<B> with(Seq<Expression> newColumns, Offsets newOffsets);

    /** Adds one row, whose array is not NULL. */
    abstract B add(B buffer, PrimitiveArray values, InternalRow row);

    /** The types of the columns behind the arrays. */
    abstract List<AbstractDataType> otherTypes();

    /** What makes two aggregates over the same column the same; null if nothing else does. */
    abstract Object identity();

    @Override
    public B update(B buffer, InternalRow row) {
        ArrayData values = (ArrayData) columns.head().eval(row);
        if (values == null) {
            return buffer;
        }
        if (array == null) {
            array = new PrimitiveArray((ArrayType) columns.head().dataType());
        }
        array.set(values);
        return add(buffer, array, row);
    }

    @Override
    public Seq<Expression> children() {
        return columns;
    }

    @Override
    public Expression withNewChildrenInternal(IndexedSeq<Expression> newChildren) {
        return with(newChildren, offsets);
    }

    @Override
    public Seq<AbstractDataType> inputTypes() {
        DataType given = columns.head().dataType();
        List<AbstractDataType> types = new ArrayList<>(otherTypes());
        types.add(0, Operand.of(given, Operation.ROW).expected(given, Operation.ROW));
        return ScalaLists.seq(types);
    }

    /** Spark asks for this when it meets the function in a query, so that DISTINCT is refused in every way in. */
    @Override
    public AggregateExpression toAggregateExpression(boolean isDistinct, Option<Expression> filter) {
        if (isDistinct) {
            throw Failure.ofAnalysis("%s takes no DISTINCT: every row counts; drop repeated rows in a subquery first"
                    .formatted(prettyName()));
        }
        return super.toAggregateExpression(false, filter);
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
        return with(columns, new Offsets(offset, offsets.input()));
    }

    @Override
    public ImperativeAggregate withNewInputAggBufferOffset(int offset) {
        return with(columns, new Offsets(offsets.mutable(), offset));
    }

    @Override
    public int productArity() {
        return 3;
    }

    @Override
    public Object productElement(int index) {
        return switch (index) {
            case 0 -> columns;
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
                && columns.equals(((ArrayAggregate<?>) other).columns)
                && offsets.equals(((ArrayAggregate<?>) other).offsets)
                && Objects.equals(identity(), ((ArrayAggregate<?>) other).identity());
    }

    @Override
    public int hashCode() {
        return Objects.hash(columns, offsets, identity());
    }

    @Override
    public String toString() {
        String arguments = columns.mkString(", ");
        return prettyName() + "(" + arguments + (identity() == null ? "" : ", " + identity()) + ")";
    }
}
