package dev.activations.arrow.ipc;

import java.io.IOException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowDictionaryBatch;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.util.VectorBatchAppender;
import org.apache.arrow.vector.validate.ValidateVectorDataVisitor;

/** Arrow's stream reader, which trusts its input, with the checks that an input from anywhere needs. */
final class CheckedReader extends ArrowStreamReader {

    private final SourceChannel source;
    private final BuffersInFlight inFlight;
    private VectorSchemaRoot root;
    private boolean anyBatch;

    CheckedReader(SourceChannel source, BufferAllocator allocator) {
        this(source, allocator, new BuffersInFlight());
    }

    private CheckedReader(SourceChannel source, BufferAllocator allocator, BuffersInFlight inFlight) {
        super(new CheckedMessages(source, allocator, inFlight), allocator, inFlight.codecs());
        this.source = source;
        this.inFlight = inFlight;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        root = getVectorSchemaRoot();
        boolean more = super.loadNextBatch();
        inFlight.landed();
        return more;
    }

    @Override
    protected void loadRecordBatch(ArrowRecordBatch batch) {
        try (batch) {
            BatchLayout before = BatchLayout.of(batch);
            for (FieldVector vector : root.getFieldVectors()) {
                before.requireColumn(vector.getField(), batch.getLength());
            }
            super.loadRecordBatch(batch);
            BatchLayout after = BatchLayout.ofLoaded(batch);
            root.getFieldVectors().forEach(after::requireLoaded);
        }
        anyBatch = true;
    }

    /**
     * Loads a dictionary, which the writer will compare and copy value by value; a delta is appended to what is there,
     * once it has been found whole, because Arrow copies what its offsets say. A file's writer puts all dictionaries
     * before the batches, so one that changes later could not be passed on.
     */
    @Override
    protected void loadDictionary(ArrowDictionaryBatch batch) {
        try (batch) {
            long id = batch.getDictionaryId();
            if (source.isFile() && anyBatch) {
                throw new IllegalArgumentException(
                        "dictionary %d changes between the batches of a file; write it as a stream".formatted(id));
            }
            Dictionary dictionary = lookup(id);
            if (dictionary == null) {
                throw new IllegalArgumentException("the schema has no dictionary %d".formatted(id));
            }
            if (batch.isDelta()) {
                try (FieldVector more = dictionary.getVector().getField().createVector(allocator)) {
                    load(batch.getDictionary(), more);
                    VectorBatchAppender.batchAppend(dictionary.getVector(), more);
                }
            } else {
                load(batch.getDictionary(), dictionary.getVector());
            }
        }
    }

    private void load(ArrowRecordBatch batch, FieldVector values) {
        BatchLayout.of(batch).requireColumn(values.getField(), batch.getLength());
        VectorSchemaRoot only = new VectorSchemaRoot(List.of(values.getField()), List.of(values), 0);
        new VectorLoader(only, inFlight.codecs()).load(batch);
        BatchLayout.ofLoaded(batch).requireLoaded(values);
        values.accept(new ValidateVectorDataVisitor(), null);
    }

    @Override
    public void close() throws IOException {
        super.close();
        inFlight.close();
    }
}
