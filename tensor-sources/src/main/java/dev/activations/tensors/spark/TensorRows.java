package dev.activations.tensors.spark;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.file.FileBytes;
import dev.activations.tensors.file.Selection;
import dev.activations.tensors.file.SliceReader;
import dev.activations.tensors.file.Slices;
import dev.activations.tensors.file.Tensor;
import dev.activations.tensors.file.TensorFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The rows of one part of a file. A row and the arrays in it are used again for the next one. Values are read only where
 * a column asks for them.
 */
final class TensorRows implements PartReader.Part {

    private final FileBytes file;
    private final TensorQuery query;
    private final long start;
    private final long end;
    private final Iterator<Tensor> tensors;
    private final TensorRow row;
    private long nextIndex;
    private long endIndex;
    private SliceReader reader;
    private boolean closed;

    /**
     * @param start the first byte of the part; a slice belongs to the part that its first byte is in
     * @param end the byte behind the part
     */
    TensorRows(FileBytes file, TensorQuery query, long start, long end) throws IOException {
        this.file = file;
        this.query = query;
        this.start = start;
        this.end = end;
        TensorFile header = query.format().read(file, new Selection(query::wants, start, end));
        this.tensors = header.tensors().iterator();
        this.row = new TensorRow(query, file.path(), header.metadata());
    }

    @Override
    public boolean hasNext() {
        try {
            while (nextIndex == endIndex && !closed) {
                nextTensor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return !closed;
    }

    private void nextTensor() throws IOException {
        closeReader();
        if (!tensors.hasNext()) {
            close();
            return;
        }
        Slices slices = query.slices(file.path(), tensors.next());
        nextIndex = Math.max(slices.firstFrom(start), query.filters().firstIndex());
        endIndex = Math.max(
                nextIndex, Math.min(slices.firstFrom(end), query.filters().endIndex()));
        if (nextIndex < endIndex) {
            begin(slices);
        }
    }

    private void begin(Slices slices) throws IOException {
        if (!row.begin(slices)) {
            throw new TensorFileException(
                    file.path(),
                    "a slice of tensor '%s' is %d values, more than a row of Spark can hold; choose another axis",
                    slices.tensor().name(),
                    slices.length());
        }
        if (query.needsValues()) {
            reader = new SliceReader(file, slices, nextIndex, endIndex);
        }
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        try {
            if (reader != null) {
                reader.next();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return row.at(nextIndex++, reader);
    }

    private void closeReader() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            closeReader();
            file.close();
        }
    }
}
