package dev.activations.tensors;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A file format of tensors that Spark reads with this module, {@code spark.read().format("safetensors")}: its name for
 * Spark, the endings of its files, and what its first bytes look like.
 */
public enum TensorFormat {
    SAFETENSORS("safetensors", TensorFormat::startsWithSafetensorsHeader, ".safetensors"),
    NPY("npy", start -> startsWith(start, "\u0093NUMPY"), ".npy"),
    NPZ("npz", start -> firstZipMember(start).endsWith(".npy"), ".npz"),
    /** PyTorch's {@code torch.save} of tensors. */
    PT("pt", start -> firstZipMember(start).endsWith("/data.pkl"), ".pt", ".pth"),
    /** Arrow IPC: file (Feather V2) or stream. */
    ARROW("arrow", TensorFormat::startsWithArrow, ".arrow", ".arrows", ".feather", ".ipc");

    /** How many bytes of a file's start {@link #byContent} should be given. */
    public static final int FIRST_BYTES = 512;

    /** The longest header that the format allows. */
    public static final long LONGEST_SAFETENSORS_HEADER = 100_000_000;

    private static final int ZIP_NAME_LENGTH = 26;
    private static final int ZIP_NAME = 30;
    private static final int LONGEST_ARROW_METADATA = 64 << 20;

    private final String sparkName;
    private final Predicate<byte[]> start;
    private final List<String> endings;

    TensorFormat(String sparkName, Predicate<byte[]> start, String... endings) {
        this.sparkName = sparkName;
        this.start = start;
        this.endings = List.of(endings);
    }

    /** The name for {@code spark.read().format(…)} and {@code SELECT * FROM name.`path`}. */
    public String sparkName() {
        return sparkName;
    }

    /** How files of this format end, in lower case, the usual one first. */
    public List<String> endings() {
        return endings;
    }

    /** The format of this Spark name. */
    public static Optional<TensorFormat> of(String sparkName) {
        return Arrays.stream(values())
                .filter(format -> format.sparkName.equals(sparkName))
                .findFirst();
    }

    /** The format that a file's name tells by its ending. */
    public static Optional<TensorFormat> byName(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /**
     * The format that a file's first bytes tell.
     *
     * @param start the first {@link #FIRST_BYTES}, or all bytes of a shorter file
     */
    public static Optional<TensorFormat> byContent(byte[] start) {
        return Arrays.stream(values())
                .filter(format -> format.start.test(start))
                .findFirst();
    }

    /** A length, then JSON. */
    private static boolean startsWithSafetensorsHeader(byte[] start) {
        if (start.length < Long.BYTES + 2 || start[Long.BYTES] != '{') {
            return false;
        }
        long length = littleEndian(start).getLong(0);
        byte next = start[Long.BYTES + 1];
        return length >= 2
                && length <= LONGEST_SAFETENSORS_HEADER
                && (next == '"' || next == '}' || Character.isWhitespace(next));
    }

    /** The name of a zip's first member; empty if this is no zip. */
    private static String firstZipMember(byte[] start) {
        if (!startsWith(start, "PK\u0003\u0004") || start.length < ZIP_NAME) {
            return "";
        }
        int length = littleEndian(start).getShort(ZIP_NAME_LENGTH) & 0xffff;
        return new String(start, ZIP_NAME, Math.min(length, start.length - ZIP_NAME), StandardCharsets.UTF_8);
    }

    /** A file's magic word, or the length of a stream's first message and the start of a flat buffer. */
    private static boolean startsWithArrow(byte[] start) {
        if (startsWith(start, "ARROW1")) {
            return true;
        }
        if (start.length < 3 * Integer.BYTES || littleEndian(start).getInt(0) != -1) {
            return false;
        }
        int length = littleEndian(start).getInt(Integer.BYTES);
        return length > 0 && length <= LONGEST_ARROW_METADATA && length % Long.BYTES == 0;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean startsWith(byte[] start, String magic) {
        byte[] bytes = magic.getBytes(StandardCharsets.ISO_8859_1);
        return start.length >= bytes.length && Arrays.equals(bytes, Arrays.copyOf(start, bytes.length));
    }
}
