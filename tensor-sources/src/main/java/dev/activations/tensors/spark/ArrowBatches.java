package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.arrow.ArrowColumns;
import dev.activations.tensors.arrow.ArrowPart;
import dev.activations.tensors.arrow.ArrowTypes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.spark.sql.execution.datasources.PartitionedFile;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.ArrowUtils;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * The batches of a part of an Arrow file, with the columns that a query asks for: views of Arrow's vectors, each batch
 * good until the next is asked for.
 */
final class ArrowBatches implements PartReader.Part {

    private final HadoopBytes file;
    private final ArrowPart part;
    private final ArrowQuery query;
    private final StructType found;
    private final ConstantColumns constants;
    private boolean read;
    private boolean more;
    private boolean closed;

    private ArrowBatches(HadoopBytes file, ArrowPart part, ArrowQuery query, PartitionedFile partitioned) {
        this.file = file;
        this.part = part;
        this.query = query;
        this.found =
                ArrowTypes.of(file.path(), part, Arrays.asList(query.columns().fieldNames())::contains);
        this.constants = new ConstantColumns(part.schema().getCustomMetadata(), partitioned.partitionValues());
        requireTypes();
        this.read = part.isStream() && partitioned.start() > 0;
    }

    /** @param bytes closed with the batches, also where this fails */
    static ArrowBatches open(HadoopBytes bytes, ArrowQuery query, PartitionedFile file) throws IOException {
        ArrowPart part = null;
        try {
            part = ArrowPart.open(bytes, file.start(), file.start() + file.length(), ArrowUtils.rootAllocator());
            return new ArrowBatches(bytes, part, query, file);
        } catch (Throwable failure) {
            if (part != null) {
                part.close();
            }
            bytes.close();
            throw failure;
        }
    }

    private void requireTypes() {
        for (StructField wanted : query.columns().fields()) {
            for (StructField column : found.fields()) {
                if (column.name().equals(wanted.name())
                        && !DataType.equalsIgnoreNullability(column.dataType(), wanted.dataType())) {
                    throw new TensorFileException(
                            file.path(),
                            "column '%s' is %s, not %s",
                            column.name(),
                            column.dataType().simpleString(),
                            wanted.dataType().simpleString());
                }
            }
        }
    }

    @Override
    public boolean hasNext() {
        try {
            if (!read) {
                read = true;
                more = part.next();
            }
            if (!more) {
                close();
            }
            return more;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ColumnarBatch next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        read = false;
        try {
            return batch(part.batch());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ColumnarBatch batch(VectorSchemaRoot batch) {
        int rows = batch.getRowCount();
        StructField[] all = query.rowType().fields();
        ColumnVector[] columns = new ColumnVector[all.length];
        for (int i = 0; i < all.length; i++) {
            StructField column = all[i];
            int folder = i - query.columns().size();
            if (folder >= 0) {
                columns[i] = constants.folderValue(folder, column.dataType(), rows);
            } else if (query.isMetadata(column.name())) {
                columns[i] = constants.metadata(column.dataType(), rows);
            } else if (Arrays.asList(found.fieldNames()).contains(column.name())) {
                DataType type = found.apply(column.name()).dataType();
                columns[i] = ArrowColumns.of(batch.getVector(column.name()), type, part.dictionaries());
            } else {
                columns[i] = constants.missing(column.dataType(), rows);
            }
        }
        return new ColumnarBatch(columns, rows);
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            read = true;
            more = false;
            part.close();
            file.close();
        }
    }
}
