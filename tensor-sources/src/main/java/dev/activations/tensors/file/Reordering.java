package dev.activations.tensors.file;

import java.util.Arrays;

/** Puts the elements of slices into C order of the slice's axes, where the file has another order. */
final class Reordering {

    private final int[] sizes;
    private final int[] strides;
    private final int elementBytes;
    private final int sliceBytes;
    private byte[] slice = new byte[0];

    private Reordering(int[] sizes, int[] strides, int elementBytes, int sliceBytes) {
        this.sizes = sizes;
        this.strides = strides;
        this.elementBytes = elementBytes;
        this.sliceBytes = sliceBytes;
    }

    static Reordering of(Slices slices) {
        long[] strides = slices.bytes() == 0 ? new long[0] : slices.gatheredStrides();
        long[] sizes = strides.length == 0 ? strides : slices.shape();
        return new Reordering(
                Arrays.stream(sizes).mapToInt(Math::toIntExact).toArray(),
                Arrays.stream(strides).mapToInt(Math::toIntExact).toArray(),
                slices.tensor().type().bytes(),
                Math.toIntExact(slices.bytes()));
    }

    /** Reorders slices that lie one after the other. */
    void apply(byte[] block, int count) {
        if (sizes.length == 0) {
            return;
        }
        slice = slice.length == sliceBytes ? slice : new byte[sliceBytes];
        for (int i = 0; i < count; i++) {
            System.arraycopy(block, i * sliceBytes, slice, 0, sliceBytes);
            applyToOne(block, i * sliceBytes);
        }
    }

    private void applyToOne(byte[] block, int start) {
        int[] index = new int[sizes.length];
        int from = 0;
        for (int to = start; to < start + sliceBytes; to += elementBytes) {
            System.arraycopy(slice, from * elementBytes, block, to, elementBytes);
            for (int axis = sizes.length - 1; axis >= 0; axis--) {
                from += strides[axis];
                if (++index[axis] < sizes[axis]) {
                    break;
                }
                from -= strides[axis] * sizes[axis];
                index[axis] = 0;
            }
        }
    }
}
