package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The header of numpy's npy format, versions 1.0, 2.0 and 3.0: a magic word, the version, the header's length, and a
 * Python dict of element type, order and shape.
 *
 * @param type what the elements are; null where the array holds no numbers that are read
 * @param descr the type as numpy writes it
 * @param byteOrder the elements' byte order
 * @param fortranOrder whether the first axis is the fastest in memory
 * @param shape the array's shape
 * @param length bytes of the header, where the elements begin
 */
record NpyHeader(ElementType type, String descr, ByteOrder byteOrder, boolean fortranOrder, long[] shape, long length) {

    private static final byte[] MAGIC = "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1);
    private static final int MAGIC_AND_VERSION = 8;

    /** numpy itself reads 10,000 by default; long ones are of structured types, which are not read here. */
    private static final int LONGEST = 1 << 20;

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("f8", ElementType.FLOAT64),
            Map.entry("f4", ElementType.FLOAT32),
            Map.entry("f2", ElementType.FLOAT16),
            Map.entry("i8", ElementType.INT64),
            Map.entry("i4", ElementType.INT32),
            Map.entry("i2", ElementType.INT16),
            Map.entry("i1", ElementType.INT8),
            Map.entry("u8", ElementType.UINT64),
            Map.entry("u4", ElementType.UINT32),
            Map.entry("u2", ElementType.UINT16),
            Map.entry("u1", ElementType.UINT8),
            Map.entry("b1", ElementType.BOOL));

    /**
     * Reads the header off the front of a stream.
     *
     * @param path the file's path, for errors
     * @param array the array's name, for errors
     */
    static NpyHeader read(InputStream in, String path, String array) throws IOException {
        byte[] start = exactly(in, MAGIC_AND_VERSION, path, array);
        if (!Arrays.equals(MAGIC, Arrays.copyOf(start, MAGIC.length))) {
            throw new TensorFileException(path, "'%s' is not an npy array: it does not begin with \\x93NUMPY", array);
        }
        int version = start[MAGIC.length];
        if (version < 1 || version > 3 || start[MAGIC.length + 1] != 0) {
            throw new TensorFileException(
                    path,
                    "array '%s' is of npy version %d.%d; 1.0, 2.0 and 3.0 are read",
                    array,
                    version & 0xff,
                    start[MAGIC.length + 1] & 0xff);
        }
        int lengthBytes = version == 1 ? Short.BYTES : Integer.BYTES;
        ByteBuffer length =
                ByteBuffer.wrap(exactly(in, lengthBytes, path, array)).order(ByteOrder.LITTLE_ENDIAN);
        long claimed = version == 1 ? length.getShort() & 0xffff : length.getInt() & 0xffffffffL;
        if (claimed > LONGEST) {
            throw new TensorFileException(
                    path,
                    "the header of array '%s' claims %d bytes, but at most %d are allowed",
                    array,
                    claimed,
                    LONGEST);
        }
        Charset charset = version < 3 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        String text = new String(exactly(in, (int) claimed, path, array), charset);
        try {
            return parse(text, MAGIC_AND_VERSION + lengthBytes + claimed);
        } catch (IllegalArgumentException e) {
            throw new TensorFileException(e, path, "the header of array '%s' is damaged: %s", array, e.getMessage());
        }
    }

    private static byte[] exactly(InputStream in, int count, String path, String array) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new TensorFileException(path, "array '%s' is cut short within its header", array);
        }
        return bytes;
    }

    private static NpyHeader parse(String text, long length) {
        Map<String, Object> dict = PythonLiteral.dict(text);
        require(
                dict.keySet().equals(Set.of("descr", "fortran_order", "shape")),
                "its keys are %s and not descr, fortran_order, shape",
                dict.keySet());
        require(dict.get("fortran_order") instanceof Boolean, "fortran_order is neither True nor False");
        require(dict.get("shape") instanceof List, "shape is not a tuple");
        String descr = String.valueOf(dict.get("descr"));
        return new NpyHeader(
                type(dict.get("descr")),
                descr,
                descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                (Boolean) dict.get("fortran_order"),
                shape((List<?>) dict.get("shape")),
                length);
    }

    /** Null for what is not read: objects, text, dates, complex and structured types. */
    private static ElementType type(Object descr) {
        if (!(descr instanceof String text) || text.length() < 2) {
            return null;
        }
        boolean ordered = "<>|=".indexOf(text.charAt(0)) >= 0;
        ElementType type = TYPES.get(ordered ? text.substring(1) : text);
        boolean orderMissing = type != null && type.bytes() > 1 && "<>".indexOf(text.charAt(0)) < 0;
        require(!orderMissing, "descr '%s' does not tell the byte order", text);
        return type;
    }

    private static long[] shape(List<?> sizes) {
        return sizes.stream()
                .mapToLong(size -> {
                    require(size instanceof Long number && number >= 0, "shape %s is none", sizes);
                    return (Long) size;
                })
                .toArray();
    }

    private static void require(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new IllegalArgumentException(message.formatted(values));
        }
    }

    /** The array, where its elements lie there; an error where they are no numbers, or not as many as the shape says. */
    Tensor tensor(String path, String name, TensorData data) {
        if (type == null) {
            throw new TensorFileException(path, "array '%s' %s; select others with option tensor", name, whyNot());
        }
        long bytes = Shapes.bytes(path, name, shape, type);
        if (data.length() < bytes) {
            throw new TensorFileException(
                    path,
                    "array '%s' is cut short: shape %s of %s is %d bytes, and it has %d",
                    name,
                    Arrays.toString(shape),
                    type,
                    bytes,
                    data.length());
        }
        if (data.length() > bytes) {
            throw new TensorFileException(
                    path,
                    "%d bytes follow array '%s'; if several arrays were saved into one file, save them as npz",
                    data.length() - bytes,
                    name);
        }
        int[] order = fortranOrder ? Tensor.fortranOrder(shape.length) : Tensor.cOrder(shape.length);
        return new Tensor(name, type, shape, order, byteOrder, data);
    }

    private String whyNot() {
        String kind = descr.replaceFirst("^[<>|=]", "");
        if (kind.startsWith("O")) {
            return "holds Python objects, which are pickles and could run code, so it is not read; save numbers";
        } else if (kind.startsWith("V") && !kind.startsWith("[")) {
            return "has elements of raw bytes (%s), as numpy writes bfloat16; save it as float32".formatted(descr);
        } else if (kind.startsWith("U") || kind.startsWith("S")) {
            return "holds text (%s), not numbers".formatted(descr);
        }
        return "has elements of type %s, which are not read".formatted(descr);
    }
}
