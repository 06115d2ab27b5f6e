package dev.activations.benchmarks.tensors;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** The files that are timed; each has the same tensor of activations of a ReLU layer, half of them zero. */
enum TensorFileKind {
    SAFETENSORS("safetensors", "safetensors, F32", 4),
    SAFETENSORS_F16("safetensors", "safetensors, F16", 2),
    SAFETENSORS_BF16("safetensors", "safetensors, BF16", 2),
    SAFETENSORS_F8("safetensors", "safetensors, F8_E4M3", 1),
    NPY("npy", "npy", 4),
    NPY_FORTRAN("npy", "npy, Fortran order", 4),
    NPZ("npz", "npz, stored", 4),
    NPZ_DEFLATED("npz", "npz, deflated", 4),
    ARROW("arrow", "Arrow file", 4);

    /** Values in a row. */
    static final int WIDTH = 1024;

    private static final int ROWS_OF_BATCH = 1024;

    private final String format;
    private final String title;
    private final int bytes;

    TensorFileKind(String format, String title, int bytes) {
        this.format = format;
        this.title = title;
        this.bytes = bytes;
    }

    String format() {
        return format;
    }

    String title() {
        return title;
    }

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + "." + format;
    }

    boolean isDeflated() {
        return this == NPZ_DEFLATED;
    }

    /** Writes a file of a tensor that has so many megabytes of float32; deflated ones an eighth. */
    void write(Path file, long megabytes) throws IOException {
        long rows = (megabytes << 20) / WIDTH / Float.BYTES / (isDeflated() ? 8 : 1) / ROWS_OF_BATCH * ROWS_OF_BATCH;
        switch (this) {
            case ARROW -> writeArrow(file, rows);
            case NPZ, NPZ_DEFLATED -> writeNpz(file, rows);
            default -> {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
                    out.write(format.equals("npy") ? npyHeader(rows) : safetensorsHeader(rows));
                    writeRows(out, rows);
                }
            }
        }
    }

    private byte[] safetensorsHeader(long rows) {
        String type = this == SAFETENSORS ? "F32" : title.substring(title.indexOf(' ') + 1);
        byte[] json = "{\"h1\":{\"dtype\":\"%s\",\"shape\":[%d,%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, rows, WIDTH, rows * WIDTH * bytes)
                .getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .array();
    }

    private byte[] npyHeader(long rows) {
        String dict = "{'descr': '<f4', 'fortran_order': %s, 'shape': (%d, %d), }"
                .formatted(this == NPY_FORTRAN ? "True" : "False", rows, WIDTH);
        byte[] padded = (dict + " ".repeat(117 - dict.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) padded.length)
                .put(padded)
                .array();
    }

    private void writeRows(OutputStream out, long rows) throws IOException {
        byte[] batch = batch();
        for (long row = 0; row < rows; row += ROWS_OF_BATCH) {
            out.write(batch);
        }
    }

    private byte[] batch() {
        Random random = new Random(18);
        ByteBuffer values = ByteBuffer.allocate(ROWS_OF_BATCH * WIDTH * bytes).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            float value = (float) Math.max(0, random.nextGaussian());
            switch (bytes) {
                case 4 -> values.putFloat(value);
                case 2 -> values.putShort((short) (Float.floatToRawIntBits(value) >> 16));
                default -> values.put((byte) (value * 16));
            }
        }
        return values.array();
    }

    private void writeNpz(Path file, long rows) throws IOException {
        try (ZipOutputStream zip =
                new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            ZipEntry entry = new ZipEntry("h1.npy");
            if (!isDeflated()) {
                CRC32 crc = new CRC32();
                byte[] batch = batch();
                crc.update(npyHeader(rows));
                for (long row = 0; row < rows; row += ROWS_OF_BATCH) {
                    crc.update(batch);
                }
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(npyHeader(rows).length + rows * WIDTH * bytes);
                entry.setCrc(crc.getValue());
            }
            zip.putNextEntry(entry);
            zip.write(npyHeader(rows));
            writeRows(zip, rows);
            zip.closeEntry();
        }
    }

    private void writeArrow(Path file, long rows) throws IOException {
        ArrowType floats = new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        Field values = new Field(
                "values",
                FieldType.nullable(new ArrowType.FixedSizeList(WIDTH)),
                List.of(new Field("item", FieldType.notNullable(floats), null)));
        try (BufferAllocator allocator = new RootAllocator();
                VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(values)), allocator);
                FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, out)) {
            FixedSizeListVector list = (FixedSizeListVector) root.getVector(0);
            Float4Vector elements = (Float4Vector) list.getDataVector();
            elements.allocateNew(ROWS_OF_BATCH * WIDTH);
            elements.getDataBuffer().setBytes(0, batch());
            for (int i = 0; i < ROWS_OF_BATCH * WIDTH; i++) {
                elements.setIndexDefined(i);
            }
            list.setInitialCapacity(ROWS_OF_BATCH);
            for (int i = 0; i < ROWS_OF_BATCH; i++) {
                list.setNotNull(i);
            }
            list.setValueCount(ROWS_OF_BATCH);
            root.setRowCount(ROWS_OF_BATCH);
            writer.start();
            for (long row = 0; row < rows; row += ROWS_OF_BATCH) {
                writer.writeBatch();
            }
            writer.end();
        }
    }
}
