package dev.activations.tensors.arrow;

import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.vectorized.ColumnVector;

/** Structs, one vector for each field. */
final class StructColumn extends VectorColumn {

    private final ColumnVector[] children;

    StructColumn(StructVector vector, StructType type, DictionaryProvider dictionaries) {
        super(vector, type);
        children = new ColumnVector[type.size()];
        int i = 0;
        for (FieldVector child : vector.getChildrenFromFields()) {
            children[i] = ArrowColumns.of(child, type.fields()[i].dataType(), dictionaries);
            i++;
        }
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return children[ordinal];
    }
}
