package dev.activations.tensors.file;

import java.util.Locale;

/** What the elements of a tensor are, named as PyTorch names them. */
public enum ElementType {
    FLOAT64(8),
    FLOAT32(4),
    FLOAT16(2),
    BFLOAT16(2),
    FLOAT8_E4M3FN(1),
    FLOAT8_E5M2(1),
    INT64(8),
    INT32(4),
    INT16(2),
    INT8(1),
    UINT64(8),
    UINT32(4),
    UINT16(2),
    UINT8(1),
    BOOL(1);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }

    /** Whether a float cannot hold every value; a double holds all but integers beyond ±2^53. */
    public boolean needsDouble() {
        return this == FLOAT64 || this == INT64 || this == INT32 || this == UINT64 || this == UINT32;
    }

    /** As in {@code torch.float32}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
