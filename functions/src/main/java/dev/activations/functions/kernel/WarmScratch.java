package dev.activations.functions.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;

/** Values that loops are warmed up with, in the one thread that does so: in arrays, and outside the heap where they reach that. */
final class WarmScratch {

    private final float[] floats = new float[WarmUp.LONG];
    private final float[] floatResults = new float[WarmUp.LONG];
    private final FloatBuffer floatBuffer = bytes(Float.BYTES).asFloatBuffer();
    private final FloatBuffer floatResultBuffer = bytes(Float.BYTES).asFloatBuffer();
    private final double[] doubles = new double[WarmUp.LONG];
    private final double[] doubleResults = new double[WarmUp.LONG];
    private final DoubleBuffer doubleBuffer = bytes(Double.BYTES).asDoubleBuffer();
    private final DoubleBuffer doubleResultBuffer = bytes(Double.BYTES).asDoubleBuffer();
    private final float[] floatPerRow = new float[ColumnLoops.ROWS];
    private final float[] floatSums = new float[ColumnLoops.ROWS];
    private final double[] doublePerRow = new double[ColumnLoops.ROWS];
    private final double[] doubleSums = new double[ColumnLoops.ROWS];
    private double ignored;

    WarmScratch() {
        for (int i = 0; i < WarmUp.LONG; i++) {
            doubles[i] = 16.0 * i / WarmUp.LONG - 8;
            floats[i] = (float) doubles[i];
        }
        floatBuffer.put(0, floats);
        doubleBuffer.put(0, doubles);
    }

    private static ByteBuffer bytes(int width) {
        return ByteBuffer.allocateDirect(WarmUp.LONG * width).order(ByteOrder.nativeOrder());
    }

    void floatValues(Loops loops, int length) {
        loops.values(floats, 0, floatResults, 0, length);
        if (!loops.valuesOffHeap(floatBuffer.limit(length), floatResultBuffer.limit(length))) {
            loops.values(floats, 0, floatResults, 0, length);
        }
    }

    void doubleValues(Loops loops, int length) {
        loops.values(doubles, 0, doubleResults, 0, length);
        if (!loops.valuesOffHeap(doubleBuffer.limit(length), doubleResultBuffer.limit(length))) {
            loops.values(doubles, 0, doubleResults, 0, length);
        }
    }

    void floatDerivatives(Loops loops, int length) {
        loops.derivatives(floats, 0, floatResults, 0, length);
        if (!loops.derivativesOffHeap(floatBuffer.limit(length), floatResultBuffer.limit(length))) {
            loops.derivatives(floats, 0, floatResults, 0, length);
        }
    }

    void doubleDerivatives(Loops loops, int length) {
        loops.derivatives(doubles, 0, doubleResults, 0, length);
        if (!loops.derivativesOffHeap(doubleBuffer.limit(length), doubleResultBuffer.limit(length))) {
            loops.derivatives(doubles, 0, doubleResults, 0, length);
        }
    }

    void floatRows(RowLoops loops, int length) {
        float max = loops.maximum(floats, 0, length);
        ignored += loops.exponentials(floats, 0, floatResults, 0, length, max);
        ignored += loops.sumOfExponentials(floats, 0, length, max);
        ignored += loops.sumOfOtherExponentials(floats, 0, length, max);
        ignored += loops.dot(floats, 0, floatResults, 0, length) + loops.sum(floatResults, 0, length);
        loops.multiply(floats, 0, floatResults, 0, floatResults, 0, length);
        loops.scale(floatResults, 0, length, max);
        loops.shift(floats, 0, floatResults, 0, length, max, max);
        if (loops instanceof ColumnLoops columns) {
            floatColumns(columns, Math.max(1, length / ColumnLoops.ROWS));
        } else {
            ignored += loops.maximum(floats, 0, length) + loops.dot(floats, 0, floatResults, 0, length);
            ignored += loops.exponentials(floats, 0, floatResults, 0, length, max);
            ignored += loops.sumOfOtherExponentials(floats, 0, length, max);
        }
    }

    private void floatColumns(ColumnLoops loops, int length) {
        loops.maxima(floats, length, floatPerRow);
        loops.exponentials(floats, floatResults, length, floatPerRow, floatSums);
        loops.sumsOfOtherExponentials(floats, length, floatPerRow, floatSums);
        loops.dots(floats, floatResults, length, floatSums);
    }

    void doubleRows(RowLoops loops, int length) {
        double max = loops.maximum(doubles, 0, length);
        ignored += loops.exponentials(doubles, 0, doubleResults, 0, length, max);
        ignored += loops.sumOfExponentials(doubles, 0, length, max);
        ignored += loops.sumOfOtherExponentials(doubles, 0, length, max);
        ignored += loops.dot(doubles, 0, doubleResults, 0, length) + loops.sum(doubleResults, 0, length);
        loops.multiply(doubles, 0, doubleResults, 0, doubleResults, 0, length);
        loops.scale(doubleResults, 0, length, max);
        loops.shift(doubles, 0, doubleResults, 0, length, max, max);
        if (loops instanceof ColumnLoops columns) {
            doubleColumns(columns, Math.max(1, length / ColumnLoops.ROWS));
        } else {
            ignored += loops.maximum(doubles, 0, length) + loops.dot(doubles, 0, doubleResults, 0, length);
            ignored += loops.exponentials(doubles, 0, doubleResults, 0, length, max);
            ignored += loops.sumOfOtherExponentials(doubles, 0, length, max);
        }
    }

    private void doubleColumns(ColumnLoops loops, int length) {
        loops.maxima(doubles, length, doublePerRow);
        loops.exponentials(doubles, doubleResults, length, doublePerRow, doubleSums);
        loops.sumsOfOtherExponentials(doubles, length, doublePerRow, doubleSums);
        loops.dots(doubles, doubleResults, length, doubleSums);
    }
}
