package dev.activations.tensors.file;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Gathers slices that lie in pieces: the axis is not the slowest in the file, as in Fortran order. For each index of the
 * slower axes there is a run with one piece of every slice. Runs are taken a few at a time, so that what is written to a
 * slice lies together.
 */
final class PieceReader {

    /** How much is read at once of runs that lie close. */
    private static final int SPAN = 1 << 20;

    /** Reading so much that is not needed takes less time than another read. */
    private static final int SMALL_GAP = 1 << 13;

    /** Pieces of as many runs fill a line of the processor's cache. */
    private static final int CACHE_LINE = 64;

    private static final VarHandle SHORTS = view(short[].class);
    private static final VarHandle INTS = view(int[].class);
    private static final VarHandle LONGS = view(long[].class);

    private final TensorData.Reader reader;
    private final long runs;
    private final long stride;
    private final int pieceBytes;
    private final int sliceBytes;
    private final int elementBytes;
    private final int runsAtOnce;
    private final byte[][] read;
    private final int[] offsets;

    PieceReader(TensorData.Reader reader, Slices slices) {
        this.reader = reader;
        this.runs = slices.outer();
        this.elementBytes = slices.tensor().type().bytes();
        this.pieceBytes = Math.toIntExact(slices.inner() * elementBytes);
        this.stride = pieceBytes * slices.count();
        this.sliceBytes = Math.toIntExact(slices.bytes());
        this.runsAtOnce = Math.max(1, CACHE_LINE / pieceBytes);
        this.read = new byte[runsAtOnce][0];
        this.offsets = new int[runsAtOnce];
    }

    /** Slices {@code first} to {@code first + count}, one after the other. */
    byte[] read(long first, int count, byte[] into) throws IOException {
        int runBytes = Math.multiplyExact(count, pieceBytes);
        boolean together = stride - runBytes <= SMALL_GAP && runBytes <= SPAN;
        long runsPerRead = together ? Math.max(1, (SPAN - runBytes) / stride + 1) : runsAtOnce;
        byte[] block = into;
        byte[] span = new byte[0];
        for (long run = 0; run < runs; run += runsPerRead) {
            int here = (int) Math.min(runsPerRead, runs - run);
            long from = run * stride + first * pieceBytes;
            if (together) {
                span = reader.read(from, Math.toIntExact((here - 1) * stride + runBytes), span);
            }
            for (int group = 0; group < here; group += runsAtOnce) {
                int size = Math.min(runsAtOnce, here - group);
                for (int i = 0; i < size; i++) {
                    read[i] = together ? span : reader.read(from + i * stride, runBytes, read[i]);
                    offsets[i] = together ? Math.toIntExact((group + i) * stride) : 0;
                }
                if (block.length < count * sliceBytes) {
                    block = new byte[count * sliceBytes]; // the file is known to have some of them by now
                }
                scatter(size, block, Math.toIntExact((run + group) * pieceBytes), count);
            }
        }
        return block;
    }

    /** The pieces of some runs to where they belong in each slice. */
    private void scatter(int size, byte[] block, int to, int count) {
        for (int slice = 0; slice < count; slice++) {
            int target = to + slice * sliceBytes;
            int from = slice * pieceBytes;
            if (pieceBytes != elementBytes || elementBytes == 1) {
                for (int i = 0; i < size; i++) {
                    System.arraycopy(read[i], offsets[i] + from, block, target + i * pieceBytes, pieceBytes);
                }
            } else if (elementBytes == Integer.BYTES) {
                for (int i = 0; i < size; i++) {
                    INTS.set(block, target + i * Integer.BYTES, (int) INTS.get(read[i], offsets[i] + from));
                }
            } else if (elementBytes == Short.BYTES) {
                for (int i = 0; i < size; i++) {
                    SHORTS.set(block, target + i * Short.BYTES, (short) SHORTS.get(read[i], offsets[i] + from));
                }
            } else {
                for (int i = 0; i < size; i++) {
                    LONGS.set(block, target + i * Long.BYTES, (long) LONGS.get(read[i], offsets[i] + from));
                }
            }
        }
    }

    private static VarHandle view(Class<?> elements) {
        return MethodHandles.byteArrayViewVarHandle(elements, ByteOrder.nativeOrder());
    }
}
