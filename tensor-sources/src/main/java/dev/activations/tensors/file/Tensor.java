package dev.activations.tensors.file;

import java.nio.ByteOrder;

/**
 * A tensor in a file: dense numbers whose place and layout the file's header tells.
 *
 * @param name its name in the file
 * @param type what its elements are
 * @param shape its size along each axis; empty for a single number
 * @param memoryOrder its axes in the order of the file, the slowest first: 0, 1, 2 … is C order, the reverse Fortran's
 * @param byteOrder the byte order of its elements
 * @param data where its bytes are
 */
public record Tensor(
        String name, ElementType type, long[] shape, int[] memoryOrder, ByteOrder byteOrder, TensorData data) {

    /** A tensor in C order and little endian, as most formats have it. */
    static Tensor inCOrder(String name, ElementType type, long[] shape, TensorData data) {
        return new Tensor(name, type, shape, cOrder(shape.length), ByteOrder.LITTLE_ENDIAN, data);
    }

    static int[] cOrder(int axes) {
        int[] order = new int[axes];
        for (int i = 0; i < axes; i++) {
            order[i] = i;
        }
        return order;
    }

    static int[] fortranOrder(int axes) {
        int[] order = new int[axes];
        for (int i = 0; i < axes; i++) {
            order[i] = axes - 1 - i;
        }
        return order;
    }
}
