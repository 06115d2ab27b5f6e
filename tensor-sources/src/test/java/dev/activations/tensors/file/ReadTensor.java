package dev.activations.tensors.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A tensor as it was read, slice by slice. */
record ReadTensor(String type, long[] shape, List<double[]> slices) {

    /** Reads all slices along an axis; -1 is the whole tensor as one. */
    static ReadTensor of(FileBytes file, Tensor tensor, int axis) throws IOException {
        Slices slices = axis < 0 ? Slices.whole(tensor) : Slices.along(file.path(), tensor, axis);
        return new ReadTensor(tensor.type().toString(), tensor.shape(), read(file, slices, 0, slices.count()));
    }

    /** Reads some slices as doubles. */
    static List<double[]> read(FileBytes file, Slices slices, long from, long to) throws IOException {
        List<double[]> values = new ArrayList<>();
        Elements elements = new Elements(slices.tensor());
        int length = Math.toIntExact(slices.length());
        try (SliceReader reader = new SliceReader(file, slices, from, to)) {
            while (reader.next()) {
                byte[] bytes = new byte[length * Double.BYTES];
                elements.toDoubles(reader.bytes(), reader.offset(), bytes, 0, length);
                double[] slice = new double[length];
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.nativeOrder())
                        .asDoubleBuffer()
                        .get(slice);
                values.add(slice);
            }
        }
        return values;
    }
}
