package dev.activations.tensors.file;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gathers slices that lie in pieces: the axis is not the slowest in the file, as in Fortran order. For each index of the
 * slower axes there is a run with one piece of every slice; runs that lie close are read together.
 */
final class PieceReader {

    /** How much is read at once. */
    private static final int SPAN = 1 << 20;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final TensorData.Reader reader;
    private final long runs;
    private final long stride;
    private final int pieceBytes;
    private final int sliceBytes;
    private final int elementBytes;

    PieceReader(TensorData.Reader reader, Slices slices) {
        this.reader = reader;
        this.runs = slices.outer();
        this.elementBytes = slices.tensor().type().bytes();
        this.pieceBytes = Math.toIntExact(slices.inner() * elementBytes);
        this.stride = pieceBytes * slices.count();
        this.sliceBytes = Math.toIntExact(slices.bytes());
    }

    /** Slices {@code first} to {@code first + count}, one after the other. */
    byte[] read(long first, int count, byte[] into) throws IOException {
        int runBytes = Math.multiplyExact(count, pieceBytes);
        int runsPerSpan = (int) Math.max(1, Math.min(runs, (SPAN - runBytes) / stride + 1));
        byte[] block = into;
        byte[] span = new byte[0];
        for (long run = 0; run < runs; run += runsPerSpan) {
            int here = (int) Math.min(runsPerSpan, runs - run);
            int spanBytes = Math.toIntExact((here - 1) * stride + runBytes);
            span = reader.read(run * stride + first * pieceBytes, spanBytes, span);
            if (block.length < count * sliceBytes) {
                block = new byte[count * sliceBytes]; // the file is known to have the bytes of a span by now
            }
            for (int i = 0; i < here; i++) {
                scatter(span, Math.toIntExact(i * stride), block, (int) (run + i) * pieceBytes, count);
            }
        }
        return block;
    }

    /** The pieces of a run to where they belong in each slice. */
    private void scatter(byte[] span, int from, byte[] block, int to, int count) {
        if (pieceBytes != elementBytes || elementBytes == 1) {
            for (int slice = 0; slice < count; slice++) {
                System.arraycopy(span, from + slice * pieceBytes, block, to + slice * sliceBytes, pieceBytes);
            }
        } else if (elementBytes == Short.BYTES) {
            for (int slice = 0; slice < count; slice++) {
                SHORTS.set(block, to + slice * sliceBytes, (short) SHORTS.get(span, from + slice * Short.BYTES));
            }
        } else if (elementBytes == Integer.BYTES) {
            for (int slice = 0; slice < count; slice++) {
                INTS.set(block, to + slice * sliceBytes, (int) INTS.get(span, from + slice * Integer.BYTES));
            }
        } else {
            for (int slice = 0; slice < count; slice++) {
                LONGS.set(block, to + slice * sliceBytes, (long) LONGS.get(span, from + slice * Long.BYTES));
            }
        }
    }

    private static VarHandle view(Class<?> elements) {
        return MethodHandles.byteArrayViewVarHandle(elements, ByteOrder.nativeOrder());
    }
}
