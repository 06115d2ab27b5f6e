package dev.activations.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An ONNX model of one operator from x to y, both float tensors of rows of n values, written as the protobuf it is. */
final class OnnxModel {

    private static final int FLOAT_ATTRIBUTE = 1;
    private static final int STRING_ATTRIBUTE = 3;

    private OnnxModel() {}

    /**
     * @param domain "" for ONNX's own operators, or that of an extension
     * @param attributes each a {@link Float} or a {@link String}
     */
    static byte[] of(String operator, String domain, Map<String, Object> attributes, int rows, int n) {
        Message node = new Message().text(1, "x").text(2, "y").text(4, operator);
        attributes.forEach((name, value) -> node.message(5, attribute(name, value)));
        node.text(7, domain);
        Message graph = new Message()
                .message(1, node)
                .text(2, "one operator")
                .message(11, tensor("x", rows, n))
                .message(12, tensor("y", rows, n));
        return new Message()
                .number(1, 9)
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 20))
                .message(8, new Message().text(1, "com.microsoft").number(2, 1))
                .bytes();
    }

    private static Message attribute(String name, Object value) {
        Message attribute = new Message().text(1, name);
        return value instanceof Float number
                ? attribute.number32(2, number).number(20, FLOAT_ATTRIBUTE)
                : attribute.text(4, (String) value).number(20, STRING_ATTRIBUTE);
    }

    private static Message tensor(String name, int rows, int n) {
        Message shape = new Message().message(1, new Message().number(1, rows)).message(1, new Message().number(1, n));
        Message type = new Message().message(1, new Message().number(1, 1).message(2, shape));
        return new Message().text(1, name).message(2, type);
    }

    /** A protobuf message under construction. */
    private static final class Message {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Message number32(int field, float value) {
            varint(field << 3 | 5);
            out.writeBytes(ByteBuffer.allocate(4)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putFloat(value)
                    .array());
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes());
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private Message bytes(int field, byte[] value) {
            varint(field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(long value) {
            while ((value & ~0x7fL) != 0) {
                out.write((int) (value & 0x7f | 0x80));
                value >>>= 7;
            }
            out.write((int) value);
        }
    }
}
