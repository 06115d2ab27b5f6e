package dev.activations.tensors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tensors of several blocks, in either order, whose elements are their own index in C order. */
class LargeTensorsTest {

    private static final int[] SHAPE = {601, 70, 130};
    private static final int COUNT = SHAPE[0] * SHAPE[1] * SHAPE[2];
    private static final Map<Boolean, byte[]> NPY = new HashMap<>();

    @ParameterizedTest
    @CsvSource({"false, 0", "false, 1", "false, 2", "true, 0", "true, 1", "true, 2"})
    void everyElementIsInItsSlice(boolean fortran, int axis) throws IOException {
        requireEveryElement(new MemoryFile("/x.npy", npy(fortran)), axis);
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "true, 0", "false, 1"})
    void everyElementOfADeflatedArrayIsInItsSlice(boolean fortran, int axis) throws IOException {
        requireEveryElement(new MemoryFile("/x.npz", npz(fortran, ZipOutputStream.DEFLATED)), axis);
    }

    @Test
    void everyPartOfAFileHasTheSlicesThatBeginInIt() throws IOException {
        for (MemoryFile file : new MemoryFile[] {
            new MemoryFile("/x.npy", npy(false)),
            new MemoryFile("/x.npy", npy(true)),
            new MemoryFile("/x.npz", npz(false, ZipOutputStream.STORED)),
            new MemoryFile("/x.npz", npz(false, ZipOutputStream.DEFLATED))
        }) {
            Slices slices = Slices.along("/x", tensor(file), 0);
            long before = 0;
            for (long start = 0; start < file.length(); start += 100_003) {
                long first = slices.firstFrom(start);
                assertThat(first).isGreaterThanOrEqualTo(before);
                before = first;
            }
            assertThat(slices.firstFrom(0)).isZero();
            assertThat(slices.firstFrom(file.length())).isEqualTo(SHAPE[0]);
        }
    }

    private static Tensor tensor(FileBytes file) throws IOException {
        return HeaderReaders.read(file).tensors().get(0);
    }

    /** Also from the middle on, as the second part of a file is read. */
    private static void requireEveryElement(FileBytes file, int axis) throws IOException {
        Slices slices = Slices.along(file.path(), tensor(file), axis);
        requireEveryElement(file, slices, axis, 0);
        requireEveryElement(file, slices, axis, slices.count() / 3);
    }

    private static void requireEveryElement(FileBytes file, Slices slices, int axis, long from) throws IOException {
        int inner =
                Stream.of(1, 2).filter(a -> a > axis).mapToInt(a -> SHAPE[a]).reduce(1, (a, b) -> a * b);
        try (SliceReader reader = new SliceReader(file, slices, from, slices.count())) {
            for (long index = from; index < slices.count(); index++) {
                assertThat(reader.next()).isTrue();
                assertThat(reader.index()).isEqualTo(index);
                ByteBuffer values = ByteBuffer.wrap(reader.bytes()).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < slices.length(); i++) {
                    long expected = (i / inner * SHAPE[axis] + index) * inner + i % inner;
                    if (values.getFloat(reader.offset() + i * Float.BYTES) != expected) {
                        assertThat(values.getFloat(reader.offset() + i * Float.BYTES))
                                .as("element %d of slice %d", i, index)
                                .isEqualTo(expected);
                    }
                }
            }
            assertThat(reader.next()).isFalse();
        }
    }

    private static byte[] npy(boolean fortran) {
        return NPY.computeIfAbsent(fortran, LargeTensorsTest::makeNpy);
    }

    private static byte[] makeNpy(boolean fortran) {
        String header = "{'descr': '<f4', 'fortran_order': %s, 'shape': (%d, %d, %d), }"
                .formatted(fortran ? "True" : "False", SHAPE[0], SHAPE[1], SHAPE[2]);
        byte[] padded = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer file = ByteBuffer.allocate(10 + padded.length + COUNT * Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("\u0093NUMPY\u0001\0".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) padded.length)
                .put(padded);
        for (int i = 0; i < COUNT; i++) {
            file.putFloat(fortran ? fromFortran(i) : i);
        }
        return file.array();
    }

    /** The index in C order of the element that is the i-th in Fortran order. */
    private static int fromFortran(int i) {
        int first = i % SHAPE[0];
        int second = i / SHAPE[0] % SHAPE[1];
        int third = i / SHAPE[0] / SHAPE[1];
        return (first * SHAPE[1] + second) * SHAPE[2] + third;
    }

    private static byte[] npz(boolean fortran, int method) throws IOException {
        byte[] npy = npy(fortran);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setLevel(Deflater.BEST_SPEED);
            ZipEntry entry = new ZipEntry("x.npy");
            entry.setMethod(method);
            entry.setSize(npy.length);
            CRC32 crc = new CRC32();
            crc.update(npy);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(npy);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }
}
