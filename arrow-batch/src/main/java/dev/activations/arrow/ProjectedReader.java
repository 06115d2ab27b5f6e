package dev.activations.arrow;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.DictionaryUtility;

/**
 * The batches of another reader, projected as they are asked for: a stream, a file, a data set or another engine's
 * result goes wherever Arrow takes a reader.
 *
 * <p>A batch is good until the next is loaded. Closing closes the other reader too.
 */
public final class ProjectedReader extends ArrowReader {

    private final ArrowReader source;
    private final Projection projection;

    /**
     * Nothing is read before the schema or a batch is asked for; then a column that is missing or of a type that its
     * function does not take is an {@link IllegalArgumentException} in one sentence.
     */
    public ProjectedReader(ArrowReader source, Projection projection, BufferAllocator allocator) {
        super(allocator);
        this.source = source;
        this.projection = projection;
    }

    @Override
    public boolean loadNextBatch() throws IOException {
        prepareLoadNextBatch();
        if (!source.loadNextBatch()) {
            return false;
        }
        projection.apply(source.getVectorSchemaRoot(), getVectorSchemaRoot());
        return true;
    }

    /** The schema as in messages, where a dictionary-encoded column has the type of its values. */
    @Override
    protected Schema readSchema() throws IOException {
        Schema schema = projection.resultSchema(source.getVectorSchemaRoot().getSchema());
        List<Field> fields = schema.getFields().stream()
                .map(field -> DictionaryUtility.toMessageFormat(field, source, new HashSet<>()))
                .toList();
        return new Schema(fields, schema.getCustomMetadata());
    }

    @Override
    public Dictionary lookup(long id) {
        return source.lookup(id);
    }

    @Override
    public Set<Long> getDictionaryIds() {
        return source.getDictionaryIds();
    }

    @Override
    public Map<Long, Dictionary> getDictionaryVectors() throws IOException {
        return source.getDictionaryVectors();
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    protected void closeReadSource() throws IOException {
        source.close();
    }
}
