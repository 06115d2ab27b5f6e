package dev.activations.arrow;

import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A function of one column, which may lie inside lists at any depth.
 *
 * @param operation what is done to the vector inside
 */
record OneColumn(VectorOperation operation) implements ColumnOperation {

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public Field resultField(String function, List<Field> columns) {
        requireTaken(function, columns.get(0), columns.get(0));
        return resultWithin(columns.get(0));
    }

    private void requireTaken(String function, Field field, Field column) {
        Columns.requireDecoded(function, field, column);
        if (!operation.takes(field)) {
            if (!Lists.isList(field)) {
                throw new IllegalArgumentException("%s takes %s; column '%s' is %s"
                        .formatted(function, operation.taken(), column.getName(), Lists.describe(column)));
            }
            requireTaken(function, field.getChildren().get(0), column);
        }
    }

    private Field resultWithin(Field field) {
        return operation.takes(field)
                ? operation.resultField(field)
                : Columns.withChild(field, resultWithin(field.getChildren().get(0)));
    }

    @Override
    public void fill(String function, List<FieldVector> columns, FieldVector result) {
        fill(columns.get(0), result);
    }

    private void fill(FieldVector from, FieldVector to) {
        if (operation.takes(from.getField())) {
            operation.fill(from, to);
        } else {
            ResultBuffers.shareAll(from, to);
            fill(Lists.values(from), Lists.values(to));
        }
    }

    @Override
    public void replace(FieldVector column, Sharing sharing) {
        FieldVector taken = column;
        while (!operation.takes(taken.getField())) {
            taken = Lists.values(taken);
        }
        operation.replace(taken, sharing);
    }
}
