package dev.activations.arrow;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A function of a whole array, such as softmax, over a vector that holds an array per row.
 *
 * @param operation what becomes of a row's values
 */
record RowwiseOperation(SliceOperation operation) implements VectorOperation {

    @Override
    public boolean takes(Field field) {
        return Lists.isList(field) && FloatType.of(field.getChildren().get(0)).isPresent();
    }

    @Override
    public String taken() {
        return "lists of Float2, Float4 or Float8 (it works on a row's whole list)";
    }

    /** A row with a null element becomes null, so the result may hold nulls where the input has none. */
    @Override
    public Field resultField(Field taken) {
        Field resized = keepsLength() ? taken : Lists.resized(taken, operation::outputLength);
        return taken.getChildren().get(0).isNullable() ? Columns.nullable(resized) : resized;
    }

    private boolean keepsLength() {
        int even = 2;
        return operation.outputLength(even) == even;
    }

    @Override
    public void fill(FieldVector from, FieldVector to) {
        if (!keepsLength() || Lists.isView(from.getField())) {
            fillDense(from, to, DenseRows.of(from, operation::outputLength));
        } else {
            ListRows rows = ListRows.of(from);
            shareRows(from, to, rows);
            fillValues(from, to, rows);
        }
    }

    /** The rows where they were: the offsets are shared, and the validity too unless a row has a null element. */
    private static void shareRows(FieldVector from, FieldVector to, ListRows rows) {
        try (ResultBuffers buffers = new ResultBuffers(to)) {
            shareOrComputeValidity(from, rows, buffers);
            buffers.shareRows(from);
            buffers.load(from.getValueCount());
        }
    }

    private static void shareOrComputeValidity(FieldVector list, ListRows rows, ResultBuffers buffers) {
        if (Validity.hasNull(Lists.values(list))) {
            Validity.clearRowsWithNulls(
                    buffers.copy(list.getValidityBuffer()),
                    rows,
                    Lists.values(list).getValidityBuffer());
        } else {
            buffers.share(list.getValidityBuffer());
        }
    }

    private void fillValues(FieldVector from, FieldVector to, ListRows rows) {
        FieldVector values = Lists.values(from);
        FloatType<?> type = FloatType.of(values.getField()).orElseThrow();
        int count = values.getValueCount();
        try (ResultBuffers buffers = new ResultBuffers(Lists.values(to))) {
            buffers.share(values.getValidityBuffer());
            ArrowBuf data = buffers.allocate((long) count * type.width());
            data.setZero(0, rows.start(0) * type.width());
            long end = type.applyRows(operation, rows, type.data(values), count, data, rows.start(0), count);
            data.setZero(end * type.width(), (count - end) * type.width());
            buffers.load(count);
        }
    }

    private void fillDense(FieldVector from, FieldVector to, DenseRows dense) {
        FieldVector values = Lists.values(from);
        FloatType<?> type = FloatType.of(values.getField()).orElseThrow();
        int total = dense.total();
        try (ResultBuffers buffers = new ResultBuffers(to)) {
            shareOrComputeValidity(from, dense.rows(), buffers);
            dense.addTo(buffers);
            buffers.load(from.getValueCount());
        }
        try (ResultBuffers buffers = new ResultBuffers(Lists.values(to))) {
            buffers.none();
            ArrowBuf data = buffers.allocate((long) total * type.width());
            type.applyRows(operation, dense.rows(), type.data(values), values.getValueCount(), data, 0, total);
            buffers.load(total);
        }
    }

    @Override
    public void replace(FieldVector list, Sharing sharing) {
        if (!keepsLength()) {
            throw sharing.refusal("its rows change their length");
        }
        if (Lists.isView(list.getField())) {
            throw sharing.refusal("the rows of a list view may overlap; make it a list first");
        }
        ListRows rows = ListRows.of(list);
        FieldVector values = Lists.values(list);
        FloatType<?> type = FloatType.of(values.getField()).orElseThrow();
        ArrowBuf data = type.data(values);
        sharing.requireExclusive(data);
        if (Validity.hasNull(values)) {
            sharing.requireExclusive(list.getValidityBuffer());
            Validity.clearRowsWithNulls(list.getValidityBuffer(), rows, values.getValidityBuffer());
        }
        int count = values.getValueCount();
        type.applyRows(operation, rows, data, count, data, rows.start(0), count);
    }
}
