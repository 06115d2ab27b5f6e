package dev.activations.arrow.ipc;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;

/**
 * IPC streams and files of batches with the columns x (float with nulls), text, row (list of float) and kind
 * (dictionary-encoded text), written and read by Arrow itself.
 */
final class Streams {

    private static final DictionaryEncoding KINDS =
            new DictionaryEncoding(7, false, (ArrowType.Int) MinorType.INT.getType());
    private static final Schema SCHEMA = new Schema(
            List.of(
                    Field.nullable("x", MinorType.FLOAT4.getType()),
                    Field.nullable("text", MinorType.VARCHAR.getType()),
                    new Field(
                            "row",
                            FieldType.nullable(ArrowType.List.INSTANCE),
                            List.of(Field.nullable("item", MinorType.FLOAT8.getType()))),
                    new Field("kind", new FieldType(true, MinorType.INT.getType(), KINDS), null)),
            Map.of("origin", "test"));

    private Streams() {}

    static byte[] stream(int batches, int rows, CodecType codec) {
        return write(batches, rows, false, codec);
    }

    static byte[] file(int batches, int rows, CodecType codec) {
        return write(batches, rows, true, codec);
    }

    private static byte[] write(int batches, int rows, boolean file, CodecType codec) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (BufferAllocator allocator = new RootAllocator();
                VarCharVector kinds = new VarCharVector("kinds", allocator);
                VectorSchemaRoot root = VectorSchemaRoot.create(SCHEMA, allocator)) {
            kinds.setSafe(0, "odd".getBytes(StandardCharsets.UTF_8));
            kinds.setSafe(1, "even".getBytes(StandardCharsets.UTF_8));
            kinds.setValueCount(2);
            DictionaryProvider provider = new DictionaryProvider.MapDictionaryProvider(new Dictionary(kinds, KINDS));
            try (ArrowWriter writer = writer(root, provider, bytes, file, codec)) {
                for (int batch = 0; batch < batches; batch++) {
                    fill(root, batch, rows);
                    writer.writeBatch();
                }
                writer.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ArrowWriter writer(
            VectorSchemaRoot root,
            DictionaryProvider provider,
            ByteArrayOutputStream bytes,
            boolean file,
            CodecType codec) {
        var channel = Channels.newChannel(bytes);
        var codecs = CompressionCodec.Factory.INSTANCE;
        return file
                ? new ArrowFileWriter(
                        root, provider, channel, Map.of(), IpcOption.DEFAULT, codecs, codec, Optional.empty())
                : new ArrowStreamWriter(root, provider, channel, IpcOption.DEFAULT, codecs, codec);
    }

    private static void fill(VectorSchemaRoot root, int batch, int rows) {
        root.clear();
        Float4Vector x = (Float4Vector) root.getVector("x");
        VarCharVector text = (VarCharVector) root.getVector("text");
        ListVector row = (ListVector) root.getVector("row");
        Float8Vector items = (Float8Vector) row.getDataVector();
        IntVector kind = (IntVector) root.getVector("kind");
        int item = 0;
        for (int i = 0; i < rows; i++) {
            if (i % 5 == 3) {
                x.setNull(i);
            } else {
                x.setSafe(i, i - batch * 3 - 1.5f);
            }
            text.setSafe(i, ("row " + i).getBytes(StandardCharsets.UTF_8));
            kind.setSafe(i, i % 2);
            row.startNewValue(i);
            for (int j = 0; j < i % 3; j++) {
                items.setSafe(item++, i - j);
            }
            row.endValue(i, i % 3);
        }
        root.setRowCount(rows);
    }

    /** Every batch as text, by Arrow's own reader of the format; dictionary values in place of their indexes. */
    static List<String> read(byte[] bytes, boolean file) {
        List<String> batches = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = file
                        ? new ArrowFileReader(new ByteArrayReadableSeekableByteChannel(bytes), allocator)
                        : new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
            batches.add(reader.getVectorSchemaRoot().getSchema().toString());
            while (reader.loadNextBatch()) {
                batches.add(reader.getVectorSchemaRoot().contentToTSVString() + kindsOf(reader));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    private static List<String> kindsOf(ArrowReader reader) throws IOException {
        IntVector indexes = (IntVector) reader.getVectorSchemaRoot().getVector("kind");
        var kinds = reader.lookup(KINDS.getId()).getVector();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < indexes.getValueCount(); i++) {
            texts.add(kinds.getObject(indexes.get(i)).toString());
        }
        return texts;
    }
}
