package dev.activations.tensors.arrow;

import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ArrowColumnVector;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Spark's view of Arrow's vectors, without a copy: Spark's own class where it knows the vector, else one of this package. */
public final class ArrowColumns {

    private ArrowColumns() {}

    /**
     * A column over a vector, good until the vector is filled again.
     *
     * @param type the type that {@link ArrowTypes} gave it
     */
    public static ColumnVector of(FieldVector vector, DataType type, DictionaryProvider dictionaries) {
        if (vector.getField().getDictionary() != null) {
            Dictionary dictionary =
                    dictionaries.lookup(vector.getField().getDictionary().getId());
            return new DictionaryColumn(vector, of(dictionary.getVector(), type, dictionaries));
        } else if (vector instanceof ExtensionTypeVector<?> extension) {
            return of(extension.getUnderlyingVector(), type, dictionaries);
        } else if (vector instanceof StructVector struct) {
            return new StructColumn(struct, (StructType) type, dictionaries);
        }
        ColumnVector list = list(vector, type, dictionaries);
        return list != null ? list : flat(vector, type);
    }

    private static ColumnVector list(FieldVector vector, DataType type, DictionaryProvider dictionaries) {
        ListColumn.Spans spans = null;
        FieldVector values = null;
        if (vector instanceof ListVector list) {
            spans = ListColumn.offsets(list.getOffsetBuffer(), Integer.BYTES);
            values = list.getDataVector();
        } else if (vector instanceof LargeListVector list) {
            spans = ListColumn.offsets(list.getOffsetBuffer(), Long.BYTES);
            values = list.getDataVector();
        } else if (vector instanceof FixedSizeListVector list) {
            spans = ListColumn.fixed(list.getListSize());
            values = list.getDataVector();
        } else if (vector instanceof ListViewVector list) {
            spans = ListColumn.views(list.getOffsetBuffer(), list.getSizeBuffer(), Integer.BYTES);
            values = list.getDataVector();
        } else if (vector instanceof LargeListViewVector list) {
            spans = ListColumn.views(list.getOffsetBuffer(), list.getSizeBuffer(), Long.BYTES);
            values = list.getDataVector();
        }
        return values == null
                ? null
                : new ListColumn(vector, type, spans, of(values, ((ArrayType) type).elementType(), dictionaries));
    }

    private static ColumnVector flat(FieldVector vector, DataType type) {
        if (vector instanceof Float4Vector floats) {
            return new FloatColumn(floats);
        } else if (vector instanceof Float8Vector doubles) {
            return new DoubleColumn(doubles);
        } else if (vector instanceof Float2Vector halves) {
            return new HalfColumn(halves);
        } else if (vector instanceof UInt1Vector
                || vector instanceof UInt2Vector
                || vector instanceof UInt4Vector
                || vector instanceof UInt8Vector) {
            return new UnsignedColumn(vector, type);
        } else if (vector instanceof ViewVarCharVector
                || vector instanceof ViewVarBinaryVector
                || vector instanceof FixedSizeBinaryVector) {
            return new BytesColumn(vector, type);
        } else if (vector instanceof DateMilliVector
                || vector instanceof TimeStampVector
                        && !(vector instanceof TimeStampMicroVector || vector instanceof TimeStampMicroTZVector)) {
            return new TimeColumn(vector, type);
        }
        return new ArrowColumnVector(vector);
    }
}
