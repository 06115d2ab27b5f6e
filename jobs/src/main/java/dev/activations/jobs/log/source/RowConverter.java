package dev.activations.jobs.log.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.memory.util.Float16;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/** Gathers one row of a Parquet file, of the types that {@link ParquetTypes} reads: boxed numbers, text and arrays. */
final class RowConverter extends GroupConverter {

    private final Object[] values;
    private final Converter[] columns;

    RowConverter(GroupType type) {
        values = new Object[type.getFieldCount()];
        columns = new Converter[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i;
            columns[i] = converter(type.getType(i), value -> values[column] = value);
        }
    }

    /** The values of the row that was read last. */
    Object[] values() {
        return values;
    }

    @Override
    public Converter getConverter(int column) {
        return columns[column];
    }

    @Override
    public void start() {
        Arrays.fill(values, null);
    }

    @Override
    public void end() {
        // The row is taken by values().
    }

    private static Converter converter(Type type, Consumer<Object> into) {
        return ParquetTypes.isList(type) ? new ListConverter(type.asGroupType(), into) : new ValueConverter(type, into);
    }

    private static final class ValueConverter extends PrimitiveConverter {

        private final Consumer<Object> into;
        private final boolean text;

        ValueConverter(Type type, Consumer<Object> into) {
            this.into = into;
            this.text = type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation;
        }

        @Override
        public void addBinary(Binary value) {
            into.accept(text ? value.toStringUsingUTF8() : (Object) half(value));
        }

        private static float half(Binary value) {
            byte[] bytes = value.getBytesUnsafe();
            return Float16.toFloat((short) (bytes[0] & 0xff | bytes[1] << 8));
        }

        @Override
        public void addBoolean(boolean value) {
            into.accept(value);
        }

        @Override
        public void addDouble(double value) {
            into.accept(value);
        }

        @Override
        public void addFloat(float value) {
            into.accept(value);
        }

        @Override
        public void addInt(int value) {
            into.accept((long) value);
        }

        @Override
        public void addLong(long value) {
            into.accept(value);
        }
    }

    /** A list: a group of repeated groups of one element, each of which may be NULL. */
    private static final class ListConverter extends GroupConverter {

        private final Consumer<Object> into;
        private final GroupConverter repeated;
        private List<Object> elements;

        ListConverter(GroupType list, Consumer<Object> into) {
            this.into = into;
            this.repeated = new GroupConverter() {

                private final Converter element =
                        converter(ParquetTypes.element(list), value -> elements.set(elements.size() - 1, value));

                @Override
                public Converter getConverter(int field) {
                    return element;
                }

                @Override
                public void start() {
                    elements.add(null);
                }

                @Override
                public void end() {
                    // The element has been set, or stays NULL.
                }
            };
        }

        @Override
        public Converter getConverter(int field) {
            return repeated;
        }

        @Override
        public void start() {
            elements = new ArrayList<>();
        }

        @Override
        public void end() {
            into.accept(elements.toArray());
        }
    }
}
