package dev.activations.tensors.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Converts the elements of a tensor, as its file has them, to floats or doubles in this machine's byte order. */
public final class Elements {

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);
    private static final VarHandle FLOATS = view(float[].class);
    private static final VarHandle DOUBLES = view(double[].class);

    private final ElementType type;
    private final boolean swapped;

    public Elements(Tensor tensor) {
        type = tensor.type();
        swapped = tensor.byteOrder() != ByteOrder.nativeOrder();
    }

    /**
     * To floats: exactly, but that doubles and integers of 32 and 64 bits are rounded.
     *
     * @param from the file's bytes, with the first element at {@code fromOffset}
     * @param to where the floats go, the first one to byte {@code toOffset}
     */
    public void toFloats(byte[] from, int fromOffset, byte[] to, int toOffset, int count) {
        switch (type) {
            case FLOAT32 -> copy(from, fromOffset, to, toOffset, count);
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    FLOATS.set(to, toOffset + i * Float.BYTES, SmallFloats.half(shortAt(from, fromOffset + i * 2)));
                }
            }
            case BFLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    INTS.set(to, toOffset + i * Float.BYTES, shortAt(from, fromOffset + i * 2) << Short.SIZE);
                }
            }
            case FLOAT8_E4M3FN -> lookUp(SmallFloats.E4M3, from, fromOffset, to, toOffset, count);
            case FLOAT8_E5M2 -> lookUp(SmallFloats.E5M2, from, fromOffset, to, toOffset, count);
            default -> {
                for (int i = 0; i < count; i++) {
                    float value = (float) doubleAt(from, fromOffset + i * type.bytes());
                    FLOATS.set(to, toOffset + i * Float.BYTES, value);
                }
            }
        }
    }

    private static void lookUp(float[] table, byte[] from, int fromOffset, byte[] to, int toOffset, int count) {
        for (int i = 0; i < count; i++) {
            FLOATS.set(to, toOffset + i * Float.BYTES, table[from[fromOffset + i] & 0xff]);
        }
    }

    /** To doubles: exactly, but that integers beyond ±2^53 are rounded. Arguments as of {@link #toFloats}. */
    public void toDoubles(byte[] from, int fromOffset, byte[] to, int toOffset, int count) {
        if (type == ElementType.FLOAT64) {
            copy(from, fromOffset, to, toOffset, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            DOUBLES.set(to, toOffset + i * Double.BYTES, doubleAt(from, fromOffset + i * type.bytes()));
        }
    }

    private void copy(byte[] from, int fromOffset, byte[] to, int toOffset, int count) {
        if (!swapped) {
            System.arraycopy(from, fromOffset, to, toOffset, count * type.bytes());
        } else if (type.bytes() == Integer.BYTES) {
            for (int i = 0; i < count * Integer.BYTES; i += Integer.BYTES) {
                INTS.set(to, toOffset + i, intAt(from, fromOffset + i));
            }
        } else {
            for (int i = 0; i < count * Long.BYTES; i += Long.BYTES) {
                LONGS.set(to, toOffset + i, longAt(from, fromOffset + i));
            }
        }
    }

    private double doubleAt(byte[] bytes, int offset) {
        return switch (type) {
            case FLOAT64 -> Double.longBitsToDouble(longAt(bytes, offset));
            case FLOAT32 -> Float.intBitsToFloat(intAt(bytes, offset));
            case FLOAT16 -> SmallFloats.half(shortAt(bytes, offset));
            case BFLOAT16 -> Float.intBitsToFloat(shortAt(bytes, offset) << Short.SIZE);
            case FLOAT8_E4M3FN -> SmallFloats.E4M3[bytes[offset] & 0xff];
            case FLOAT8_E5M2 -> SmallFloats.E5M2[bytes[offset] & 0xff];
            case INT64 -> longAt(bytes, offset);
            case INT32 -> intAt(bytes, offset);
            case INT16 -> shortAt(bytes, offset);
            case INT8 -> bytes[offset];
            case UINT64 -> unsigned(longAt(bytes, offset));
            case UINT32 -> Integer.toUnsignedLong(intAt(bytes, offset));
            case UINT16 -> shortAt(bytes, offset) & 0xffff;
            case UINT8 -> bytes[offset] & 0xff;
            case BOOL -> bytes[offset] == 0 ? 0 : 1;
        };
    }

    /** Rounded once: the lowest bit stands for all that the shift drops. */
    private static double unsigned(long bits) {
        return bits >= 0 ? bits : (double) (bits >>> 1 | bits & 1) * 2;
    }

    private short shortAt(byte[] bytes, int offset) {
        short bits = (short) SHORTS.get(bytes, offset);
        return swapped ? Short.reverseBytes(bits) : bits;
    }

    private int intAt(byte[] bytes, int offset) {
        int bits = (int) INTS.get(bytes, offset);
        return swapped ? Integer.reverseBytes(bits) : bits;
    }

    private long longAt(byte[] bytes, int offset) {
        long bits = (long) LONGS.get(bytes, offset);
        return swapped ? Long.reverseBytes(bits) : bits;
    }

    private static VarHandle view(Class<?> elements) {
        return MethodHandles.byteArrayViewVarHandle(elements, ByteOrder.nativeOrder());
    }
}
