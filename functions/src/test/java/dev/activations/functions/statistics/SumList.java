package dev.activations.functions.statistics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/** The columns of sums as a list: written by one pass over them, read by the next. */
final class SumList {

    private final Queue<Object> written = new ArrayDeque<>();

    private SumList() {}

    /** A copy of a layer's statistics that has gone through columns, so many units to a page. */
    static LayerStatistics copy(LayerStatistics layer, String activation, int pageUnits) {
        LayerStatistics whole = new LayerStatistics(RandomRows.activation(activation), layer.layout(), 0);
        for (int first = 0; first < layer.layout().units(); first += pageUnits) {
            int end = Math.min(layer.layout().units(), first + pageUnits);
            SumList columns = new SumList();
            LayerStatistics page =
                    LayerStatistics.page(RandomRows.activation(activation), layer.layout(), 0, end - first);
            if (first == 0) {
                layer.layerColumns(columns.writer());
                page.layerColumns(columns.reader());
            }
            layer.unitColumns(columns.writer(), first, end);
            page.unitColumns(columns.reader(), 0, end - first);
            whole.merge(page, first);
        }
        return whole;
    }

    private SumColumns writer() {
        return new SumColumns() {
            @Override
            public long count(String name, long value) {
                written.add(value);
                return value;
            }

            @Override
            public double number(String name, double value) {
                written.add(value);
                return value;
            }

            @Override
            public long[] counts(String name, long[] values) {
                written.add(values.clone());
                return values;
            }

            @Override
            public double[] numbers(String name, double[] values) {
                written.add(values.clone());
                return values;
            }

            @Override
            public long[] counts(String name, long[] all, int first, int end) {
                written.add(all.length == 0 ? all : Arrays.copyOfRange(all, first, end));
                return all;
            }

            @Override
            public double[] numbers(String name, double[] all, int first, int end) {
                written.add(all.length == 0 ? all : Arrays.copyOfRange(all, first, end));
                return all;
            }
        };
    }

    private SumColumns reader() {
        return new SumColumns() {
            @Override
            public long count(String name, long value) {
                return (Long) written.remove();
            }

            @Override
            public double number(String name, double value) {
                return (Double) written.remove();
            }

            @Override
            public long[] counts(String name, long[] values) {
                return (long[]) written.remove();
            }

            @Override
            public double[] numbers(String name, double[] values) {
                return (double[]) written.remove();
            }

            @Override
            public long[] counts(String name, long[] all, int first, int end) {
                return (long[]) written.remove();
            }

            @Override
            public double[] numbers(String name, double[] all, int first, int end) {
                return (double[]) written.remove();
            }
        };
    }
}
