package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.util.Arrays;

/**
 * How a tensor is cut into slices: along one axis, or not at all. The values of a slice are in C order of its other axes.
 *
 * @param tensor what is cut
 * @param axis the axis along which an index counts; -1 if the whole tensor is the only slice
 */
public record Slices(Tensor tensor, int axis) {

    /**
     * Slices along an axis. A single number, which has no axis, is one slice.
     *
     * @param path the file's path, for errors
     * @param axis from 0, or from -1, which is the last one
     */
    public static Slices along(String path, Tensor tensor, int axis) {
        int axes = tensor.shape().length;
        if (axes == 0) {
            return whole(tensor);
        }
        int counted = axis < 0 ? axis + axes : axis;
        if (counted < 0 || counted >= axes) {
            throw new TensorFileException(
                    path,
                    "tensor '%s' of shape %s has no axis %d",
                    tensor.name(),
                    Arrays.toString(tensor.shape()),
                    axis);
        }
        return new Slices(tensor, counted);
    }

    /** The whole tensor as one slice. */
    public static Slices whole(Tensor tensor) {
        return new Slices(tensor, -1);
    }

    /** How many slices there are; none of a tensor without elements, however many its header claims. */
    public long count() {
        for (long size : tensor.shape()) {
            if (size == 0) {
                return 0;
            }
        }
        return axis < 0 ? 1 : tensor.shape()[axis];
    }

    /** The shape of one slice. */
    public long[] shape() {
        long[] shape = new long[axis < 0 ? tensor.shape().length : tensor.shape().length - 1];
        for (int from = 0, to = 0; from < tensor.shape().length; from++) {
            if (from != axis) {
                shape[to++] = tensor.shape()[from];
            }
        }
        return shape;
    }

    /** The values of one slice. */
    public long length() {
        return product(shape());
    }

    /** The bytes of one slice in the file. */
    public long bytes() {
        return length() * tensor.type().bytes();
    }

    /** The first slice whose place is at or after a byte of the file, or {@link #count} if there is none. */
    public long firstFrom(long byteOfFile) {
        long before = byteOfFile - tensor.data().position();
        if (before <= 0) {
            return 0;
        }
        long stride = tensor.data().splits() ? bytes() : 0;
        return stride == 0 ? count() : Math.min(count(), (before - 1) / stride + 1);
    }

    /** Elements between the starts of two neighbours on the axis; also those that lie together of one index. */
    long inner() {
        long inner = 1;
        for (int place = placeOfAxis() + 1; place < tensor.memoryOrder().length; place++) {
            inner *= tensor.shape()[tensor.memoryOrder()[place]];
        }
        return inner;
    }

    /** In how many pieces one slice lies in the file. */
    long outer() {
        return inner() == 0 ? 0 : length() / inner();
    }

    private int placeOfAxis() {
        int place = 0;
        while (axis >= 0 && tensor.memoryOrder()[place] != axis) {
            place++;
        }
        return axis < 0 ? -1 : place;
    }

    /**
     * For each axis of a slice, how many elements apart its neighbours lie in the slice as it is gathered from the file;
     * empty if that is C order already.
     */
    long[] gatheredStrides() {
        int[] order = Arrays.stream(tensor.memoryOrder()).filter(a -> a != axis).toArray();
        long[] strideOfAxis = new long[tensor.shape().length];
        long stride = 1;
        boolean inOrder = true;
        for (int place = order.length - 1; place >= 0; place--) {
            strideOfAxis[order[place]] = stride;
            stride *= tensor.shape()[order[place]];
            inOrder &= place == 0 || order[place - 1] < order[place];
        }
        if (inOrder) {
            return new long[0];
        }
        int[] logical = Arrays.stream(order).sorted().toArray();
        return Arrays.stream(logical).mapToLong(a -> strideOfAxis[a]).toArray();
    }

    private static long product(long[] sizes) {
        return Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    }
}
