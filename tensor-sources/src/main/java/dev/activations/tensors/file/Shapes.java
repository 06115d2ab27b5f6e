package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.util.Arrays;

/** Checks of the shapes that headers claim. */
final class Shapes {

    /** What numpy 2 allows. */
    private static final int MOST_AXES = 64;

    private Shapes() {}

    /** The bytes of a dense tensor, or an error where no file could hold it. */
    static long bytes(String path, String tensor, long[] shape, ElementType type) {
        if (shape.length > MOST_AXES) {
            throw new TensorFileException(
                    path, "tensor '%s' claims %d axes, but at most %d are allowed", tensor, shape.length, MOST_AXES);
        }
        boolean empty = false;
        for (long size : shape) {
            if (size < 0) {
                throw tooLarge(path, tensor, shape);
            }
            empty |= size == 0;
        }
        if (empty) {
            return 0;
        }
        try {
            long bytes = type.bytes();
            for (long size : shape) {
                bytes = Math.multiplyExact(bytes, size);
            }
            return bytes;
        } catch (ArithmeticException e) {
            throw tooLarge(path, tensor, shape);
        }
    }

    private static TensorFileException tooLarge(String path, String tensor, long[] shape) {
        return new TensorFileException(
                path, "the header is damaged: tensor '%s' claims shape %s", tensor, Arrays.toString(shape));
    }
}
